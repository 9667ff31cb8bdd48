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

/** Text of a column; `''` where there is none. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Text of a column; `null` where there is none or it is empty. */
export function toTextOrNull(value: unknown): string | null {
  const text = toText(value)
  return text === '' ? null : text
}

/** Who a ledger's row names. One written by hand may name its actor in any way, or not at all. */
export function actorName(actor: unknown): string | null {
  return memberOfActor(actor, 'name')
}

/** Why they did it, where the row keeps it with them. */
export function actorReason(actor: unknown): string | null {
  return memberOfActor(actor, 'reason')
}

function memberOfActor(actor: unknown, member: 'name' | 'reason'): string | null {
  try {
    const read = JSON.parse(String(actor)) as Partial<Record<typeof member, unknown>> | null
    const value = read?.[member]
    return typeof value === 'string' ? value : null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
