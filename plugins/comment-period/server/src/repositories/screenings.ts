import type { CommentState } from '../../../domain/comment'
import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'
import { rowsAbout } from './comment-ledgers'
import { actorName, toNumber, toTextOrNull } from './row-values'

/** A change of state, with who made it. */
export interface ScreeningStep {
  readonly fromState: CommentState
  readonly toState: CommentState
  readonly withholdReason: string | null
  readonly reason: string
  readonly at: number
  readonly by: string | null
}

export async function findScreenings(db: Db, commentDocumentId: string): Promise<ScreeningStep[]> {
  const rows = await rowsAbout(db, TABLES.screenings, commentDocumentId)
  return rows.map((row) => ({
    fromState: row.from_state as CommentState,
    toState: row.to_state as CommentState,
    withholdReason: toTextOrNull(row.withhold_reason),
    reason: String(row.reason),
    at: toNumber(row.at),
    by: actorName(row.actor),
  }))
}
