import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Strapi } from '../strapi-types'
import { appendRow, rowsAbout, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { actorName, toNumber, toNumberOrNull, toTextOrNull } from './row-values'

/** Where a comment is, and by when the response is due. */
export interface Charge {
  readonly unit: string | null
  readonly dueAt: Instant | null
}

export interface AssignmentRecord {
  readonly comment: CommentKey
  readonly from: Charge
  readonly to: Charge
  readonly reason: string
  readonly at: Instant
}

/** Records an assignment and gives the comment its unit and day. */
export async function applyAssignment(
  strapi: Strapi,
  db: Db,
  { comment, from, to, reason, at }: AssignmentRecord,
  actor: Actor,
): Promise<void> {
  const columns = {
    from_unit: from.unit,
    to_unit: to.unit,
    from_due_at: from.dueAt,
    to_due_at: to.dueAt,
    reason,
  }
  await appendRow(db, TABLES.assignments, comment, columns, { at, actor })
  await db
    .knex(tableOf(strapi, UID.comment).tableName)
    .where({ document_id: comment.documentId })
    .update({ unit: to.unit, due_at: to.dueAt, updated_at: new Date(at) })
}

/** An assignment that was made, with who made it. */
export interface MadeAssignment extends Omit<AssignmentRecord, 'comment'> {
  readonly by: string | null
}

/** In the order in which they were made. */
export async function findAssignments(
  db: Db,
  commentDocumentId: string,
): Promise<MadeAssignment[]> {
  const rows = await rowsAbout(db, TABLES.assignments, commentDocumentId)
  return rows.map((row) => ({
    from: { unit: toTextOrNull(row.from_unit), dueAt: toNumberOrNull(row.from_due_at) },
    to: { unit: toTextOrNull(row.to_unit), dueAt: toNumberOrNull(row.to_due_at) },
    reason: String(row.reason),
    at: toNumber(row.at),
    by: actorName(row.actor),
  }))
}
