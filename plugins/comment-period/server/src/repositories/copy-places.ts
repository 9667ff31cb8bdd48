import { parseSignature } from '../../../domain/copy-signature'
import type { TalliedGroup } from '../../../domain/copy-tally'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'

/** A grouping of a docket's texts; there may be one that is shown and one that is being made. */
export interface Edition {
  readonly draftDocumentId: string
  readonly edition: number
}

const whereOf = ({ draftDocumentId, edition }: Edition) => ({
  draft_document_id: draftDocumentId,
  edition,
})

const INSERTED_AT_ONCE = 100

/** Into which group a text was put. */
export interface Place {
  readonly textId: number
  readonly commonTextId: number
  readonly likeness: number
  /** The common text of another group that it is perhaps a copy of, and how like that it is. */
  readonly perhaps: { readonly commonTextId: number; readonly likeness: number } | null
}

/** The number of the last text that has a place; 0 where none has. */
export async function lastPlacedText({ knex }: Db, edition: Edition): Promise<number> {
  const row: Row | undefined = await knex(TABLES.copyPlaces)
    .where(whereOf(edition))
    .max({ last: 'text_id' })
    .first()
  return toNumberOrNull(row?.last) ?? 0
}

export async function insertPlaces(
  { knex }: Db,
  edition: Edition,
  places: readonly Place[],
): Promise<void> {
  for (let from = 0; from < places.length; from += INSERTED_AT_ONCE) {
    await knex(TABLES.copyPlaces).insert(
      places.slice(from, from + INSERTED_AT_ONCE).map((place) => ({
        ...whereOf(edition),
        text_id: place.textId,
        common_text_id: place.commonTextId,
        likeness: place.likeness,
        perhaps_of: place.perhaps?.commonTextId ?? null,
        perhaps_likeness: place.perhaps?.likeness ?? null,
      })),
    )
  }
}

/** Common texts in the order in which they founded their groups, after one of them. */
export async function commonTextsAfter(
  { knex }: Db,
  edition: Edition,
  { after, limit }: { after: number; limit: number },
): Promise<readonly { place: number; textId: number; signature: Uint32Array | null }[]> {
  const rows: Row[] = await knex({ p: TABLES.copyPlaces })
    .leftJoin({ t: TABLES.copyTexts }, 't.id', 'p.text_id')
    .where({ 'p.draft_document_id': edition.draftDocumentId, 'p.edition': edition.edition })
    .whereRaw('p.common_text_id = p.text_id')
    .where('p.id', '>', after)
    .orderBy('p.id')
    .limit(limit)
    .select('p.id', 'p.text_id', 't.signature')
  return rows.map((row) => ({
    place: toNumber(row.id),
    textId: toNumber(row.text_id),
    signature: signatureOf(row),
  }))
}

/** Groups of texts in the order of the texts, after one of them. */
export async function placesAfter(
  { knex }: Db,
  edition: Edition,
  { after, limit }: { after: number; limit: number },
): Promise<readonly { textId: number; commonTextId: number; erased: number }[]> {
  const rows: Row[] = await knex({ p: TABLES.copyPlaces })
    .join({ t: TABLES.copyTexts }, 't.id', 'p.text_id')
    .where({ 'p.draft_document_id': edition.draftDocumentId, 'p.edition': edition.edition })
    .where('p.text_id', '>', after)
    .orderBy('p.text_id')
    .limit(limit)
    .select('p.text_id', 'p.common_text_id', 't.erased')
  return rows.map((row) => ({
    textId: toNumber(row.text_id),
    commonTextId: toNumber(row.common_text_id),
    erased: toNumber(row.erased),
  }))
}

/** A distinct text of a docket. */
export interface StoredText {
  readonly id: number
  /** `null` once every comment with it is erased. */
  readonly signature: Uint32Array | null
  readonly formLength: number
}

const TEXT_COLUMNS = ['id', 'signature', 'form_length']

function toStored(row: Row): StoredText {
  return {
    id: toNumber(row.id),
    signature: signatureOf(row),
    formLength: toNumber(row.form_length),
  }
}

function signatureOf(row: Row): Uint32Array | null {
  const stored = toTextOrNull(row.signature)
  return stored === null ? null : parseSignature(stored)
}

/** Texts of a docket in the order in which they came, after one of them. */
export async function storedTextsAfter(
  { knex }: Db,
  draftDocumentId: string,
  { after, limit }: { after: number; limit: number },
): Promise<readonly StoredText[]> {
  const rows: Row[] = await knex(TABLES.copyTexts)
    .where({ draft_document_id: draftDocumentId })
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select(TEXT_COLUMNS)
  return rows.map(toStored)
}

