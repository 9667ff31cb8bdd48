/** The most that a cell of Excel holds, in UTF-16 units. */
export const CELL_UNITS = 32_767

/** Units of the stretch in which a boundary is looked for: a whole family emoji with its joiners. */
const STRETCH_UNITS = 64

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Cuts a text into parts of at most `limit` UTF-16 units, never within what a reader would call a
 * character (Unicode UAX #29). Only a heap of marks longer than any writing has is cut, and then
 * not within a surrogate pair.
 */
export function partsOf(text: string, limit = CELL_UNITS): string[] {
  const parts: string[] = []
  for (let start = 0; start < text.length || parts.length === 0;) {
    const end = boundaryBefore(text, start, limit)
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}

/** The beginning of a text, at most `limit` units long, cut as {@link partsOf} cuts. */
export function beginningOf(text: string, limit: number): string {
  return text.slice(0, boundaryBefore(text, 0, limit))
}

function boundaryBefore(text: string, start: number, limit: number): number {
  const end = start + limit
  if (end >= text.length) return text.length
  const from = Math.max(start, end - STRETCH_UNITS)
  const stretch = text.slice(from, end + STRETCH_UNITS)
  const grapheme = GRAPHEMES.segment(stretch).containing(end - from)
  if (grapheme !== undefined && grapheme.index > 0) return from + grapheme.index
  const withinPair = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1))
  return withinPair && end - 1 > start ? end - 1 : end
}
