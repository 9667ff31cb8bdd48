/** Who does what with the comments of one channel and type of a body. */
export interface Responsibility {
  /** `null` is every channel. */
  readonly channel: string | null
  /** `null` is every type. */
  readonly type: string | null
  readonly collectedBy: string | null
  readonly summarisedBy: string | null
  readonly respondedBy: string | null
  readonly reportedTo: string | null
}

/**
 * The row of a body's matrix that a comment falls under: the one that names its channel and its
 * type, else its channel, else its type, else neither (R32 to R35).
 */
export function responsibilityFor(
  matrix: readonly Responsibility[],
  comment: { readonly channel: string; readonly type: string },
): Responsibility | null {
  const fitting = matrix.filter(
    ({ channel, type }) =>
      (channel === null || channel === comment.channel) && (type === null || type === comment.type),
  )
  return fitting.reduce<Responsibility | null>(
    (best, each) => (best === null || precision(each) > precision(best) ? each : best),
    null,
  )
}

const precision = ({ channel, type }: Responsibility) =>
  (channel === null ? 0 : 2) + (type === null ? 0 : 1)