export async function findStoredTexts(
  { knex }: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StoredText>> {
  const rows: Row[] = await knex(TABLES.copyTexts)
    .whereIn('id', [...ids])
    .select(TEXT_COLUMNS)
  return new Map(rows.map(toStored).map((text) => [text.id, text]))
}

/** Where a text stands, or `null` where it has no place in this grouping. */
export async function findPlace(
  { knex }: Db,
  edition: Edition,
  textId: number,
): Promise<Place | null> {
  const row: Row | undefined = await knex(TABLES.copyPlaces)
    .where({ ...whereOf(edition), text_id: textId })
    .first()
  if (row === undefined) return null
  const perhapsOf = toNumberOrNull(row.perhaps_of)
  return {
    textId,
    commonTextId: toNumber(row.common_text_id),
    likeness: Number(row.likeness),
    perhaps:
      perhapsOf === null
        ? null
        : { commonTextId: perhapsOf, likeness: Number(row.perhaps_likeness) },
  }
}

/** The first text of a group that a comment still has, if any. */
export async function firstLiveText(
  { knex }: Db,
  { draftDocumentId, edition }: Edition,
  commonTextId: number,
): Promise<number | null> {
  const row: Row | undefined = await knex({ p: TABLES.copyPlaces })
    .join({ t: TABLES.copyTexts }, 't.id', 'p.text_id')
    .where({
      'p.draft_document_id': draftDocumentId,
      'p.edition': edition,
      'p.common_text_id': commonTextId,
    })
    .whereNotNull('t.copy_key')
    .orderBy('p.text_id')
    .first('p.text_id')
  return toNumberOrNull(row?.text_id)
}

/** A comment with its text’s number and what tells its sender, as groups are counted. */
export interface CountedMember {
  readonly documentId: string
  readonly seq: number
  readonly receivedAt: number
  readonly textId: number | null
  readonly contact: { readonly sender: string | null; readonly keyId: string | null } | null
}

export async function membersAfter(
  { knex }: Db,
  draftDocumentId: string,
  { after, limit }: { after: number; limit: number },
): Promise<readonly CountedMember[]> {
  const rows: Row[] = await knex({ m: TABLES.copyMembers })
    .leftJoin({ k: TABLES.contacts }, 'k.comment_document_id', 'm.comment_document_id')
    .where('m.draft_document_id', draftDocumentId)
    .where('m.seq', '>', after)
    .orderBy('m.seq')
    .limit(limit)
    .select(
      'm.comment_document_id',
      'm.seq',
      'm.received_at',
      'm.text_id',
      'k.key_id',
      'k.sender_hmac',
      'k.sender_key_id',
    )
  return rows.map((row) => ({
    documentId: String(row.comment_document_id),
    seq: toNumber(row.seq),
    receivedAt: toNumber(row.received_at),
    textId: toNumberOrNull(row.text_id),
    contact:
      row.key_id === null
        ? null
        : { sender: toTextOrNull(row.sender_hmac), keyId: toTextOrNull(row.sender_key_id) },
  }))
}

export function toGroup(row: Row): TalliedGroup {
  return {
    commonTextId: toNumber(row.common_text_id),
    comments: toNumber(row.comments),
    erased: toNumber(row.erased),
    texts: toNumber(row.texts),
    senders: toNumber(row.senders),
    firstAt: toNumberOrNull(row.first_at),
    lastAt: toNumberOrNull(row.last_at),
  }
}

export async function groupsAfter(
  { knex }: Db,
  edition: Edition,
  { after, limit }: { after: number; limit: number },
): Promise<readonly TalliedGroup[]> {
  const rows: Row[] = await knex(TABLES.copyGroups)
    .where(whereOf(edition))
    .where('common_text_id', '>', after)
    .orderBy('common_text_id')
    .limit(limit)
  return rows.map(toGroup)
}

export async function saveGroups(
  { knex }: Db,
  edition: Edition,
  groups: readonly TalliedGroup[],
): Promise<void> {
  for (let from = 0; from < groups.length; from += INSERTED_AT_ONCE) {
    const rows = groups.slice(from, from + INSERTED_AT_ONCE).map((group) => ({
      ...whereOf(edition),
      common_text_id: group.commonTextId,
      comments: group.comments,
      erased: group.erased,
      texts: group.texts,
      senders: group.senders,
      first_at: group.firstAt,
      last_at: group.lastAt,
    }))
    await knex(TABLES.copyGroups)
      .insert(rows)
      .onConflict(['draft_document_id', 'edition', 'common_text_id'])
      .merge(['comments', 'erased', 'texts', 'senders', 'first_at', 'last_at'])
  }
}

export async function deleteGroups(
  { knex }: Db,
  edition: Edition,
  commonTextIds: readonly number[],
): Promise<void> {
  if (commonTextIds.length === 0) return
  await knex(TABLES.copyGroups)
    .where(whereOf(edition))
    .whereIn('common_text_id', [...commonTextIds])
    .delete()
}

/** Removes some rows of groupings other than this one. @returns whether there may be more */
export async function deleteOtherEditions(
  { knex }: Db,
  { draftDocumentId, edition }: Edition,
  limit: number,
): Promise<boolean> {
  let isMore = false
  for (const table of [TABLES.copyPlaces, TABLES.copyGroups]) {
    // Two ranges of the index: what is in between, most of it, is not looked at.
    for (const side of ['<', '>'] as const) {
      const some = knex(table)
        .where({ draft_document_id: draftDocumentId })
        .where('edition', side, edition)
        .limit(limit)
        .select('id')
      const deleted = await knex(table).whereIn('id', some).delete()
      isMore ||= deleted === limit
    }
  }
  return isMore
}
