import { toIsoUtc } from '../../../domain/instant'
import { parseSpans, type RedactedSpan } from '../../../domain/redaction'
import { readDatabaseClock } from '../database/clock'
import { applyRedaction, findOriginal } from '../repositories/redactions'
import { actOnComment } from './comment-acts'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/**
 * Hides words of a comment from everybody who has not the permission to read what was filed. The
 * spans are those of the text as filed; none at all shows every word again.
 */
export function redactComment(
  runtime: Runtime,
  publicId: string,
  { spans, reason }: { spans: readonly RedactedSpan[]; reason: string },
) {
  return actOnComment(runtime, publicId, 'redact', async (db, comment, actor) => {
    const original = await findOriginal(runtime.strapi, db, comment.documentId)
    if (original.text === null) return refuse('ALREADY_ERASED')
    const parsed = parseSpans(spans, original)
    if (parsed.kind === 'refused') {
      return refuse('INPUT_INVALID', { field: 'spans', problem: parsed.problem })
    }
    const at = await readDatabaseClock(db)
    const redaction = { spans: parsed.spans, reason }
    await applyRedaction(runtime.strapi, db, comment, redaction, { at, actor })
    return { publicId, at: toIsoUtc(at) }
  })
}
