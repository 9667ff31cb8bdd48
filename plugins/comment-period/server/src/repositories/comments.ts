import type { CommentState, HoldReason } from '../../../domain/comment'
import {
  readSpans,
  redact,
  type RedactableField,
  type RedactedSpan,
} from '../../../domain/redaction'
import type { RoutedBy } from '../../../domain/routing'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { appendRow, type CommentKey } from './comment-ledgers'
import type { Actor } from './ledgers'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'
import { insertedChallenges, type SpentChallenge } from './spent-challenges'
import { assertStored } from './stored-rows'

/** Of what was filed, what every reader gets. */
export interface ShownComment {
  readonly documentId: string
  readonly exposureN: number
  readonly clauseId: string | null
  readonly seq: number
  readonly publicId: string
  readonly type: string
  readonly rating: number | null
  /** Without the words that were hidden, as is `suggestedWording`; `null` once erased. */
  readonly text: string | null
  readonly suggestedWording: string | null
  readonly redactions: readonly RedactedSpan[]
  readonly salt: string | null
  readonly textHash: string
  readonly language: string | null
  readonly channel: string
  readonly portal: string | null
  readonly receivedAt: number
  readonly recordedAt: number
  readonly late: boolean
  readonly submitterType: string | null
  readonly submitterCategory: string | null
  readonly onBehalfOf: string | null
  readonly displayName: string | null
}

/** A public comment as filed, with the state staff gave it. */
export interface CommentRecord extends ShownComment {
  readonly docket: string
  readonly draftDocumentId: string
  readonly target: string
  readonly recordedBy: string | null
  readonly unit: string | null
  readonly dueAt: number | null
  readonly routedBy: RoutedBy | null
  readonly state: CommentState
  /** Why it waited for screening where its body screens after publishing. */
  readonly holdReason: HoldReason | null
  readonly withholdReason: string | null
  readonly erasedAt: number | null
  /** By what a tracking code, or a request that is repeated, finds its comment. */
  readonly codeHmac: string
  readonly keyHmac: string
  readonly codeKeyId: string
  readonly bodyFingerprint: string
}

/** A comment before it is in the docket: its number is given under the docket's lock. */
export type NewComment = Omit<CommentRecord, 'seq' | 'redactions' | 'erasedAt'>

/** A comment with the key by which others of the same text are told. No reader gets that. */
export interface KeyedComment extends NewComment {
  readonly copyKey: string
}

function commentsTable(strapi: Strapi): string {
  return tableOf(strapi, UID.comment).tableName
}

/** The columns that {@link toShownComment} reads. */
export const SHOWN_COLUMNS = [
  'document_id',
  'exposure_n',
  'clause_id',
  'seq',
  'public_id',
  'type',
  'rating',
  'text',
  'suggested_wording',
  'redactions',
  'salt',
  'text_hash',
  'language',
  'channel',
  'portal',
  'received_at',
  'recorded_at',
  'late',
  'submitter_type',
  'submitter_category',
  'on_behalf_of',
  'display_name',
] as const

/** What every reader gets: hidden words are nowhere in it, and no name once the text is erased. */
export function toShownComment(row: Row): ShownComment {
  const redactions = readSpans(toTextOrNull(row.redactions))
  const shown = (text: string | null, field: RedactableField) =>
    text === null ? null : redact(text, redactions, field)
  const isErased = row.text === null
  return {
    documentId: String(row.document_id),
    exposureN: toNumber(row.exposure_n),
    clauseId: toTextOrNull(row.clause_id),
    seq: toNumber(row.seq),
    publicId: String(row.public_id),
    type: String(row.type),
    rating: toNumberOrNull(row.rating),
    text: shown(toTextOrNull(row.text), 'text'),
    suggestedWording: shown(toTextOrNull(row.suggested_wording), 'suggestedWording'),
    redactions,
    salt: toTextOrNull(row.salt),
    textHash: String(row.text_hash),
    language: toTextOrNull(row.language),
    channel: String(row.channel),
    portal: toTextOrNull(row.portal),
    receivedAt: toNumber(row.received_at),
    recordedAt: toNumber(row.recorded_at),
    late: row.late === true || row.late === 1,
    submitterType: toTextOrNull(row.submitter_type),
    submitterCategory: toTextOrNull(row.submitter_category),
    onBehalfOf: isErased ? null : toTextOrNull(row.on_behalf_of),
    displayName: isErased ? null : toTextOrNull(row.display_name),
  }
}

