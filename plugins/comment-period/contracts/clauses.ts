import { z } from 'zod'
import { CLAUSE_ID_PATTERN, CLAUSE_KINDS, type ClauseInput } from '../domain/clauses'
import { lawful, refused, type Decision } from '../domain/refusal'
import { findTextFault } from '../domain/text-checks'

const LONGEST_CLAUSE = 50_000
const MOST_CLAUSES = 2_000
/** Characters of all clauses together: a long statute has a fifth of it. */
const LONGEST_TEXT = 2_000_000

const clause = z.strictObject({
  clauseId: z.string().regex(CLAUSE_ID_PATTERN).nullish(),
  kind: z.enum(CLAUSE_KINDS),
  label: z.string().max(200).nullish(),
  heading: z.string().max(1_000).nullish(),
  text: z.string().max(LONGEST_CLAUSE).nullish(),
})

/**
 * Clauses as they come in from a form, REST, GraphQL or an import: an array, or its JSON.
 *
 * A chapter has a heading and needs no text; every other clause has text.
 */
export function parseClauses(input: unknown): Decision<readonly ClauseInput[]> {
  const parsed = z.array(clause).min(1).max(MOST_CLAUSES).safeParse(fromJson(input))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refused('CLAUSE_INVALID', {
      field: ['clauses', ...(issue?.path ?? [])].join('.'),
      problem: issue?.message ?? '',
    })
  }
  const clauses = parsed.data.map((each) => ({
    clauseId: each.clauseId ?? undefined,
    kind: each.kind,
    label: each.label ?? undefined,
    heading: each.heading ?? undefined,
    text: each.text ?? '',
  }))
  for (const [index, each] of clauses.entries()) {
    const field = `clauses.${String(index)}`
    if (each.kind !== 'chapter' && each.text.trim() === '') {
      return refused('CLAUSE_INVALID', { field: `${field}.text`, problem: 'TEXT_EMPTY' })
    }
    for (const part of [each.label, each.heading, each.text]) {
      const fault = part ? findTextFault(part, { maxGraphemes: LONGEST_CLAUSE }) : null
      if (fault !== null && fault.code !== 'TEXT_EMPTY') {
        return refused('CLAUSE_INVALID', { field, problem: fault.code })
      }
    }
  }
  const length = clauses.reduce(
    (sum, { label = '', heading = '', text }) => sum + label.length + heading.length + text.length,
    0,
  )
  if (length > LONGEST_TEXT) {
    return refused('CLAUSE_INVALID', {
      field: 'clauses',
      problem: 'TEXT_TOO_LONG',
      limit: LONGEST_TEXT,
    })
  }
  return lawful(clauses)
}

function fromJson(input: unknown): unknown {
  if (typeof input !== 'string') return input
  try {
    return JSON.parse(input)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
