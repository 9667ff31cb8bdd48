import { toIsoUtc } from '../../../domain/instant'
import { parseSpans, type RedactedSpan } from '../../../domain/redaction'
import { readDatabaseClock } from '../database/clock'
import { applyRedaction, findOriginal } from '../repositories/redactions'
import { actOnComment } from './comment-acts'
import { removeWithdrawn, withdrawFromExports } from './export-withdrawal'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/**
 * Hides words of a comment from everybody who has not the permission to read what was filed. The
 * spans are those of the text as filed; none at all shows every word again.
 */
export async function redactComment(
  runtime: Runtime,
  publicId: string,
  { spans, reason }: { spans: readonly RedactedSpan[]; reason: string },
) {
  const { comment, at, withdrawn } = await actOnComment(
    runtime,
    publicId,
    'redact',
    async (db, found, actor, head) => {
      const original = await findOriginal(runtime.strapi, db, found.documentId)
      if (original.text === null) return refuse('ALREADY_ERASED')
      const parsed = parseSpans(spans, original)
      if (parsed.kind === 'refused') {
        return refuse('INPUT_INVALID', { field: 'spans', problem: parsed.problem })
      }
      const now = await readDatabaseClock(db)
      const redaction = { spans: parsed.spans, reason }
      await applyRedaction(runtime.strapi, db, found, redaction, { at: now, actor })
      const withdrawn = await withdrawFromExports(db, head, found, ['public', 'working'])
      return { comment: found, at: now, withdrawn }
    },
  )
  runtime.copies.wanted(comment.draftDocumentId)
  await removeWithdrawn(runtime, withdrawn)
  return { publicId, at: toIsoUtc(at) }
}
