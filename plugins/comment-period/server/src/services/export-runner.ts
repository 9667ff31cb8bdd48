import { MOST_EXPORT_ATTEMPTS, type ExportFailure } from '../../../domain/docket-export'
import { DAY_MS, MINUTE_MS } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import {
  endExport,
  expireExports,
  failExport,
  findExport,
  holdNextExport,
  keepExport,
  listKeptExports,
  releaseExport,
  type ExportJob,
} from '../repositories/exports'
import { atTimes, connectionOf, type Db, type Strapi } from '../strapi-types'
import { writeDocketArchive } from './docket-archive'
import { subjectOf } from './export-subject'
import { writeApart } from './export-thread'
import type { Writing } from './export-writing'
import { newSalt } from './random-ids'
import { refusalOf } from './refusal-error'
import type { Runtime } from './runtime'

const EXPORT_JOB = 'comment-period-exports'
const EVERY_MINUTE = '* * * * *'
/** After so long without a word a process is taken for dead, and its export for waiting. */
const HELD_MS = 2 * MINUTE_MS
/** How often a process says that it is still at work. */
const SAID_EVERY_MS = 2_000
const KEPT_MS = 7 * DAY_MS

/** Makes the files of exports, one after the other. */
export interface ExportRunner {
  /** Somebody has asked for one. */
  readonly wake: () => void
  /** An export of this process was cancelled. */
  readonly cancel: (id: string) => void
  /** Gives back what is under way, to be begun anew by another process or the next start. */
  readonly stop: () => Promise<void>
}

class Stopped extends Error {
  override readonly name = 'Stopped'
}

/**
 * Exports are made by whichever node gets hold of them. One that is killed in the middle leaves a
 * row that says until when it had it; then another begins anew, with the same set and the same
 * instant, and no half file ever bears the name of a whole one.
 */
export function exportRunner(runtimeOf: () => Runtime): ExportRunner {
  const holder = newSalt()
  let underWay: { id: string; abort: AbortController } | null = null
  let round: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = false

  const stopping = () => isStopped
  const work = async () => {
    const runtime = runtimeOf()
    const db = connectionOf(runtime.strapi)
    for (;;) {
      if (stopping()) return
      const now = await readDatabaseClock(db)
      const job = await holdNextExport(db, now, { holder, until: now + HELD_MS })
      if (job === null) return
      // Asked again: the app may have begun to stop while the database answered.
      if (stopping()) return await releaseExport(db, job.id, holder)
      const abort = new AbortController()
      underWay = { id: job.id, abort }
      try {
        await make(runtime, job, holder, abort)
      } finally {
        underWay = null
      }
    }
  }

  const wake = () => {
    if (isStopped) return
    if (round !== null) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    round = work()
      .catch((error: unknown) => {
        tell(runtimeOf().strapi, 'exports-not-begun', error)
      })
      .finally(() => {
        round = null
        // Asked for after the last look, and before this round was over.
        if (isAskedAgain) wake()
      })
  }

  return {
    wake,
    cancel: (id) => {
      if (underWay?.id === id) underWay.abort.abort(new Stopped())
    },
    stop: async () => {
      isStopped = true
      underWay?.abort.abort(new Stopped())
      await round
    },
  }
}

/** Looks now and once a minute for what a dead node left, and for files that were kept long enough. */
export function startExports(runtime: Runtime): Promise<void> {
  const { strapi, exportFiles, exports } = runtime
  const db = connectionOf(strapi)
  const look = async () => {
    await expireExports(db, await readDatabaseClock(db))
    // Also what was withdrawn or cancelled, and whose file a kill kept from being removed.
    await exportFiles.removeOthers(() => listKeptExports(db))
    // Comments whose node died before their place in the chain.
    await runtime.linker.linkEarlier()
    exports.wake()
  }
  atTimes(strapi, EXPORT_JOB, EVERY_MINUTE, look)
  return look()
}

async function make(
  runtime: Runtime,
  job: ExportJob,
  holder: string,
  abort: AbortController,
): Promise<void> {
  const { strapi, exportFiles } = runtime
  const db = connectionOf(strapi)
  const { onRead, isStillOurs, end } = sayHowFar(runtime, job, holder, abort)
  try {
    if (job.attempts > MOST_EXPORT_ATTEMPTS) return await fail(runtime, job, holder, 'gave-up')
    const subject = await subjectOf(runtime, job)
    const written = await exportFiles.keep(
      job.id,
      (output, folder) => {
        const writing: Writing = { job, subject, signal: abort.signal, folder, onRead }
        return job.format === 'zip'
          ? writeDocketArchive({ ...writing, runtime }, output)
          : writeApart(runtime, writing, job.format, output)
      },
      isStillOurs,
    )
    if (written === null) return
    const endedAt = await readDatabaseClock(db)
    const file = { ...written, endedAt, keptUntil: endedAt + KEPT_MS }
    // Cancelled in the last moment, or withdrawn: the file is nobody's.
    if (!(await endExport(db, job.id, holder, file)) && !(await isOthers(db, job.id))) {
      await exportFiles.remove(job.id)
    }
  } catch (error) {
    if (abort.signal.aborted) return await releaseExport(db, job.id, holder)
    tell(strapi, 'export-failed', error)
    await fail(runtime, job, holder, failureOf(error))
  } finally {
    await end()
  }
}

/**
 * Says by a clock of its own how far an export has come, and so keeps it for this process: not with
 * every page, for a row that is written all the time keeps others waiting, and also while the chain
 * of a large docket is made, when nothing is read.
 */
function sayHowFar({ strapi }: Runtime, job: ExportJob, holder: string, abort: AbortController) {
  const db = connectionOf(strapi)
  let done = 0
  let saying: Promise<void> | null = null
  const isStillOurs = async () => {
    const until = (await readDatabaseClock(db)) + HELD_MS
    return keepExport(db, job.id, done, { holder, until })
  }
  const say = async () => {
    if (!(await isStillOurs())) abort.abort(new Stopped())
  }
  const timer = setInterval(() => {
    saying ??= say()
      // The next one may find the database again; where none does, the export is somebody else's.
      .catch((error: unknown) => {
        tell(strapi, 'export-not-kept', error)
      })
      .finally(() => {
        saying = null
      })
  }, SAID_EVERY_MS)
  timer.unref()
  return {
    isStillOurs,
    onRead: (read: number) => {
      // An archive reads its comments several times; progress does not go back.
      done = Math.max(done, Math.min(read, job.total))
    },
    end: async () => {
      clearInterval(timer)
      await saying
    },
  }
}

/** Whether another process has it, or has ended it. */
async function isOthers(db: Db, id: string): Promise<boolean> {
  const state = (await findExport(db, id))?.state
  return state === 'running' || state === 'done'
}

async function fail(
  { strapi, exportFiles }: Runtime,
  { id }: ExportJob,
  holder: string,
  failure: ExportFailure,
): Promise<void> {
  const db = connectionOf(strapi)
  const endedAt = await readDatabaseClock(db)
  const isOurs = await failExport(db, id, { holder, failure, endedAt })
  if (isOurs) await exportFiles.remove(id)
}

function failureOf(error: unknown): ExportFailure {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full'
  return refusalOf(error)?.code === 'ATTACHMENT_UNREADABLE' ? 'unreadable' : 'defect'
}

/** Only code and name: a message may quote what people filed. */
function tell(strapi: Strapi, event: string, error: unknown): void {
  const { code, name } = error as { code?: string; name?: string }
  const what = refusalOf(error)?.code ?? code ?? name ?? 'unknown'
  strapi.log.error(`comment-period: event=${event} code=${what}`)
}
