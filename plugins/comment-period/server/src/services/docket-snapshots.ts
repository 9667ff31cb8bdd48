import type { Instant } from '../../../domain/instant'
import type { DocketLedger } from '../../../domain/ledger'
import { stateOf, type PeriodState } from '../../../domain/phase'
import type { DocketHead } from '../repositories/docket-heads'
import { loadPositions, type DocketPosition } from '../repositories/docket-positions'
import { findLatestExposures, type ExposureRecord } from '../repositories/exposures'
import { loadLedgers } from '../repositories/ledgers'
import type { Db } from '../strapi-types'
import { refusalOf } from './refusal-error'
import { shareRounds, type WaitingCount } from './shared-rounds'

/** What a docket's ledgers say, read once for as long as they say no more. */
export interface DocketContent {
  readonly ledger: DocketLedger
  readonly state: PeriodState
  readonly latest: ExposureRecord | null
}

/** A docket as it stood at one instant of the database's clock. */
export interface DocketSnapshot extends DocketContent {
  readonly head: DocketHead
  readonly translations: number
  readonly now: Instant
}

/** Dockets whose content is kept; the one that was asked for least lately makes room. */
const KEPT = 256

/**
 * Reads dockets for the public side. Ledgers only grow, and the guards keep it so: as long as the
 * last ordinal is the same, what was read before is all there is. That is asked of the database
 * at every reading, in one short query that concurrent callers share.
 */
export function docketSnapshots(
  db: Db,
  waiting: WaitingCount,
): (docket: string) => Promise<DocketSnapshot | null> {
  const kept = new Map<string, DocketContent>()

  async function load(dockets: readonly string[]): Promise<ReadonlyMap<string, DocketSnapshot>> {
    const positions = [...(await loadPositions(db, dockets)).values()]
    const grown = positions.filter((position) => contentAt(position) === null)
    const read = await readContents(
      db,
      grown.map((position) => position.head.documentId),
    )
    const snapshots = positions.flatMap((position) => {
      const content = read.get(position.head.documentId) ?? contentAt(position)
      return content === null ? [] : [snapshotOf(position, content)]
    })
    for (const snapshot of snapshots) keep(snapshot)
    return new Map(snapshots.map((snapshot) => [snapshot.head.docket, snapshot]))
  }

  function contentAt({ head, lastOrdinal }: DocketPosition): DocketContent | null {
    const content = kept.get(head.documentId)
    return content?.state.lastOrdinal === lastOrdinal ? content : null
  }

  function keep({ head, ledger, state, latest }: DocketSnapshot): void {
    kept.delete(head.documentId)
    kept.set(head.documentId, { ledger, state, latest })
    const [longestUnasked] = kept.keys()
    if (kept.size > KEPT && longestUnasked !== undefined) kept.delete(longestUnasked)
  }

  const inRounds = shareRounds(load, { waiting })
  return async (docket) => {
    try {
      return await inRounds(docket)
    } catch (error) {
      // A row that cannot be read is the trouble of its own docket, not of those asked for with it.
      if (refusalOf(error) !== null) throw error
      return (await load([docket])).get(docket) ?? null
    }
  }
}

async function readContents(
  db: Db,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, DocketContent>> {
  if (documentIds.length === 0) return new Map()
  const ledgers = await loadLedgers(db, documentIds)
  const exposures = await findLatestExposures(db, documentIds)
  return new Map(
    documentIds.map((id) => {
      const ledger = ledgers.get(id) ?? []
      return [id, { ledger, state: stateOf(ledger), latest: exposures.get(id) ?? null }]
    }),
  )
}

function snapshotOf(
  { head, translations, now }: DocketPosition,
  content: DocketContent,
): DocketSnapshot {
  // An act recorded since the clock was read: its instant is a later reading of the same clock.
  return { ...content, head, translations, now: Math.max(now, content.state.lastAt) }
}
