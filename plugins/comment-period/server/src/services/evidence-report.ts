import { setImmediate as endOfTurn } from 'node:timers/promises'
import type { EvidenceAsked } from '../../../contracts/evidence'
import { isZone } from '../../../domain/calendar-day'
import {
  countChanges,
  decideSpan,
  draftStanding,
  evidenceTotals,
  exposuresIn,
  MOST_DRAFTS,
  runningYear,
  type Evidence,
  type EvidenceComments,
  type EvidenceRow,
  type EvidenceSpan,
  type TextChanges,
} from '../../../domain/evidence-report'
import type { Instant } from '../../../domain/instant'
import type { DocketLedger } from '../../../domain/ledger'
import { readLegalText } from '../../../domain/legal-text'
import { readDatabaseClock } from '../database/clock'
import { findBody, type IssuingBody } from '../repositories/bodies'
import {
  countForEvidence,
  countWaivers,
  listExposedDrafts,
  type ExposedDraft,
} from '../repositories/evidence'
import { findExposure, type ExposureRecord } from '../repositories/exposures'
import { loadLedgers } from '../repositories/ledgers'
import { findIssuance } from '../repositories/period-acts'
import { connectionOf, type Strapi } from '../strapi-types'
import { lawfulValue, refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { inTurns } from './turns'
import { parseDay } from './typed-days'

/** Comments of one question: few enough that nobody else waits long for the database. */
const STRETCH = 1_000
/** Dockets whose ledgers are read at a time. */
const DOCKETS = 100

/** A year of a large body is a million comments; two such reports at a time leave room for others. */
const twoAtATime = inTurns(2)

/** A report with the body that it is of. */
export interface BodyEvidence extends Evidence {
  readonly body: IssuingBody
  readonly zone: string
}

/**
 * What a body did for participation in a span.
 *
 * @param mine the bodies of which whoever asks may read it
 */
export async function readBodyEvidence(
  { strapi }: Runtime,
  { body: slug, from, to }: EvidenceAsked,
  mine: ReadonlyMap<string, IssuingBody>,
): Promise<BodyEvidence> {
  const [first] = mine.values()
  const body =
    (slug === undefined ? first : await findBody(strapi, { slug })) ?? refuse('BODY_UNKNOWN')
  if (!mine.has(body.id)) return refuse('NOT_A_MEMBER', { act: 'evidence' })
  const now = await readDatabaseClock(connectionOf(strapi))
  // A zone typed into the database must not keep the report from its body.
  const zone = isZone(body.zone) ? body.zone : 'UTC'
  const year = runningYear(now, zone)
  const days = {
    from: from === undefined ? year.from : parseDay(from),
    to: to === undefined ? year.to : parseDay(to),
  }
  const span = lawfulValue(decideSpan(days, zone))
  return twoAtATime(async () => ({ ...(await evidenceOf(strapi, body, span, now)), body, zone }))
}

async function evidenceOf(
  strapi: Strapi,
  body: IssuingBody,
  span: EvidenceSpan,
  now: Instant,
): Promise<Evidence> {
  const db = connectionOf(strapi)
  // What is done while the report is made is not in it.
  const asked = { since: span.since, until: Math.min(span.until, now + 1) }
  const drafts = await listExposedDrafts(db, body.id, asked, MOST_DRAFTS + 1)
  if (drafts.length > MOST_DRAFTS) refuse('SPAN_TOO_LONG', { most: MOST_DRAFTS })
  const rows: EvidenceRow[] = []
  for (let done = 0; done < drafts.length; done += DOCKETS) {
    const some = drafts.slice(done, done + DOCKETS)
    const ledgers = await loadLedgers(
      db,
      some.map(({ documentId }) => documentId),
    )
    for (const draft of some) {
      const row = await rowOf(strapi, draft, ledgers.get(draft.documentId) ?? [], span, now)
      if (row !== null) rows.push(row)
    }
  }
  const waived = await countWaivers(db, body.id, asked)
  return { at: now, span, rows, totals: evidenceTotals(rows), waived }
}

async function rowOf(
  strapi: Strapi,
  draft: ExposedDraft,
  ledger: DocketLedger,
  span: EvidenceSpan,
  now: Instant,
): Promise<EvidenceRow | null> {
  const db = connectionOf(strapi)
  const { documentId, docket } = draft
  const exposed = exposuresIn(ledger, span, now).map(({ n }) => n)
  const latest = await findExposure(db, documentId, exposed.at(-1) ?? 0)
  if (latest === null) return null
  const standing = draftStanding(ledger, span, latest.snapshot.winningRule !== null, now)
  if (standing === null) return null
  const { key, name } = latest.snapshot.kind
  return {
    ...standing,
    documentId,
    docket,
    title: readLegalText(latest.content).title,
    kind: { key, name },
    comments: await commentsOf(strapi, draft, exposed, now),
    changes: standing.act === null ? null : await changesOf(strapi, latest),
  }
}

async function commentsOf(
  strapi: Strapi,
  { documentId, lastSeq }: ExposedDraft,
  exposures: readonly number[],
  now: Instant,
): Promise<EvidenceComments[]> {
  const db = connectionOf(strapi)
  const alike = new Map<string, EvidenceComments>()
  for (let after = 0; after < lastSeq; after += STRETCH) {
    const stretch = [after, Math.min(after + STRETCH, lastSeq)] as const
    const groups = await countForEvidence(strapi, db, documentId, exposures, stretch, now)
    for (const group of groups) {
      const { n, ...what } = group
      const key = JSON.stringify(what)
      alike.set(key, { ...group, n: n + (alike.get(key)?.n ?? 0) })
    }
    // SQLite's driver answers within the turn: without this, one question would follow the other.
    await endOfTurn()
  }
  return [...alike.values()]
}

/** What the final text changes of the one that was exposed; `null` where they are the same. */
async function changesOf(strapi: Strapi, exposure: ExposureRecord): Promise<TextChanges | null> {
  const issuance = await findIssuance(connectionOf(strapi), exposure.documentId)
  if (issuance === null || issuance.textHash === exposure.textHash) return null
  return countChanges(readLegalText(exposure.content), readLegalText(issuance.content))
}
