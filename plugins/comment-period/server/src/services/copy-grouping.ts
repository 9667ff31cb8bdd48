import { readDatabaseClock } from '../database/clock'
import {
  draftsToCompare,
  findCopyDocket,
  hasClosedSince,
  holdCopyDocket,
  keepCopyDocket,
  releaseCopyDocket,
  showEdition,
  type CopyDocket,
} from '../repositories/copy-dockets'
import { deleteOtherEditions } from '../repositories/copy-places'
import { MINUTE_MS } from '../../../domain/instant'
import { atTimes, connectionOf, type Db } from '../strapi-types'
import { elapsedMs } from './clock'
import { compareComments } from './copy-comparing'
import { countGroups } from './copy-counting'
import { placeAnew, placeFurther } from './copy-places'
import { newSalt } from './random-ids'
import { refusalOf } from './refusal-error'
import type { Runtime } from './runtime'
import { timeSlices } from './time-slices'

const COPIES_JOB = 'comment-period-copies'
const EVERY_MINUTE = '* * * * *'
/** So long comments that came may wait to be compared, so that filing has the machine for itself. */
const GATHERING_MS = 30_000
/** A docket rests so many times as long as its last comparing took. */
const REST = 20
/** After so long without a word a process is taken for dead, and its docket for nobody's. */
const HELD_MS = 2 * MINUTE_MS
const SAID_EVERY_MS = 5_000
const DELETED_AT_ONCE = 500

/** Finds which comments of a docket have the same text, or nearly, in the background. */
export interface CopyGrouper {
  /** Comments of this draft's docket were filed. */
  readonly filed: (draftDocumentId: string) => void
  /** Somebody looks at the copies of a docket that is not up to date, or has changed it. */
  readonly wanted: (draftDocumentId: string) => void
  /** Looks for what no node has compared: comments of earlier, and what a dead node left. */
  readonly look: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A docket that is being compared by this process. */
export interface CopyWork {
  readonly runtime: Runtime
  readonly draftDocumentId: string
  readonly holder: string
  readonly heldMs: number
  /** Before each piece of work: lets others in between, and says now and then that it goes on. */
  readonly turn: () => Promise<void>
  /** Somebody else has the docket. */
  readonly lost: () => never
}

class Stopped extends Error {
  override readonly name = 'Stopped'
}

/**
 * One docket after the other, each by one node at a time. What is interrupted goes on where it was:
 * comments that were compared are members, texts that were placed have their place, and a grouping
 * that was being made anew is begun again while the one before it is shown.
 */
export function copyGrouper(runtimeOf: () => Runtime): CopyGrouper {
  const holder = newSalt()
  const due = new Map<string, number>()
  const resting = new Map<string, number>()
  let timer: NodeJS.Timeout | null = null
  let round: Promise<void> = Promise.resolve()
  let isWorking = false
  let isStopped = false

  const wake = (draftDocumentId: string, afterMs: number) => {
    const at = Math.max(elapsedMs() + afterMs, resting.get(draftDocumentId) ?? 0)
    if (at >= (due.get(draftDocumentId) ?? Infinity)) return
    due.set(draftDocumentId, at)
    schedule()
  }

  const schedule = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (isStopped || isWorking || due.size === 0) return
    timer = setTimeout(
      () => {
        timer = null
        isWorking = true
        round = workOff().finally(() => {
          isWorking = false
          schedule()
        })
      },
      Math.max(0, Math.min(...due.values()) - elapsedMs()),
    )
    timer.unref()
  }

  const workOff = async () => {
    const now = elapsedMs()
    const drafts = [...due].filter(([, at]) => at <= now).map(([draft]) => draft)
    for (const draft of drafts) {
      if (isStopped) return
      due.delete(draft)
      await attempt(draft)
    }
  }

  const attempt = async (draftDocumentId: string) => {
    const from = elapsedMs()
    try {
      await groupDocket(runtimeOf(), draftDocumentId, holder, () => isStopped)
    } catch (error) {
      // Tried again with the next comment and every minute; no comment is lost or hidden by it.
      if (!(error instanceof Stopped)) tell(runtimeOf(), error)
    }
    const now = elapsedMs()
    for (const [draft, until] of resting) if (until <= now) resting.delete(draft)
    resting.set(draftDocumentId, now + REST * (now - from))
  }

