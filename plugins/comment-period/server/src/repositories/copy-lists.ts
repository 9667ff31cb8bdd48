import type { TalliedGroup } from '../../../domain/copy-tally'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toComment, type CommentRecord } from './comments'
import { toGroup, type Edition } from './copy-places'
import { toNumber } from './row-values'

/** The place of a group among those of a docket: how many comments it has, and its number. */
export type GroupPosition = readonly [comments: number, commonTextId: number]

/** Groups of a docket, the largest first, by keyset. */
export async function listGroups(
  { knex }: Db,
  { draftDocumentId, edition }: Edition,
  after: GroupPosition | null,
  most: number,
): Promise<readonly TalliedGroup[]> {
  const query = knex(TABLES.copyGroups)
    .where({ draft_document_id: draftDocumentId, edition })
    .orderBy([{ column: 'comments', order: 'desc' }, 'common_text_id'])
    .limit(most)
  if (after !== null) {
    const [comments, commonTextId] = after
    query.where('comments', '<=', comments).where((next) => {
      void next.where('comments', '<', comments).orWhere('common_text_id', '>', commonTextId)
    })
  }
  const rows: Row[] = await query
  return rows.map(toGroup)
}

export async function findGroup(
  { knex }: Db,
  { draftDocumentId, edition }: Edition,
  commonTextId: number,
): Promise<TalliedGroup | null> {
  const row: Row | undefined = await knex(TABLES.copyGroups)
    .where({ draft_document_id: draftDocumentId, edition, common_text_id: commonTextId })
    .first()
  return row === undefined ? null : toGroup(row)
}

/** The group that a comment is in, where there is one of several. */
export async function findGroupOf(
  { knex }: Db,
  commentDocumentId: string,
): Promise<TalliedGroup | null> {
  const row: Row | undefined = await knex({ m: TABLES.copyMembers })
    .where('m.comment_document_id', commentDocumentId)
    .join({ d: TABLES.copyDockets }, 'd.draft_document_id', 'm.draft_document_id')
    .join({ p: TABLES.copyPlaces }, (on) => {
      on.on('p.draft_document_id', 'm.draft_document_id')
        .andOn('p.edition', 'd.edition')
        .andOn('p.text_id', 'm.text_id')
    })
    .join({ g: TABLES.copyGroups }, (on) => {
      on.on('g.draft_document_id', 'm.draft_document_id')
        .andOn('g.edition', 'd.edition')
        .andOn('g.common_text_id', 'p.common_text_id')
    })
    .first('g.*')
  return row === undefined ? null : toGroup(row)
}

/** The place of a comment among those of a group: its text, and its number in the docket. */
export type MemberPosition = readonly [textId: number, seq: number]

export interface GroupMember {
  readonly comment: CommentRecord
  readonly textId: number
  readonly likeness: number
}

/** Comments of a group, those of one text together, by keyset. */
export async function listMembers(
  strapi: Strapi,
  { knex }: Db,
  { draftDocumentId, edition }: Edition,
  commonTextId: number,
  after: MemberPosition | null,
  most: number,
): Promise<readonly GroupMember[]> {
  const query = knex({ p: TABLES.copyPlaces })
    .join({ m: TABLES.copyMembers }, 'm.text_id', 'p.text_id')
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'm.comment_document_id')
    .where({
      'p.draft_document_id': draftDocumentId,
      'p.edition': edition,
      'p.common_text_id': commonTextId,
    })
    .orderBy(['p.text_id', 'm.seq'])
    .limit(most)
    .select('c.*', { place_text_id: 'p.text_id', place_likeness: 'p.likeness' })
  if (after !== null) {
    const [textId, seq] = after
    query.where('p.text_id', '>=', textId).where((next) => {
      void next.where('p.text_id', '>', textId).orWhere('m.seq', '>', seq)
    })
  }
  const rows: Row[] = await query
  return rows.map((row) => ({
    comment: toComment(row),
    textId: toNumber(row.place_text_id),
    likeness: Number(row.place_likeness),
  }))
}

/** A text that is perhaps a copy of another: alike, and not enough to be of its group. */
export interface PerhapsCopy {
  readonly commonTextId: number
  readonly likeness: number
  /** Of the group that is known by it. */
  readonly comments: number
}

/** The texts that are perhaps copies of a group’s, or that it is perhaps a copy of, the likest first. */
export async function listPerhaps(
  { knex }: Db,
  { draftDocumentId, edition }: Edition,
  commonTextId: number,
  most: number,
): Promise<readonly PerhapsCopy[]> {
  const shown = { draft_document_id: draftDocumentId, edition }
  const alike = knex(TABLES.copyPlaces)
    .where({ ...shown, perhaps_of: commonTextId })
    .select({ text_id: 'text_id', likeness: 'perhaps_likeness' })
    .unionAll([
      knex(TABLES.copyPlaces)
        .where({ ...shown, text_id: commonTextId })
        .whereNotNull('perhaps_of')
        .select({ text_id: 'perhaps_of', likeness: 'perhaps_likeness' }),
    ])
    .as('a')
  const rows: Row[] = await knex
    .from(alike)
    // A text that has gone since is in no group any more.
    .join({ t: TABLES.copyTexts }, 't.id', 'a.text_id')
    .leftJoin({ g: TABLES.copyGroups }, (on) => {
      on.on('g.common_text_id', 'a.text_id')
        .andOnVal('g.draft_document_id', draftDocumentId)
        .andOnVal('g.edition', edition)
    })
    .orderBy([{ column: 'a.likeness', order: 'desc' }, 'a.text_id'])
    .limit(most)
    .select('a.text_id', 'a.likeness', { comments: knex.raw('coalesce(g.comments, 1)') })
  return rows.map((row) => ({
    commonTextId: toNumber(row.text_id),
    likeness: Number(row.likeness),
    comments: toNumber(row.comments),
  }))
}

/** How many comments with a text are looked at for one that is theirs to read. */
const LOOKED_AT = 50

/**
 * The first comment with a text that one may read who reads comments of these units.
 *
 * @param units `null` is all
 * @returns `null` where none of the first comments with it is theirs
 */
export async function findReadable(
  strapi: Strapi,
  { knex }: Db,
  textId: number,
  units: readonly string[] | null,
): Promise<CommentRecord | null> {
  const rows: Row[] = await knex({ m: TABLES.copyMembers })
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'm.comment_document_id')
    .where('m.text_id', textId)
    .orderBy('m.seq')
    .limit(units === null ? 1 : LOOKED_AT)
    .select('c.*')
  const theirs = rows
    .map(toComment)
    .find(({ unit }) => units === null || (unit !== null && units.includes(unit)))
  return theirs ?? null
}
