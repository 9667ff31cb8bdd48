import type { ReadStream } from 'node:fs'
import type {
  ExportAsked,
  ExportOut,
  ExportsOut,
  FullExportAsked,
} from '../../../contracts/exports'
import type { CommentState } from '../../../domain/comment'
import { decideExport, type ExportProfile } from '../../../domain/docket-export'
import { toIsoUtc } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { findBody, type IssuingBody } from '../repositories/bodies'
import { findHead } from '../repositories/docket-heads'
import { coveredDockets } from '../repositories/export-comments'
import {
  cancelExportJob,
  countUnfinished,
  findExport,
  insertExport,
  listExportJobs,
  type ExportJob,
} from '../repositories/exports'
import { connectionOf } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { audit } from './audit-log'
import { bodiesAllowing } from './bodies-allowing'
import { isSeq, readCursor, writeCursor } from './cursors'
import { newExportId, newSalt } from './random-ids'
import { lawfulValue, refuse } from './refusal-error'
import type { Runtime } from './runtime'

const USUAL_ITEMS = 25
/** Of one body, waiting or under way. */
const MOST_UNFINISHED = 20

/** A file to be handed out. */
export interface OpenedExport {
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly bytes: ReadStream
}

const MIMES = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  zip: 'application/zip',
} as const

/** Asks for an export. What it covers is settled now: comments that come later are not in it. */
export async function askForExport(
  runtime: Runtime,
  asked: (ExportAsked | FullExportAsked) & { readonly profile: ExportProfile },
): Promise<ExportOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const actor = currentActor(strapi)
  const { body, draftDocumentId } = await subjectAsked(runtime, asked)
  await assertMember(db, actor, body.id, 'export')
  const covers = await coveredDockets(db, { bodyId: body.id, draftDocumentId })
  const filter = {
    state: asked.state ?? null,
    type: asked.type ?? null,
    channel: asked.channel ?? null,
    unit: asked.unit ?? null,
  }
  const { rows } = lawfulValue(decideExport(asked.format, covers, filter))
  if ((await countUnfinished(db, body.id)) >= MOST_UNFINISHED) refuse('EXPORTS_TOO_MANY')
  const id = newExportId()
  await insertExport(db, {
    id,
    bodyId: body.id,
    draftDocumentId,
    format: asked.format,
    profile: asked.profile,
    language: asked.language,
    filter,
    covers,
    seed: newSalt(),
    reason: asked.reason,
    actor,
    askedAt: await readDatabaseClock(db),
    total: rows,
  })
  audit(strapi, 'export.asked', {
    body: body.slug,
    export: id,
    format: asked.format,
    profile: asked.profile,
    ...(draftDocumentId === null ? {} : { docket: covers[0]?.docket ?? '' }),
  })
  runtime.exports.wake()
  return exportOut((await findExport(db, id)) ?? refuse('EXPORT_UNKNOWN'), body)
}

async function subjectAsked(
  { strapi }: Runtime,
  { docket, body: slug }: Pick<ExportAsked, 'docket' | 'body'>,
): Promise<{ readonly body: IssuingBody; readonly draftDocumentId: string | null }> {
  const head = docket === undefined ? null : await findHead(connectionOf(strapi), { docket })
  if (docket !== undefined && head === null) return refuse('DOCKET_UNKNOWN')
  const key = head === null ? { slug: slug ?? '' } : { documentId: head.bodyId }
  const body = (await findBody(strapi, key)) ?? refuse('BODY_UNKNOWN')
  return { body, draftDocumentId: head?.documentId ?? null }
}

