import type { Knex } from 'knex'
import { formatDocketNumber } from '../../../domain/docket-number'
import type { Phase } from '../../../domain/phase'
import { nowExpression } from '../database/guards/dialect'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { TABLES } from '../database/tables'
import { toNumber, toNumberOrNull } from './row-values'
import { documentsWith } from './search-texts'

/** The one row of a docket: what to lock, and caches that nobody judges by. */
export interface DocketHead {
  readonly documentId: string
  readonly docket: string
  readonly bodyId: string
  readonly kindId: string
  readonly revision: number
  readonly firstOpenedAt: number | null
}

export interface HeadRow {
  document_id: string
  docket: string
  body_document_id: string
  kind_document_id: string
  revision: unknown
  first_opened_at: unknown
}

export const HEAD_COLUMNS = [
  'document_id',
  'docket',
  'body_document_id',
  'kind_document_id',
  'revision',
  'first_opened_at',
] as const

export function toHead(row: HeadRow): DocketHead {
  return {
    documentId: row.document_id,
    docket: row.docket,
    bodyId: row.body_document_id,
    kindId: row.kind_document_id,
    revision: toNumber(row.revision),
    firstOpenedAt: toNumberOrNull(row.first_opened_at),
  }
}

type HeadKey = { readonly documentId: string } | { readonly docket: string }

function where(key: HeadKey): Record<string, string> {
  return 'docket' in key ? { docket: key.docket } : { document_id: key.documentId }
}

export async function findHead({ knex }: Db, key: HeadKey): Promise<DocketHead | null> {
  const row: HeadRow | undefined = await knex(TABLES.heads)
    .where(where(key))
    .first([...HEAD_COLUMNS])
  return row === undefined ? null : toHead(row)
}

/**
 * Takes the docket's lock for the rest of the transaction and returns the head as it then is.
 * An UPDATE, not a SELECT … FOR UPDATE: SQLite takes its write lock by it too, and under
 * REPEATABLE READ a reader of old rows fails instead of judging by them.
 */
export async function lockHead({ knex }: Db, key: HeadKey): Promise<DocketHead | null> {
  const rows: HeadRow[] = await knex(TABLES.heads)
    .where(where(key))
    .update({ revision: knex.ref('revision') })
    .returning([...HEAD_COLUMNS])
  const [row] = rows
  return row === undefined ? null : toHead(row)
}

/**
 * Numbers a docket and makes its head. The counter's row is the lock between two drafts of one
 * body in one year; a number is never given twice.
 */
export async function createHead(
  { knex }: Db,
  head: { documentId: string; bodyId: string; bodySlug: string; kindId: string; solarYear: number },
): Promise<DocketHead> {
  const key = { body_document_id: head.bodyId, solar_year: head.solarYear }
  const counted: { last_number: unknown }[] = await knex(TABLES.docketNumbers)
    .insert({ ...key, last_number: 1 })
    .onConflict(['body_document_id', 'solar_year'])
    .merge({ last_number: knex.raw('?? + 1', [`${TABLES.docketNumbers}.last_number`]) })
    .returning('last_number')
  const highest: { number?: unknown } | undefined = await knex(TABLES.heads)
    .where(key)
    .max({ number: 'number' })
    .first()
  // A head that came by another way must not keep the body from numbering its next docket.
  const number = Math.max(
    toNumber(counted[0]?.last_number),
    (toNumberOrNull(highest?.number) ?? 0) + 1,
  )
  await knex(TABLES.docketNumbers).where(key).update({ last_number: number })
  const row = {
    document_id: head.documentId,
    docket: formatDocketNumber(head.bodySlug, head.solarYear, number),
    body_document_id: head.bodyId,
    kind_document_id: head.kindId,
    solar_year: head.solarYear,
    number,
    revision: 0,
    last_seq: 0,
    exposure_n: 0,
    first_opened_at: null,
  }
  await knex(TABLES.heads).insert(row)
  return toHead(row)
}

export interface DocketListFilter {
  /** The slug of a body. */
  readonly body: string | null
  /** The key of an instrument kind. */
  readonly kind: string | null
  readonly phase: Phase | null
  /** Each must occur in the search text; in search form, and none or some known to the index. */
  readonly terms: readonly string[]
  readonly before: { readonly firstOpenedAt: number; readonly documentId: string } | null
  readonly limit: number
}

/** Exposed dockets, latest first exposure first, by keyset. */
export async function listHeads(
  strapi: Strapi,
  { knex, client }: Db,
  { phase, terms, before, limit, ...narrowedBy }: DocketListFilter,
): Promise<DocketHead[]> {
  const query = knex(TABLES.heads)
    .whereNotNull('first_opened_at')
    .whereRaw(phase === null ? '1 = 1' : phaseByCaches(client, phase))
    .orderBy([
      { column: 'first_opened_at', order: 'desc' },
      { column: 'document_id', order: 'desc' },
    ])
    .limit(limit)
    .select([...HEAD_COLUMNS])
  narrow(strapi, { knex }, query, narrowedBy)
  if (before !== null) {
    query.whereRaw('(first_opened_at, document_id) < (?, ?)', [
      before.firstOpenedAt,
      before.documentId,
    ])
  }
  if (terms.length > 0) query.whereIn('document_id', documentsWith({ knex, client }, terms))
  const rows: HeadRow[] = await query
  return rows.map(toHead)
}