export function toComment(row: Row): CommentRecord {
  return {
    ...toShownComment(row),
    docket: String(row.docket),
    draftDocumentId: String(row.draft_document_id),
    target: String(row.target),
    recordedBy: toTextOrNull(row.recorded_by),
    unit: toTextOrNull(row.unit),
    dueAt: toNumberOrNull(row.due_at),
    routedBy: toRoutedBy(toTextOrNull(row.routed_by)),
    state: row.state as CommentState,
    holdReason: toTextOrNull(row.hold_reason) as HoldReason | null,
    withholdReason: toTextOrNull(row.withhold_reason),
    erasedAt: toNumberOrNull(row.erased_at),
    codeHmac: String(row.code_hmac),
    keyHmac: String(row.key_hmac),
    codeKeyId: String(row.code_key_id),
    bodyFingerprint: String(row.body_fingerprint),
  }
}

function toRoutedBy(json: string | null): RoutedBy | null {
  return json === null ? null : (JSON.parse(json) as RoutedBy)
}

/** Strapi's own columns beside the attributes: a type without drafts is always published. */
function strapiColumns(recordedAt: number): Row {
  const at = new Date(recordedAt)
  return { created_at: at, updated_at: at, published_at: at, locale: null }
}

/**
 * Files comments of one docket, in this order, in one statement: all of them or none.
 *
 * @param spent challenges that stand or fall with them, in the same statement; PostgreSQL only
 */
export async function insertComments(
  strapi: Strapi,
  db: Db,
  comments: readonly KeyedComment[],
  spent: readonly SpentChallenge[] = [],
): Promise<void> {
  const rows = comments.map((comment, place) => ({
    ...toRow(comment),
    seq: nextSeq(strapi, db, comment.draftDocumentId, place),
  }))
  const statement = db.knex(commentsTable(strapi)).insert(rows).returning('id')
  if (spent.length > 0) statement.with('spent', insertedChallenges(db, spent))
  assertStored(await statement, rows.length)
}

function toRow(comment: KeyedComment): Row {
  return {
    ...strapiColumns(comment.recordedAt),
    document_id: comment.documentId,
    docket: comment.docket,
    draft_document_id: comment.draftDocumentId,
    exposure_n: comment.exposureN,
    clause_id: comment.clauseId,
    target: comment.target,
    public_id: comment.publicId,
    type: comment.type,
    rating: comment.rating,
    text: comment.text,
    suggested_wording: comment.suggestedWording,
    salt: comment.salt,
    text_hash: comment.textHash,
    language: comment.language,
    channel: comment.channel,
    portal: comment.portal,
    received_at: comment.receivedAt,
    recorded_at: comment.recordedAt,
    recorded_by: comment.recordedBy,
    late: comment.late,
    submitter_type: comment.submitterType,
    submitter_category: comment.submitterCategory,
    on_behalf_of: comment.onBehalfOf,
    display_name: comment.displayName,
    unit: comment.unit,
    due_at: comment.dueAt,
    routed_by: comment.routedBy === null ? null : JSON.stringify(comment.routedBy),
    state: comment.state,
    hold_reason: comment.holdReason,
    withhold_reason: comment.withholdReason,
    code_hmac: comment.codeHmac,
    key_hmac: comment.keyHmac,
    code_key_id: comment.codeKeyId,
    body_fingerprint: comment.bodyFingerprint,
    copy_key: comment.copyKey,
  }
}

/**
 * The docket's next number. SQLite has one writer at a time, so that the statement may read it;
 * on PostgreSQL a statement could read before another's row is there, and the guard gives the
 * number once it holds the lock.
 *
 * @param place among the comments of one statement, from 0
 */
function nextSeq(strapi: Strapi, { knex, client }: Db, draftDocumentId: string, place: number) {
  if (client === 'postgres') return null
  return knex(commentsTable(strapi))
    .where({ draft_document_id: draftDocumentId })
    .select(knex.raw('coalesce(max(seq), 0) + ?', [place + 1]))
}

/** The number of the last comment of every docket that has one, from the rows themselves. */
export async function lastCommentSeqs(
  strapi: Strapi,
  { knex }: Db,
): Promise<ReadonlyMap<string, number>> {
  const rows: { draft_document_id: string; last: unknown }[] = await knex(commentsTable(strapi))
    .groupBy('draft_document_id')
    .select('draft_document_id')
    .max({ last: 'seq' })
  return new Map(rows.map((row) => [row.draft_document_id, toNumber(row.last)]))
}

