import type {
  Covered,
  ExportFailure,
  ExportFilter,
  ExportFormat,
  ExportLanguage,
  ExportProfile,
  ExportState,
} from '../../../domain/docket-export'
import type { Instant } from '../../../domain/instant'
import type { Knex } from 'knex'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'
import { assertStored } from './stored-rows'

/** An export that was asked for. */
export interface ExportJob {
  readonly rowId: number
  readonly id: string
  readonly bodyId: string
  readonly draftDocumentId: string | null
  readonly format: ExportFormat
  readonly profile: ExportProfile
  readonly language: ExportLanguage
  readonly filter: ExportFilter
  readonly covers: readonly Covered[]
  readonly seed: string | null
  readonly reason: string
  readonly actor: Actor
  readonly askedAt: Instant
  readonly state: ExportState
  readonly failure: ExportFailure | null
  readonly done: number
  readonly total: number
  readonly attempts: number
  readonly endedAt: Instant | null
  readonly keptUntil: Instant | null
  readonly bytes: number | null
  readonly sha256: string | null
}

function toJob(row: Row): ExportJob {
  return {
    rowId: toNumber(row.id),
    id: String(row.public_id),
    bodyId: String(row.body_document_id),
    draftDocumentId: toTextOrNull(row.draft_document_id),
    format: row.format as ExportFormat,
    profile: row.profile as ExportProfile,
    language: row.language as ExportLanguage,
    filter: JSON.parse(String(row.filter)) as ExportFilter,
    covers: JSON.parse(String(row.covers)) as Covered[],
    seed: toTextOrNull(row.seed),
    reason: String(row.reason),
    actor: JSON.parse(String(row.actor)) as Actor,
    askedAt: toNumber(row.asked_at),
    state: row.state as ExportState,
    failure: toTextOrNull(row.failure) as ExportFailure | null,
    done: toNumber(row.done),
    total: toNumber(row.total),
    attempts: toNumber(row.attempts),
    endedAt: toNumberOrNull(row.ended_at),
    keptUntil: toNumberOrNull(row.kept_until),
    bytes: toNumberOrNull(row.bytes),
    sha256: toTextOrNull(row.sha256),
  }
}

export type NewExport = Pick<
  ExportJob,
  | 'id'
  | 'bodyId'
  | 'draftDocumentId'
  | 'format'
  | 'profile'
  | 'language'
  | 'filter'
  | 'covers'
  | 'reason'
  | 'actor'
  | 'askedAt'
  | 'total'
> & { readonly seed: string }

export async function insertExport({ knex }: Db, asked: NewExport): Promise<void> {
  const row = {
    public_id: asked.id,
    body_document_id: asked.bodyId,
    draft_document_id: asked.draftDocumentId,
    format: asked.format,
    profile: asked.profile,
    language: asked.language,
    filter: JSON.stringify(asked.filter),
    covers: JSON.stringify(asked.covers),
    seed: asked.seed,
    reason: asked.reason,
    actor: JSON.stringify(asked.actor),
    asked_at: asked.askedAt,
    state: 'waiting',
    done: 0,
    total: asked.total,
    attempts: 0,
  }
  assertStored(await knex(TABLES.exports).insert(row).returning('id'))
}

export async function findExport({ knex }: Db, id: string): Promise<ExportJob | null> {
  const row: Row | undefined = await knex(TABLES.exports).where({ public_id: id }).first()
  return row === undefined ? null : toJob(row)
}

/** Exports of these bodies, the latest first, by keyset. */
export async function listExportJobs(
  { knex }: Db,
  bodyIds: readonly string[],
  before: number | null,
  most: number,
): Promise<readonly ExportJob[]> {
  const query = knex(TABLES.exports)
    .whereIn('body_document_id', [...bodyIds])
    .orderBy('id', 'desc')
    .limit(most)
  if (before !== null) query.where('id', '<', before)
  const rows: Row[] = await query
  return rows.map(toJob)
}

/** How many exports somebody has asked for that are not over. */
export async function countUnfinished({ knex }: Db, bodyId: string): Promise<number> {
  const row: { n?: unknown } | undefined = await knex(TABLES.exports)
    .where({ body_document_id: bodyId })
    .whereIn('state', ['waiting', 'running'])
    .count({ n: '*' })
    .first()
  return toNumber(row?.n ?? 0)
}

/** Who works on an export, and until when nobody else may. */
export interface Hold {
  readonly holder: string
  readonly until: Instant
}

/**
 * Takes the longest waiting export for a process, or one whose process has not been heard of since
 * its time was up. One statement: of two nodes that ask at once, one gets it.
 */
export async function holdNextExport(
  { knex }: Db,
  now: Instant,
  { holder, until }: Hold,
): Promise<ExportJob | null> {
  const row: Row | undefined = await knex(TABLES.exports).where(free(now)).orderBy('id').first('id')
  if (row === undefined) return null
  const taken: Row[] = await knex(TABLES.exports)
    .where({ id: row.id })
    .where(free(now))
    .update({
      state: 'running',
      holder,
      held_until: until,
      attempts: knex.raw('attempts + 1'),
    })
    .returning('*')
  const [job] = taken
  return job === undefined ? null : toJob(job)
}

