/** The parts of a comment in which words can be hidden. */
export const REDACTABLE_FIELDS = ['text', 'suggestedWording'] as const
export type RedactableField = (typeof REDACTABLE_FIELDS)[number]

/** Hidden words of one field, in UTF-16 code units from its beginning; `to` is not among them. */
export interface RedactedSpan {
  readonly field: RedactableField
  readonly from: number
  readonly to: number
}

/** What stands for hidden words, in signs that every font has. Its length says nothing of theirs. */
export const BLOCKED_OUT = '•••••'

/**
 * A text with its hidden words blocked out. Spans that touch are one, so that their number says
 * nothing either.
 *
 * @example redact('نام من رضا است', [{ field: 'text', from: 7, to: 10 }], 'text') // 'نام من ••••• است'
 */
export function redact(
  text: string,
  spans: readonly RedactedSpan[],
  field: RedactableField,
): string {
  let redacted = ''
  let shownTo = 0
  for (const { from, to } of merged(spans.filter((span) => span.field === field))) {
    redacted += text.slice(shownTo, from) + BLOCKED_OUT
    shownTo = to
  }
  return redacted + text.slice(shownTo)
}

/**
 * Spans in order, those of one field that touch or overlap as one.
 *
 * @returns what is wrong with a span, where one is no part of its text or cuts a character in two
 */
export function parseSpans(
  spans: readonly RedactedSpan[],
  texts: Readonly<Record<RedactableField, string | null>>,
): { kind: 'spans'; spans: readonly RedactedSpan[] } | { kind: 'refused'; problem: string } {
  for (const { field, from, to } of spans) {
    const text = texts[field]
    if (text === null) return { kind: 'refused', problem: `the comment has no ${field}` }
    if (from >= to || to > text.length) {
      return { kind: 'refused', problem: `${String(from)}–${String(to)} is no part of ${field}` }
    }
    const ends = boundariesOf(text)
    if (!ends.has(from) || !ends.has(to)) {
      return {
        kind: 'refused',
        problem: `${String(from)}–${String(to)} cuts a character of ${field}`,
      }
    }
  }
  return { kind: 'spans', spans: merged(spans) }
}

const EVERYTHING: readonly RedactedSpan[] = REDACTABLE_FIELDS.map((field) => ({
  field,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
}))

/**
 * The spans that a row names. A row that somebody wrote by hand may name anything: what is not
 * understood hides the whole text, not nothing.
 */
export function readSpans(json: string | null): readonly RedactedSpan[] {
  if (json === null) return []
  const read = JSON.parse(json) as unknown
  return Array.isArray(read) && read.every(isSpan) ? read : EVERYTHING
}

function isSpan(value: unknown): value is RedactedSpan {
  if (typeof value !== 'object' || value === null) return false
  const { field, from, to } = value as Partial<Record<keyof RedactedSpan, unknown>>
  return (
    REDACTABLE_FIELDS.some((each) => each === field) &&
    Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    Number(from) >= 0 &&
    Number(from) < Number(to)
  )
}

const SEGMENTER = new Intl.Segmenter('fa', { granularity: 'grapheme' })

function boundariesOf(text: string): ReadonlySet<number> {
  const starts = Array.from(SEGMENTER.segment(text), ({ index }) => index)
  return new Set([...starts, text.length])
}

function merged(spans: readonly RedactedSpan[]): readonly RedactedSpan[] {
  const sorted = [...spans].sort((a, b) => order(a) - order(b) || a.from - b.from)
  const result: RedactedSpan[] = []
  for (const span of sorted) {
    const last = result.at(-1)
    if (last !== undefined && last.field === span.field && span.from <= last.to) {
      result[result.length - 1] = { ...last, to: Math.max(last.to, span.to) }
    } else {
      result.push(span)
    }
  }
  return result
}

const order = ({ field }: RedactedSpan) => REDACTABLE_FIELDS.indexOf(field)
