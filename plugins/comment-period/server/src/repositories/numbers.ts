/** PostgreSQL's driver gives `bigint` as text; instants and counts fit a number. */
export function toNumber(value: unknown): number {
  const number = typeof value === 'number' ? value : Number(value)
  if (!Number.isSafeInteger(number)) {
    throw new Error(`expected a whole number from the database, got ${JSON.stringify(value)}`)
  }
  return number
}

export function toNumberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : toNumber(value)
}
