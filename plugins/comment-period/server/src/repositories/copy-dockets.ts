import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { toNumber, toNumberOrNull } from './row-values'

/** How far the texts of a docket have been compared. */
export interface CopyDocket {
  /** All comments up to this number have been looked at. */
  readonly placedSeq: number
  /** Those up to this one are in the groups that are shown. */
  readonly countedSeq: number
  /** The grouping that is shown; 0 before there is one. */
  readonly edition: number
  /** Distinct texts, now and when they were last grouped anew. */
  readonly texts: number
  readonly textsGrouped: number
  readonly groupedAt: Instant | null
  readonly countedAt: Instant | null
  /** How often something was erased or hidden so far. */
  readonly changes: number
  readonly changesCounted: number
  /** How often a common text has gone so far, and how often when texts were last grouped anew. */
  readonly losses: number
  readonly lossesGrouped: number
}

/** Who compares the texts of a docket, and until when nobody else may. */
export interface CopyHold {
  readonly holder: string
  readonly until: Instant
}

function toDocket(row: Row): CopyDocket {
  return {
    placedSeq: toNumber(row.placed_seq),
    countedSeq: toNumber(row.counted_seq),
    edition: toNumber(row.edition),
    texts: toNumber(row.texts),
    textsGrouped: toNumber(row.texts_grouped),
    groupedAt: toNumberOrNull(row.grouped_at),
    countedAt: toNumberOrNull(row.counted_at),
    changes: toNumber(row.changes),
    changesCounted: toNumber(row.changes_counted),
    losses: toNumber(row.losses),
    lossesGrouped: toNumber(row.losses_grouped),
  }
}

/** Drafts in whose dockets there is something to compare or to count anew. */
export async function draftsToCompare({ knex }: Db, now: Instant): Promise<readonly string[]> {
  const rows: { document_id: string }[] = await knex({ h: TABLES.heads })
    .leftJoin({ d: TABLES.copyDockets }, 'd.draft_document_id', 'h.document_id')
    .whereRaw('h.last_seq > coalesce(d.counted_seq, 0)')
    .orWhereRaw('d.changes <> d.changes_counted')
    .orWhereRaw('d.losses <> d.losses_grouped')
    // Once a period is over, its texts are grouped for good.
    .orWhere((over) => {
      void over
        .where('d.placed_seq', '>', 0)
        .where('h.effective_close_at', '<=', now)
        .whereRaw('coalesce(d.grouped_at, 0) < h.effective_close_at')
    })
    .select('h.document_id')
  return rows.map((row) => row.document_id)
}

/** Whether the period of a docket has ended after its texts were last grouped anew. */
export async function hasClosedSince(
  { knex }: Db,
  draftDocumentId: string,
  groupedAt: Instant | null,
  now: Instant,
): Promise<boolean> {
  const row: Row | undefined = await knex(TABLES.heads)
    .where({ document_id: draftDocumentId })
    .where('effective_close_at', '<=', now)
    .where('effective_close_at', '>', groupedAt ?? 0)
    .first('document_id')
  return row !== undefined
}

export async function findCopyDocket(
  { knex }: Db,
  draftDocumentId: string,
): Promise<CopyDocket | null> {
  const row: Row | undefined = await knex(TABLES.copyDockets)
    .where({ draft_document_id: draftDocumentId })
    .first()
  return row === undefined ? null : toDocket(row)
}

/** Takes a docket to compare its texts; `null` where somebody else has it. */
export async function holdCopyDocket(
  { knex }: Db,
  draftDocumentId: string,
  now: Instant,
  { holder, until }: CopyHold,
): Promise<CopyDocket | null> {
  await knex(TABLES.copyDockets)
    .insert({
      draft_document_id: draftDocumentId,
      placed_seq: 0,
      counted_seq: 0,
      edition: 0,
      texts: 0,
      texts_grouped: 0,
      changes: 0,
      changes_counted: 0,
      losses: 0,
      losses_grouped: 0,
    })
    .onConflict('draft_document_id')
    .ignore()
  const rows: Row[] = await knex(TABLES.copyDockets)
    .where({ draft_document_id: draftDocumentId })
    .where((free) => {
      void free.whereNull('holder').orWhere('held_until', '<=', now)
    })
    .update({ holder, held_until: until })
    .returning('*')
  const [row] = rows
  return row === undefined ? null : toDocket(row)
}

/**
 * @param compared what has been compared meanwhile
 * @returns whether the docket is still theirs
 */
export async function keepCopyDocket(
  { knex }: Db,
  draftDocumentId: string,
  { holder, until }: CopyHold,
  compared: { upTo: number; newTexts: number } | null = null,
): Promise<boolean> {
  const columns =
    compared === null
      ? {}
      : { placed_seq: compared.upTo, texts: knex.raw('texts + ?', [compared.newTexts]) }
  const kept = await knex(TABLES.copyDockets)
    .where({ draft_document_id: draftDocumentId, holder })
    .update({ held_until: until, ...columns })
  return kept === 1
}

export async function releaseCopyDocket(
  { knex }: Db,
  draftDocumentId: string,
  holder: string,
): Promise<void> {
  await knex(TABLES.copyDockets)
    .where({ draft_document_id: draftDocumentId, holder })
    .update({ holder: null, held_until: null })
}

/** Shows a grouping whose groups have been counted. */
export async function showEdition(
  { knex }: Db,
  draftDocumentId: string,
  holder: string,
  shown: {
    readonly edition: number
    readonly countedSeq: number
    readonly countedAt: Instant
    /** As they were when the docket was taken: what has changed since is seen to the next time. */
    readonly changes: number
    readonly anew: {
      readonly textsGrouped: number
      readonly groupedAt: Instant
      readonly losses: number
    } | null
  },
): Promise<boolean> {
  const { edition, countedSeq, countedAt, changes, anew } = shown
  const grouped =
    anew === null
      ? {}
      : {
          texts_grouped: anew.textsGrouped,
          grouped_at: anew.groupedAt,
          losses_grouped: anew.losses,
        }
  const updated = await knex(TABLES.copyDockets)
    .where({ draft_document_id: draftDocumentId, holder })
    .update({
      edition,
      counted_seq: countedSeq,
      counted_at: countedAt,
      changes_counted: changes,
      ...grouped,
    })
  return updated === 1
}
