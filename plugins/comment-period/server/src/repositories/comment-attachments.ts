import type { Knex } from 'knex'
import type { AttachmentState, AttachmentVerdict, ScanResult } from '../../../domain/comment'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { appendRow, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { toNumber } from './row-values'
import { assertStored } from './stored-rows'

/** A file as it came with a comment, kept under the hash of its content. */
export interface ReceivedAttachment {
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly sha256: string
  readonly scan: ScanResult
  /** What staff should look at before they release it, such as `location`. */
  readonly warnings: readonly string[]
}

export interface CommentAttachment extends ReceivedAttachment {
  readonly commentDocumentId: string
  readonly n: number
  readonly at: number
}

/** An attachment with what staff have decided about it. */
export interface JudgedAttachment extends CommentAttachment {
  readonly state: AttachmentState
  /** The same, where `state` is how it stood at an instant of before. */
  readonly stateNow: AttachmentState
}

export async function insertCommentAttachments(
  { knex }: Db,
  attachments: readonly CommentAttachment[],
): Promise<void> {
  const rows = attachments.map((attachment) => ({
    comment_document_id: attachment.commentDocumentId,
    n: attachment.n,
    name: attachment.name,
    mime: attachment.mime,
    size: attachment.size,
    sha256: attachment.sha256,
    scan: attachment.scan,
    warnings: JSON.stringify(attachment.warnings),
    at: attachment.at,
  }))
  assertStored(await knex(TABLES.commentAttachments).insert(rows).returning('id'), rows.length)
}

/**
 * The attachments of several comments, in the order in which they came.
 *
 * @param until what was decided later is left out: how it stood then
 */
export async function findCommentAttachments(
  { knex }: Db,
  commentDocumentIds: readonly string[],
  until?: Instant,
): Promise<ReadonlyMap<string, JudgedAttachment[]>> {
  const found = new Map<string, JudgedAttachment[]>(commentDocumentIds.map((id) => [id, []]))
  if (commentDocumentIds.length === 0) return found
  const rows: Row[] = await knex({ a: TABLES.commentAttachments })
    .whereIn('a.comment_document_id', [...commentDocumentIds])
    .orderBy('a.n')
    .select('a.*')
    .select({ verdict: lastVerdict(knex, until), verdict_now: lastVerdict(knex) })
  for (const row of rows) {
    found.get(String(row.comment_document_id))?.push({
      commentDocumentId: String(row.comment_document_id),
      n: toNumber(row.n),
      name: String(row.name),
      mime: String(row.mime),
      size: toNumber(row.size),
      sha256: String(row.sha256),
      scan: row.scan as ScanResult,
      // A row written by hand may list anything.
      warnings: (JSON.parse(String(row.warnings)) as unknown[]).filter(
        (each): each is string => typeof each === 'string',
      ),
      at: toNumber(row.at),
      state: stateBy(row.verdict),
      stateNow: stateBy(row.verdict_now),
    })
  }
  return found
}

function lastVerdict(knex: Knex, until?: Instant): Knex.QueryBuilder {
  const query = knex({ v: TABLES.attachmentVerdicts })
    .where('v.comment_document_id', knex.ref('a.comment_document_id'))
    .where('v.attachment_n', knex.ref('a.n'))
    .orderBy('v.n', 'desc')
    .limit(1)
    .select('v.verdict')
  return until === undefined ? query : query.where('v.at', '<=', until)
}

function stateBy(verdict: unknown): AttachmentState {
  return verdict === 'released' || verdict === 'rejected' ? verdict : 'quarantined'
}

/** Which of these contents some attachment has whose comment was not erased. */
export async function namedContents(
  strapi: Strapi,
  { knex }: Db,
  sha256s: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows: { sha256: string }[] = await knex({ a: TABLES.commentAttachments })
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'a.comment_document_id')
    .whereIn('a.sha256', [...sha256s])
    .whereNull('c.erased_at')
    .distinct('a.sha256')
  return new Set(rows.map((row) => row.sha256))
}

export interface VerdictRecord {
  readonly comment: CommentKey
  readonly attachmentN: number
  readonly verdict: AttachmentVerdict
  readonly reason: string
  readonly at: number
}

/** Records what staff decided about an attachment; the last verdict counts. */
export function insertVerdict(
  db: Db,
  { comment, attachmentN, verdict, reason, at }: VerdictRecord,
  actor: Actor,
): Promise<void> {
  const columns = { attachment_n: attachmentN, verdict, reason }
  return appendRow(db, TABLES.attachmentVerdicts, comment, columns, { at, actor })
}