/** What was filed in this docket under one of these key HMACs, if anything. */
export async function findByKeyHmac(
  strapi: Strapi,
  { knex }: Db,
  draftDocumentId: string,
  keyHmacs: readonly string[],
): Promise<CommentRecord | null> {
  const row: Row | undefined = await knex(commentsTable(strapi))
    .where({ draft_document_id: draftDocumentId })
    .whereIn('key_hmac', [...keyHmacs])
    .first()
  return row === undefined ? null : toComment(row)
}

export async function findByCodeHmac(
  strapi: Strapi,
  { knex }: Db,
  codeHmacs: readonly string[],
): Promise<CommentRecord | null> {
  const row: Row | undefined = await knex(commentsTable(strapi))
    .whereIn('code_hmac', [...codeHmacs])
    .first()
  return row === undefined ? null : toComment(row)
}

export async function findByPublicId(
  strapi: Strapi,
  { knex }: Db,
  publicId: string,
): Promise<CommentRecord | null> {
  const row: Row | undefined = await knex(commentsTable(strapi))
    .where({ public_id: publicId })
    .first()
  return row === undefined ? null : toComment(row)
}

/** Which of these public ids are of published comments. */
export async function publishedAmong(
  strapi: Strapi,
  { knex }: Db,
  publicIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let from = 0; from < publicIds.length; from += PUBLIC_IDS_OF_ONE_QUERY) {
    const rows: Row[] = await knex(commentsTable(strapi))
      .whereIn('public_id', publicIds.slice(from, from + PUBLIC_IDS_OF_ONE_QUERY))
      .where({ state: 'published' })
      .select('public_id')
    for (const row of rows) found.add(String(row.public_id))
  }
  return found
}

/** Below the number of parameters that either database takes. */
const PUBLIC_IDS_OF_ONE_QUERY = 500

/** A page of a docket's comments in the order of filing, by keyset. */
export async function listCommentRows(
  strapi: Strapi,
  { knex }: Db,
  filter: {
    draftDocumentId: string
    state: CommentState | null
    clauseId: string | null
    /** Keys of units; `null` is all, and those that went to none. */
    units: readonly string[] | null
    afterSeq: number
    limit: number
  },
): Promise<CommentRecord[]> {
  const query = knex(commentsTable(strapi))
    .where({ draft_document_id: filter.draftDocumentId })
    .where('seq', '>', filter.afterSeq)
    .orderBy('seq')
    .limit(filter.limit)
  if (filter.state !== null) query.where('state', filter.state)
  if (filter.clauseId !== null) query.where('clause_id', filter.clauseId)
  if (filter.units !== null) query.whereIn('unit', [...filter.units])
  const rows: Row[] = await query
  return rows.map(toComment)
}

/** Counts by state and reason, kept by the guards themselves. */
export async function countComments(
  { knex }: Db,
  documentId: string,
): Promise<{ state: string; reason: string; n: number }[]> {
  const rows: { state: string; reason: string; n: unknown }[] = await knex(TABLES.commentCounts)
    .where({ document_id: documentId })
    .select('state', 'reason', 'n')
  return rows.map((row) => ({ ...row, n: toNumber(row.n) }))
}

export interface ScreeningRecord {
  readonly comment: CommentKey
  readonly fromState: CommentState
  readonly toState: CommentState
  readonly withholdReason: string | null
  readonly reason: string
  readonly at: number
}

/** Records a screening and gives the comment its new state. */
export async function applyScreening(
  strapi: Strapi,
  db: Db,
  screening: ScreeningRecord,
  actor: Actor,
): Promise<void> {
  const { comment, fromState, toState, withholdReason, reason, at } = screening
  const columns = {
    from_state: fromState,
    to_state: toState,
    withhold_reason: withholdReason,
    reason,
  }
  await appendRow(db, TABLES.screenings, comment, columns, { at, actor })
  await db
    .knex(commentsTable(strapi))
    .where({ document_id: comment.documentId })
    .update({ state: toState, withhold_reason: withholdReason, updated_at: new Date(at) })
}

/** The number of the last comment of a docket; 0 where there is none. */
export async function lastSeqOf(
  strapi: Strapi,
  { knex }: Db,
  draftDocumentId: string,
): Promise<number> {
  const row: Row | undefined = await knex(commentsTable(strapi))
    .where({ draft_document_id: draftDocumentId })
    .max({ last: 'seq' })
    .first()
  return toNumber(row?.last ?? 0)
}