/** Exports of the bodies where whoever asks may export. */
export async function listExports(
  { strapi }: Runtime,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<ExportsOut> {
  const db = connectionOf(strapi)
  const bodies = await bodiesAllowing(strapi, 'export')
  const limit = query.limit ?? USUAL_ITEMS
  const before = query.cursor === undefined ? null : readCursor(query.cursor, isSeq)
  const jobs = await listExportJobs(db, [...bodies.keys()], before, limit + 1)
  const shown = jobs.slice(0, limit)
  const items = shown.flatMap((job) => {
    const body = bodies.get(job.bodyId)
    return body === undefined ? [] : [exportOut(job, body)]
  })
  const last = shown.at(-1)
  return {
    bodies: [...bodies.values()].map(({ slug, name }) => ({ slug, name })),
    items,
    nextCursor: jobs.length > limit && last !== undefined ? writeCursor(last.rowId) : null,
  }
}

export async function readExport(runtime: Runtime, id: string): Promise<ExportOut> {
  const { job, body } = await exportOfTheirs(runtime, id)
  return exportOut(job, body)
}

/** Stops an export that is waiting or under way; what was written of it is removed. */
export async function cancelExport(runtime: Runtime, id: string): Promise<ExportOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const { body } = await exportOfTheirs(runtime, id)
  if (!(await cancelExportJob(db, id, await readDatabaseClock(db)))) refuse('EXPORT_OVER')
  runtime.exports.cancel(id)
  await runtime.exportFiles.remove(id)
  audit(strapi, 'export.cancelled', { body: body.slug, export: id })
  return exportOut((await findExport(db, id)) ?? refuse('EXPORT_UNKNOWN'), body)
}

/**
 * Opens the file of an export.
 *
 * @param isFull whether files of the full profile are asked for, which have a permission of their own
 */
export async function openExport(
  runtime: Runtime,
  id: string,
  isFull: boolean,
): Promise<OpenedExport> {
  const { job, body } = await exportOfTheirs(runtime, id)
  if ((job.profile === 'full') !== isFull) return refuse('EXPORT_UNKNOWN')
  if (job.state !== 'done' || !(await runtime.exportFiles.has(id))) {
    return refuse('EXPORT_NOT_DONE', { state: job.state })
  }
  audit(runtime.strapi, 'export.fetched', { body: body.slug, export: id, profile: job.profile })
  return {
    name: fileName(job, body),
    mime: MIMES[job.format],
    size: job.bytes ?? 0,
    bytes: runtime.exportFiles.read(id),
  }
}

/** Another body's export is none: nobody learns that it is there. */
async function exportOfTheirs(
  { strapi }: Runtime,
  id: string,
): Promise<{ readonly job: ExportJob; readonly body: IssuingBody }> {
  const job = await findExport(connectionOf(strapi), id)
  const body = job === null ? undefined : (await bodiesAllowing(strapi, 'export')).get(job.bodyId)
  if (job === null || body === undefined) return refuse('EXPORT_UNKNOWN')
  return { job, body }
}

/**
 * The name states what the file covers, of what it is narrowed by, and when: a CSV has no other place
 * for it. The dockets of a whole body have no room there, only their number.
 */
function fileName(
  { covers, draftDocumentId, askedAt, profile, filter, format }: ExportJob,
  body: IssuingBody,
) {
  const [covered] = covers
  const subject =
    draftDocumentId === null || covered === undefined
      ? `${body.slug}_dockets-${String(covers.length)}`
      : `${covered.docket}_${covered.seq === 0 ? '0' : `1-${String(covered.seq)}`}`
  const instant = toIsoUtc(askedAt).replace(/[-:]|\.\d+/g, '')
  const narrowed = Object.entries(filter).flatMap(([name, value]: [string, string | null]) =>
    value === null ? [] : [`${name}-${value}`],
  )
  return `${[subject, instant, profile, ...narrowed].join('_')}.${format}`
}

function exportOut(job: ExportJob, body: IssuingBody): ExportOut {
  const at = (instant: number | null) => (instant === null ? null : toIsoUtc(instant))
  return {
    id: job.id,
    body: { slug: body.slug, name: body.name },
    docket: job.draftDocumentId === null ? null : (job.covers[0]?.docket ?? null),
    covers: job.covers.map(({ docket, seq }) => ({ docket, seq })),
    format: job.format,
    profile: job.profile,
    language: job.language,
    filter: { ...job.filter, state: job.filter.state as CommentState | null },
    reason: job.reason,
    askedAt: toIsoUtc(job.askedAt),
    askedBy: job.actor.name,
    state: job.state,
    failure: job.failure,
    done: job.done,
    total: job.total,
    endedAt: at(job.endedAt),
    keptUntil: job.state === 'done' ? at(job.keptUntil) : null,
    bytes: job.bytes,
    sha256: job.sha256,
  }
}
