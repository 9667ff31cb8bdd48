import type { ExportProfile } from '../../../domain/docket-export'
import type { CommentRecord } from '../repositories/comments'
import { withdrawExports } from '../repositories/exports'
import { findHead } from '../repositories/docket-heads'
import { connectionOf } from '../strapi-types'
import type { Runtime } from './runtime'

/**
 * What was taken back from a comment must not go on being handed out by exports from before: their
 * files are removed, and what is under way is begun anew. Called after the commit.
 */
export async function withdrawFromExports(
  { strapi, exportFiles, exports }: Runtime,
  { draftDocumentId, seq }: Pick<CommentRecord, 'draftDocumentId' | 'seq'>,
  profiles: readonly ExportProfile[],
): Promise<void> {
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId: draftDocumentId })
  if (head === null) return
  const covering = { bodyId: head.bodyId, draftDocumentId, seq }
  for (const id of await withdrawExports(db, covering, profiles)) {
    exports.cancel(id)
    await exportFiles.remove(id)
  }
  exports.wake()
}