  return {
    filed: (draftDocumentId) => wake(draftDocumentId, GATHERING_MS),
    wanted: (draftDocumentId) => wake(draftDocumentId, 0),
    look: async () => {
      const db = connectionOf(runtimeOf().strapi)
      for (const draft of await draftsToCompare(db, await readDatabaseClock(db))) wake(draft, 0)
    },
    stop: async () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      await round
    },
  }
}

/** Looks now and once a minute for what other nodes left, for periods that ended, and what changed. */
export function startCopies({ strapi, copies }: Runtime): Promise<void> {
  atTimes(strapi, COPIES_JOB, EVERY_MINUTE, copies.look)
  return copies.look()
}

async function groupDocket(
  runtime: Runtime,
  draftDocumentId: string,
  holder: string,
  isStopped: () => boolean,
): Promise<void> {
  const db = connectionOf(runtime.strapi)
  const now = await readDatabaseClock(db)
  const docket = await holdCopyDocket(db, draftDocumentId, now, { holder, until: now + HELD_MS })
  if (docket === null) return
  try {
    await groupHeld(copyWork(runtime, draftDocumentId, holder, isStopped), db, docket)
  } finally {
    await releaseCopyDocket(db, draftDocumentId, holder)
  }
}

async function groupHeld(work: CopyWork, db: Db, docket: CopyDocket): Promise<void> {
  const { draftDocumentId, holder } = work
  const shown = { draftDocumentId, edition: docket.edition }
  await removeOthers(work, db, shown.edition)
  await compareComments(work, docket.placedSeq)
  const { texts, placedSeq } = (await findCopyDocket(db, draftDocumentId)) ?? docket
  const now = await readDatabaseClock(db)
  const isAnew =
    docket.edition === 0 ||
    docket.losses !== docket.lossesGrouped ||
    texts >= 2 * docket.textsGrouped ||
    (await hasClosedSince(db, draftDocumentId, docket.groupedAt, now))
  const edition = isAnew ? { draftDocumentId, edition: docket.edition + 1 } : shown
  let anew: Parameters<typeof showEdition>[3]['anew'] = null
  if (isAnew) {
    const earlier = docket.edition === 0 ? null : shown
    const textsGrouped = await placeAnew(work, edition, earlier, texts)
    anew = { textsGrouped, groupedAt: now, losses: docket.losses }
  } else {
    await placeFurther(work, edition)
  }
  await countGroups(work, edition)
  const countedAt = await readDatabaseClock(db)
  const isShown = await showEdition(db, draftDocumentId, holder, {
    edition: edition.edition,
    countedSeq: placedSeq,
    countedAt,
    changes: docket.changes,
    anew,
  })
  if (!isShown) work.lost()
  await removeOthers(work, db, edition.edition)
}

/** Of groupings that are shown no more, and of those that nobody went on with. */
async function removeOthers(work: CopyWork, db: Db, edition: number): Promise<void> {
  const shown = { draftDocumentId: work.draftDocumentId, edition }
  while (await deleteOtherEditions(db, shown, DELETED_AT_ONCE)) await work.turn()
}

function copyWork(
  runtime: Runtime,
  draftDocumentId: string,
  holder: string,
  isStopped: () => boolean,
): CopyWork {
  const db = connectionOf(runtime.strapi)
  const slices = timeSlices(() => {
    if (isStopped()) throw new Stopped()
  })
  const lost = (): never => {
    throw new Stopped()
  }
  let saidAt = elapsedMs()
  return {
    runtime,
    draftDocumentId,
    holder,
    heldMs: HELD_MS,
    lost,
    turn: async () => {
      await slices.turn()
      if (elapsedMs() - saidAt < SAID_EVERY_MS) return
      saidAt = elapsedMs()
      const until = (await readDatabaseClock(db)) + HELD_MS
      if (!(await keepCopyDocket(db, draftDocumentId, { holder, until }))) lost()
    },
  }
}

/** Only code and name: a message may quote what people filed. */
function tell({ strapi }: Runtime, error: unknown): void {
  const { code, name } = error as { code?: string; name?: string }
  const what = refusalOf(error)?.code ?? code ?? name ?? 'unknown'
  strapi.log.error(`comment-period: event=copies-not-grouped code=${what}`)
}
