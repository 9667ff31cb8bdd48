import type { TrackingOut, CommentOut } from '../../../contracts/comments'
import type { DraftOut, FinalOut } from '../../../contracts/drafts'
import type { Instant } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { findUnit } from '../repositories/units'
import { connectionOf } from '../strapi-types'
import { listComments, readDraft, readFinal } from './docket-reading'
import { portalsOf } from './portals'
import type { Freshness } from './reading'
import type { Runtime } from './runtime'

/** Everything that the page of a draft shows. */
export interface DraftReading {
  readonly draft: DraftOut
  readonly letterheadLines: readonly string[]
  readonly final: FinalOut | null
  readonly comments: readonly CommentOut[]
  readonly nextCursor: string | null
  readonly portals: readonly string[]
}

export async function readDraftPage(
  runtime: Runtime,
  docket: string,
  { locale, cursor }: { locale: string; cursor?: string | undefined },
): Promise<Freshness & { readonly answer: DraftReading }> {
  const { answer: draft, phaseChangesAt, now } = await readDraft(runtime, docket, locale)
  const { answer: comments } = await listComments(runtime, docket, { cursor })
  const answer: DraftReading = {
    draft,
    letterheadLines: await letterheadOf(runtime, docket),
    final: draft.issuance === null ? null : (await readFinal(runtime, docket)).answer,
    comments: comments.items,
    nextCursor: comments.nextCursor,
    portals: await portalsOf(runtime, docket),
  }
  return { answer, phaseChangesAt, now }
}

/** The letterhead as it was when the draft was last exposed. */
export async function letterheadOf(runtime: Runtime, docket: string): Promise<readonly string[]> {
  const snapshot = await runtime.snapshotOf(docket)
  return snapshot?.latest?.snapshot.body.letterheadLines ?? []
}

/** The name of the unit that answers a comment, and the zone in which its dates are said. */
export async function readTrackedFacts(
  runtime: Runtime,
  { docket, unit }: TrackingOut,
): Promise<{ unitName: string | null; zone: string }> {
  const snapshot = await runtime.snapshotOf(docket)
  const zone = snapshot?.latest?.snapshot.zone ?? 'UTC'
  if (unit === null || snapshot === null) return { unitName: null, zone }
  const found = await findUnit(runtime.strapi, snapshot.head.bodyId, unit)
  return { unitName: found?.name ?? unit, zone }
}

/** The database's clock, for pages that say how long something is. */
export function readNow({ strapi }: Runtime): Promise<Instant> {
  return readDatabaseClock(connectionOf(strapi))
}