type Narrowing = Pick<DocketListFilter, 'body' | 'kind'>

/** In the same statement: a list is polled, and another round trip for each would be most of it. */
function narrow(
  strapi: Strapi,
  { knex }: Pick<Db, 'knex'>,
  query: Knex.QueryBuilder,
  { body, kind }: Narrowing,
): void {
  const idOf = (uid: string, name: Row) =>
    knex(tableOf(strapi, uid).tableName).where(name).select('document_id').limit(1)
  if (body !== null) query.where('body_document_id', idOf(UID.body, { slug: body }))
  if (kind !== null) query.where('kind_document_id', idOf(UID.kind, { key: kind }))
}

/**
 * When the first of the open dockets closes, of which a list of the closed will then be one longer;
 * `null` where none is open.
 */
export async function findNextClose(
  strapi: Strapi,
  { knex, client }: Db,
  narrowedBy: Narrowing,
): Promise<number | null> {
  const query = knex(TABLES.heads)
    .whereRaw(phaseByCaches(client, 'open'))
    .min({ at: 'effective_close_at' })
  narrow(strapi, { knex }, query, narrowedBy)
  const row: { at?: unknown } | undefined = await query.first()
  return toNumberOrNull(row?.at)
}

/** Dockets of these bodies whose period runs or is suspended, the first to close first. */
export async function listRunningHeads(
  { knex, client }: Db,
  bodyIds: readonly string[],
  limit: number,
): Promise<DocketHead[]> {
  const rows: HeadRow[] = await knex(TABLES.heads)
    .whereIn('body_document_id', [...bodyIds])
    .where((either) => {
      void either
        .whereRaw(`(${phaseByCaches(client, 'open')})`)
        .orWhereRaw(`(${phaseByCaches(client, 'suspended')})`)
    })
    .orderBy('effective_close_at')
    .limit(limit)
    .select([...HEAD_COLUMNS])
  return rows.map(toHead)
}

/**
 * A phase as the caches of a head have it: narrows a list, so that what is over long ago is not
 * read each time somebody asks for what is open. Whether a docket is in the phase its ledgers say.
 */
function phaseByCaches(client: Db['client'], phase: Phase): string {
  const unfinished = 'issued_at IS NULL AND withdrawn_at IS NULL'
  switch (phase) {
    case 'issued':
      return 'issued_at IS NOT NULL'
    case 'withdrawn':
      return 'withdrawn_at IS NOT NULL'
    case 'suspended':
      return `${unfinished} AND suspended = 1`
    case 'open':
      return `${unfinished} AND suspended = 0 AND effective_close_at > ${nowExpression(client)}`
    case 'closed':
      return `${unfinished} AND suspended = 0 AND effective_close_at <= ${nowExpression(client)}`
    case 'drafting':
      // Nothing that was ever exposed is in drafting.
      return '1 = 0'
  }
}

/** What a head holds beside its identity: read for lists and ETags, never judged by. */
export interface HeadCaches {
  readonly lastSeq: number
  readonly exposureN: number
  readonly firstOpenedAt: number | null
  readonly effectiveCloseAt: number | null
  readonly suspended: boolean
  readonly withdrawnAt: number | null
  readonly issuedAt: number | null
}

/** Every head's caches, by the document it is the head of. */
export async function loadHeadCaches({
  knex,
}: Db): Promise<{ documentId: string; docket: string; caches: HeadCaches }[]> {
  const rows: Row[] = await knex(TABLES.heads)
  return rows.map((row) => ({
    documentId: String(row.document_id),
    docket: String(row.docket),
    caches: {
      lastSeq: toNumber(row.last_seq),
      exposureN: toNumber(row.exposure_n),
      firstOpenedAt: toNumberOrNull(row.first_opened_at),
      effectiveCloseAt: toNumberOrNull(row.effective_close_at),
      suspended: toNumber(row.suspended) === 1,
      withdrawnAt: toNumberOrNull(row.withdrawn_at),
      issuedAt: toNumberOrNull(row.issued_at),
    },
  }))
}

/** Sets the caches of a head to what the record says. */
export async function repairHead(
  { knex }: Db,
  documentId: string,
  caches: HeadCaches,
): Promise<void> {
  await knex(TABLES.heads)
    .where({ document_id: documentId })
    .update({
      revision: knex.raw('revision + 1'),
      last_seq: caches.lastSeq,
      exposure_n: caches.exposureN,
      first_opened_at: caches.firstOpenedAt,
      effective_close_at: caches.effectiveCloseAt,
      suspended: caches.suspended ? 1 : 0,
      withdrawn_at: caches.withdrawnAt,
      issued_at: caches.issuedAt,
    })
}
