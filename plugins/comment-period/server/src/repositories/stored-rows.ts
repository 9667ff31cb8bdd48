/**
 * Nothing is acknowledged that is not there: a rule or a trigger of somebody else can make an
 * INSERT succeed without a row.
 *
 * @param returned what `INSERT … RETURNING` gave back
 */
export function assertStored(returned: readonly unknown[], rows = 1): void {
  if (returned.length !== rows) {
    throw new Error('comment-period: the database took the row and did not keep it')
  }
}
