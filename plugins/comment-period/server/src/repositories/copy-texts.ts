import { readSpans, redact } from '../../../domain/redaction'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toNumber, toText, toTextOrNull } from './row-values'

/** A comment whose text is to be compared, as it is shown. */
export interface UncomparedComment {
  readonly documentId: string
  readonly seq: number
  readonly receivedAt: number
  /** `null` once erased. */
  readonly text: string | null
  /** `null` of one that was filed before there were keys, or of which words were hidden since. */
  readonly copyKey: string | null
  /** Whether it is a member whose text is to be looked at again. */
  readonly isMember: boolean
  /** Another one than it had when it was read: it reads otherwise now. */
  readonly mark: string
}

const COMPARED = ['c.document_id', 'c.seq', 'c.received_at', 'c.text', 'c.redactions', 'c.copy_key']

function toUncompared(row: Row, isMember: boolean): UncomparedComment {
  return {
    documentId: String(row.document_id),
    seq: toNumber(row.seq),
    receivedAt: toNumber(row.received_at),
    text: shownText(row),
    copyKey: toTextOrNull(row.copy_key),
    isMember,
    mark: markOf(row, row.text === null),
  }
}

function markOf(row: Row, isErased: boolean): string {
  return isErased ? 'erased' : `${toText(row.copy_key)}/${toText(row.redactions)}`
}

/** The marks that comments have now, without their texts. */
export async function findMarks(
  strapi: Strapi,
  { knex }: Db,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const comments = tableOf(strapi, UID.comment).tableName
  const rows: Row[] = await knex(comments)
    .whereIn('document_id', [...documentIds])
    .select('document_id', 'copy_key', 'redactions', {
      has_text: knex.raw('CASE WHEN text IS NULL THEN 0 ELSE 1 END'),
    })
  return new Map(
    rows.map((row) => [String(row.document_id), markOf(row, toNumber(row.has_text) === 0)]),
  )
}

function shownText(row: Row): string | null {
  // A text of nothing but spaces is a text; only an erased one is none.
  if (row.text === null || row.text === undefined) return null
  return redact(toText(row.text), readSpans(toTextOrNull(row.redactions)), 'text')
}

/** Comments of a docket after a number, in the order of filing. */
export async function commentsToCompare(
  strapi: Strapi,
  { knex }: Db,
  draftDocumentId: string,
  { after, limit }: { after: number; limit: number },
): Promise<readonly UncomparedComment[]> {
  const rows: Row[] = await knex({ c: tableOf(strapi, UID.comment).tableName })
    .where('c.draft_document_id', draftDocumentId)
    .where('c.seq', '>', after)
    .orderBy('c.seq')
    .limit(limit)
    .select(COMPARED)
  return rows.map((row) => toUncompared(row, false))
}

/** Comments that were compared once and read otherwise now. */
export async function displacedComments(
  strapi: Strapi,
  { knex }: Db,
  draftDocumentId: string,
  limit: number,
): Promise<readonly UncomparedComment[]> {
  const rows: Row[] = await knex({ m: TABLES.copyMembers })
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'm.comment_document_id')
    .where('m.draft_document_id', draftDocumentId)
    .whereNull('m.text_id')
    .orderBy('m.seq')
    .limit(limit)
    .select(COMPARED)
  return rows.map((row) => toUncompared(row, true))
}

/** The texts with these keys that a docket has, by the key. */
export async function findTexts(
  { knex }: Db,
  draftDocumentId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: { id: unknown; copy_key: string }[] = await knex(TABLES.copyTexts)
    .where({ draft_document_id: draftDocumentId })
    .whereIn('copy_key', [...keys])
    .select('id', 'copy_key')
  return new Map(rows.map((row) => [row.copy_key, toNumber(row.id)]))
}

/** A text as one comment shows it, for each of these that a comment still has. */
export async function textsShown(
  strapi: Strapi,
  { knex }: Db,
  textIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (textIds.length === 0) return new Map()
  const firsts = knex({ t: TABLES.copyTexts })
    .whereIn('t.id', [...textIds])
    .select('t.id')
    // One look at the index for each, however many comments have the text.
    .select({
      seq: knex({ x: TABLES.copyMembers }).where('x.text_id', knex.ref('t.id')).min('x.seq'),
    })
    .as('f')
  const rows: Row[] = await knex
    .from(firsts)
    .join({ m: TABLES.copyMembers }, (on) => {
      on.on('m.text_id', 'f.id').andOn('m.seq', 'f.seq')
    })
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'm.comment_document_id')
    .select('f.id', 'c.text', 'c.redactions')
  return new Map(
    rows.flatMap((row) => {
      const text = shownText(row)
      return text === null ? [] : [[toNumber(row.id), text] as const]
    }),
  )
}

export interface NewText {
  readonly copyKey: string
  readonly signature: string
  readonly formLength: number
}

/** @returns the numbers of the texts, in their order */
export async function insertTexts(
  { knex }: Db,
  draftDocumentId: string,
  texts: readonly NewText[],
): Promise<readonly number[]> {
  const ids = new Map<string, number>()
  for (let from = 0; from < texts.length; from += INSERTED_AT_ONCE) {
    const rows: { id: unknown; copy_key: string }[] = await knex(TABLES.copyTexts)
      .insert(
        texts.slice(from, from + INSERTED_AT_ONCE).map((text) => ({
          draft_document_id: draftDocumentId,
          copy_key: text.copyKey,
          signature: text.signature,
          form_length: text.formLength,
          erased: 0,
        })),
      )
      .returning(['id', 'copy_key'])
    for (const row of rows) ids.set(row.copy_key, toNumber(row.id))
  }
  return texts.map(({ copyKey }) => {
    const id = ids.get(copyKey)
    if (id === undefined) throw new Error('comment-period: a text was taken and not kept')
    return id
  })
}

const INSERTED_AT_ONCE = 100

export interface ComparedComment extends Pick<
  UncomparedComment,
  'documentId' | 'seq' | 'receivedAt' | 'isMember'
> {
  readonly textId: number
}

/** Says which text each of these comments has. */
export async function saveMembers(
  { knex }: Db,
  draftDocumentId: string,
  comments: readonly ComparedComment[],
): Promise<void> {
  const added = comments.filter(({ isMember }) => !isMember)
  for (let from = 0; from < added.length; from += INSERTED_AT_ONCE) {
    await knex(TABLES.copyMembers).insert(
      added.slice(from, from + INSERTED_AT_ONCE).map((comment) => ({
        comment_document_id: comment.documentId,
        draft_document_id: draftDocumentId,
        seq: comment.seq,
        received_at: comment.receivedAt,
        text_id: comment.textId,
      })),
    )
  }
  for (const { documentId, textId } of comments.filter(({ isMember }) => isMember)) {
    await knex(TABLES.copyMembers)
      .where({ comment_document_id: documentId })
      .update({ text_id: textId })
  }
}
