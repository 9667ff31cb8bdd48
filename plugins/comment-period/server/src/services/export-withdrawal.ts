import type { ExportProfile } from '../../../domain/docket-export'
import type { CommentRecord } from '../repositories/comments'
import type { DocketHead } from '../repositories/docket-heads'
import { withdrawExports, type WithdrawnExports } from '../repositories/exports'
import type { Db } from '../strapi-types'
import type { Runtime } from './runtime'

/**
 * What was taken back from a comment must not go on being handed out by exports from before: those
 * that are done end here, and those under way begin anew. Called as the last thing of the act's own
 * transaction, so that no kill between two commits leaves an act without it.
 */
export function withdrawFromExports(
  db: Db,
  { bodyId }: Pick<DocketHead, 'bodyId'>,
  { draftDocumentId, seq }: Pick<CommentRecord, 'draftDocumentId' | 'seq'>,
  profiles: readonly ExportProfile[],
): Promise<WithdrawnExports> {
  return withdrawExports(db, { bodyId, draftDocumentId, seq }, profiles)
}

/**
 * Called after the commit. A file that a kill leaves lying is handed out to nobody, and goes with
 * the next look of the runner.
 */
export async function removeWithdrawn(
  { exportFiles, exports }: Runtime,
  { ended, begunAnew }: WithdrawnExports,
): Promise<void> {
  for (const id of begunAnew) exports.cancel(id)
  // Of those begun anew there is no whole file: the next attempt has one of its own.
  for (const id of ended) await exportFiles.remove(id)
  if (begunAnew.length > 0) exports.wake()
}