function free(now: Instant) {
  return (either: Knex.QueryBuilder) => {
    void either.where('state', 'waiting').orWhere((lost) => {
      void lost.where('state', 'running').where('held_until', '<', now)
    })
  }
}

/**
 * Says how far an export has come, and keeps it for its process.
 *
 * @returns whether it is still this process's: it may have been cancelled meanwhile
 */
export async function keepExport(
  { knex }: Db,
  id: string,
  done: number,
  { holder, until }: Hold,
): Promise<boolean> {
  const changed: number = await knex(TABLES.exports)
    .where({ public_id: id, state: 'running', holder })
    .update({ done, held_until: until })
  return changed === 1
}

/** Gives an export back that this process will not end. */
export async function releaseExport({ knex }: Db, id: string, holder: string): Promise<void> {
  await knex(TABLES.exports)
    .where({ public_id: id, state: 'running', holder })
    .update({
      state: 'waiting',
      holder: null,
      held_until: null,
      attempts: knex.raw('attempts - 1'),
    })
}

export async function endExport(
  { knex }: Db,
  id: string,
  holder: string,
  file: { bytes: number; sha256: string; endedAt: Instant; keptUntil: Instant },
): Promise<boolean> {
  const changed: number = await knex(TABLES.exports)
    .where({ public_id: id, state: 'running', holder })
    .update({
      state: 'done',
      done: knex.ref('total'),
      holder: null,
      held_until: null,
      seed: null,
      bytes: file.bytes,
      sha256: file.sha256,
      ended_at: file.endedAt,
      kept_until: file.keptUntil,
    })
  return changed === 1
}

/** @returns whether it was still this process's */
export async function failExport(
  { knex }: Db,
  id: string,
  { holder, failure, endedAt }: { holder: string; failure: ExportFailure; endedAt: Instant },
): Promise<boolean> {
  const changed: number = await knex(TABLES.exports)
    .where({ public_id: id, state: 'running', holder })
    .update({
      state: 'failed',
      failure,
      holder: null,
      held_until: null,
      seed: null,
      ended_at: endedAt,
    })
  return changed === 1
}

/** What became of exports that showed what was taken back. */
export interface WithdrawnExports {
  /** Those that were done: their files are to be removed. */
  readonly ended: readonly string[]
  /** Those that were under way. */
  readonly begunAnew: readonly string[]
}

/**
 * Takes back what was made of a docket before words of a comment were hidden or erased: exports that
 * are done are kept no longer, and those under way begin anew. In the transaction of the act.
 */
export async function withdrawExports(
  db: Db,
  covering: { bodyId: string; draftDocumentId: string; seq: number },
  profiles: readonly ExportProfile[],
): Promise<WithdrawnExports> {
  if (profiles.length === 0) return { ended: [], begunAnew: [] }
  const { knex } = db
  await keepAsTheyAre(db)
  const rows: Row[] = await knex(TABLES.exports)
    .where({ body_document_id: covering.bodyId })
    .whereIn('state', ['running', 'done'])
    .whereIn('profile', [...profiles])
  const theirs = rows
    .map(toJob)
    .filter(({ covers }) =>
      covers.some(
        ({ draftDocumentId, seq }) =>
          draftDocumentId === covering.draftDocumentId && seq >= covering.seq,
      ),
    )
  const idsIn = (state: ExportState) =>
    theirs.filter((job) => job.state === state).map(({ id }) => id)
  const [ended, begunAnew] = [idsIn('done'), idsIn('running')]
  await knex(TABLES.exports).whereIn('public_id', ended).update({ state: 'expired' })
  await knex(TABLES.exports)
    .whereIn('public_id', begunAnew)
    .update({ state: 'waiting', holder: null, held_until: null, attempts: 0 })
  return { ended, begunAnew }
}

/**
 * Until the transaction ends nobody asks for an export, begins or ends one: it would read what is
 * taken back, and be missed here. On SQLite one transaction writes at a time, and this one does.
 */
async function keepAsTheyAre({ knex, client }: Db): Promise<void> {
  if (client === 'sqlite') return
  await knex.raw('LOCK TABLE ?? IN SHARE ROW EXCLUSIVE MODE', [TABLES.exports])
}

/** @returns whether it was not over yet */
export async function cancelExportJob(
  { knex }: Db,
  id: string,
  endedAt: Instant,
): Promise<boolean> {
  const changed: number = await knex(TABLES.exports)
    .where({ public_id: id })
    .whereIn('state', ['waiting', 'running'])
    .update({ state: 'cancelled', holder: null, held_until: null, seed: null, ended_at: endedAt })
  return changed === 1
}

/** Marks as expired what has been kept long enough. Who asked for it, and why, stays. */
export async function expireExports({ knex }: Db, now: Instant): Promise<void> {
  await knex(TABLES.exports)
    .where('state', 'done')
    .where('kept_until', '<', now)
    .update({ state: 'expired' })
}

/**
 * The exports of which there is, or will be, a file. What an attempt left of one that waits goes
 * when the next attempt begins.
 */
export async function listKeptExports({ knex }: Db): Promise<ReadonlySet<string>> {
  const rows: Row[] = await knex(TABLES.exports)
    .whereIn('state', ['waiting', 'running', 'done'])
    .select('public_id')
  return new Set(rows.map((row) => String(row.public_id)))
}
