import type { CommentOut } from '../../../contracts/comments'
import type { DraftListItem, DraftOut, ExposureOut, FinalOut } from '../../../contracts/drafts'
import type { PeriodOut } from '../../../contracts/period'
import { searchQuery } from '../../../domain/canonical-text'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import type { DocketLedger } from '../../../domain/ledger'
import {
  nextPhaseChangeAt,
  phaseAt,
  stateOf,
  type PeriodState,
  type Phase,
} from '../../../domain/phase'
import { readDatabaseClock } from '../database/clock'
import { findBody, listKinds } from '../repositories/bodies'
import { findCommentAttachments } from '../repositories/comment-attachments'
import { countComments, findResponses, listCommentRows } from '../repositories/comments'
import { listHeads, type DocketHead } from '../repositories/docket-heads'
import {
  findExposure,
  findExposures,
  findLatestExposures,
  type ExposureRecord,
} from '../repositories/exposures'
import { loadLedgers } from '../repositories/ledgers'
import { findIssuance } from '../repositories/period-acts'
import { findTranslations } from '../repositories/translations'
import { connectionOf } from '../strapi-types'
import { isListPosition, isSeq, readCursor, writeCursor } from './cursors'
import {
  commentOut,
  countsOut,
  intakeLimits,
  issuanceOut,
  kindOut,
  periodOut,
  textIn,
  textOut,
} from './docket-answers'
import type { DocketSnapshot } from './docket-snapshots'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** An answer with what its caching goes by. */
export interface Reading<T> {
  readonly answer: T
  /** Changes with the docket, its phase and the contract; `null` where no single docket is read. */
  readonly etag: string | null
  /** Until then the phase stays what it is, unless someone acts. */
  readonly phaseChangesAt: Instant | null
  readonly now: Instant
}

/** Raised when the shape of an answer changes, so that no cache mixes two shapes. */
const CONTRACT_VERSION = 1

/** Everything the public reads of a docket comes from the ledgers, never from Strapi's rows. */
export async function openDocket(runtime: Runtime, docket: string): Promise<DocketSnapshot> {
  const snapshot = await runtime.snapshotOf(docket)
  if (snapshot === null) return refuse('DOCKET_UNKNOWN')
  // A waived draft has a docket, and nothing to show until it is issued.
  if (snapshot.state.exposure === null && snapshot.state.issuance === null) {
    return refuse('DOCKET_UNKNOWN')
  }
  return snapshot
}

/** @param version what the answer changes with: for most of them, everything done in the docket */
export function reading<T>(
  { head, state, now }: DocketSnapshot,
  answer: T,
  variant = '',
  version: string | number = head.revision,
): Reading<T> {
  return {
    answer,
    etag: `"${[CONTRACT_VERSION, head.docket, version, phaseAt(state, now), variant].join('-')}"`,
    phaseChangesAt: nextPhaseChangeAt(state, now),
    now,
  }
}

/** The period changes with the ledgers and the clock alone, not with each comment that is filed. */
export async function readPeriod(runtime: Runtime, docket: string): Promise<Reading<PeriodOut>> {
  const opened = await openDocket(runtime, docket)
  return reading(opened, periodOf(opened), 'period', opened.state.lastOrdinal)
}

/** The last answer of each state: portals ask for the same one over and over. */
const PERIODS = new WeakMap<PeriodState, PeriodOut>()

function periodOf({ ledger, latest, state, now }: DocketSnapshot): PeriodOut {
  if (latest === null) return refuse('NOT_EXPOSED')
  const answered = PERIODS.get(state)
  if (answered?.phase === phaseAt(state, now)) return answered
  const period = periodOut(ledger, latest, now)
  PERIODS.set(state, period)
  return period
}

export async function readDraft(
  runtime: Runtime,
  docket: string,
  locale?: string,
): Promise<Reading<DraftOut>> {
  const opened = await openDocket(runtime, docket)
  const db = connectionOf(runtime.strapi)
  const { head, ledger, now } = opened
  const exposures = await findExposures(db, head.documentId)
  const latest = exposures.at(-1)
  if (latest === undefined) return refuse('NOT_EXPOSED')
  const translations = await findTranslations(db, head.documentId, latest.n)
  const issuance = await findIssuance(db, head.documentId)
  const answer: DraftOut = {
    docket: head.docket,
    body: { slug: latest.snapshot.body.slug, name: latest.snapshot.body.name },
    kind: kindOut(latest),
    destinationAuthority: latest.snapshot.destinationAuthority,
    legalBasis: latest.snapshot.winningRule?.legalBasis ?? latest.snapshot.body.legalBasis,
    text: textIn(latest, translations, locale),
    locales: [latest.locale, ...translations.keys()],
    exposures: exposures.map((exposure) => ({
      n: exposure.n,
      openedAt: toIsoUtc(exposure.openedAt),
      closesAt: toIsoUtc(exposure.closesAt),
      textHash: exposure.textHash,
      reason: exposure.reason,
    })),
    period: periodOut(ledger, latest, now),
    counts: countsOut(await countComments(db, head.documentId)),
    intake: intakeLimits(runtime.config),
    outcome: null,
    issuance: issuance === null ? null : issuanceOut(issuance),
  }
  return reading(opened, answer, locale ?? '')
}

export async function readExposure(
  runtime: Runtime,
  docket: string,
  n: number,
  locale?: string,
): Promise<Reading<ExposureOut>> {
  const opened = await openDocket(runtime, docket)
  const db = connectionOf(runtime.strapi)
  const exposure = await findExposure(db, opened.head.documentId, n)
  if (exposure === null) return refuse('EXPOSURE_UNKNOWN')
  const translations = await findTranslations(db, opened.head.documentId, n)
  const answer: ExposureOut = {
    docket: opened.head.docket,
    n,
    openedAt: toIsoUtc(exposure.openedAt),
    closesAt: toIsoUtc(exposure.closesAt),
    minimumClosesAt: toIsoUtc(exposure.minimumClosesAt),
    reason: exposure.reason,
    text: textIn(exposure, translations, locale),
  }
  return reading(opened, answer, `${String(n)}${locale ?? ''}`)
}

export async function readFinal(runtime: Runtime, docket: string): Promise<Reading<FinalOut>> {
  const opened = await openDocket(runtime, docket)
  const issuance = await findIssuance(connectionOf(runtime.strapi), opened.head.documentId)
  if (issuance === null) return refuse('NOT_ISSUED')
  const answer = {
    docket: opened.head.docket,
    issuance: issuanceOut(issuance),
    text: textOut(opened.head.docket, issuance),
  }
  return reading(opened, answer)
}

/** The frozen attachment's name and type, if any text of this docket carries it. */
export async function findAttachment(
  runtime: Runtime,
  docket: string,
  sha256: string,
): Promise<{ name: string; mime: string; size: number }> {
  const { head } = await openDocket(runtime, docket)
  const db = connectionOf(runtime.strapi)
  const exposures = await findExposures(db, head.documentId)
  const issuance = await findIssuance(db, head.documentId)
  const contents = [...exposures, ...(issuance === null ? [] : [issuance])].map(
    (row) => row.content,
  )
  for (const exposure of exposures) {
    const translations = await findTranslations(db, head.documentId, exposure.n)
    contents.push(...[...translations.values()].map((translation) => translation.content))
  }
  for (const content of contents) {
    const text = readLegalText(content)
    const found = text.attachments.find((attachment) => attachment.sha256 === sha256)
    if (found !== undefined) return found
  }
  return refuse('ATTACHMENT_UNKNOWN')
}

const HEADS_AT_ONCE = 50
const USUAL_ITEMS = 20

export interface DraftsQuery {
  readonly body?: string | undefined
  readonly kind?: string | undefined
  readonly phase?: Phase | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/**
 * The dockets that have been exposed, the latest first. A phase is derived, so a page is filled
 * by reading on from the heads until it is full; the cursor is the last head looked at.
 */
export async function listDrafts(
  runtime: Runtime,
  query: DraftsQuery,
): Promise<Reading<{ items: DraftListItem[]; nextCursor: string | null }>> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const now = await readDatabaseClock(db)
  const wanted = query.limit ?? USUAL_ITEMS
  let position = query.cursor === undefined ? null : readCursor(query.cursor, isListPosition)
  const filter = {
    bodyId: query.body === undefined ? null : await bodyIdOf(runtime, query.body),
    kindId: query.kind === undefined ? null : await kindIdOf(runtime, query.kind),
    terms: query.q === undefined ? [] : searchQuery(query.q),
  }
  const items: DraftListItem[] = []
  const changes: Instant[] = []
  let exhausted = false
  while (items.length < wanted && !exhausted) {
    const heads = await listHeads(db, {
      ...filter,
      before: position === null ? null : { firstOpenedAt: position[0], documentId: position[1] },
      limit: HEADS_AT_ONCE,
    })
    exhausted = heads.length < HEADS_AT_ONCE
    const ids = heads.map((head) => head.documentId)
    const ledgers = await loadLedgers(db, ids)
    const exposures = await findLatestExposures(db, ids)
    for (const head of heads) {
      const ledger = ledgers.get(head.documentId) ?? []
      const exposure = exposures.get(head.documentId)
      const state = stateOf(ledger)
      if (items.length === wanted) {
        exhausted = false
        break
      }
      position = [head.firstOpenedAt ?? 0, head.documentId]
      if (exposure === undefined) continue
      // One that is not in this phase now may come into it, and the page must not outlive that.
      const change = nextPhaseChangeAt(state, now)
      if (change !== null) changes.push(change)
      if (query.phase !== undefined && phaseAt(state, now) !== query.phase) continue
      items.push(listItem(head, ledger, exposure, now))
    }
    if (heads.length === 0) exhausted = true
  }
  return {
    answer: { items, nextCursor: exhausted || position === null ? null : writeCursor(position) },
    etag: null,
    phaseChangesAt: changes.length === 0 ? null : Math.min(...changes),
    now,
  }
}

async function bodyIdOf({ strapi }: Runtime, slug: string): Promise<string> {
  const body = await findBody(strapi, { slug })
  return body?.id ?? refuse('BODY_UNKNOWN')
}

async function kindIdOf({ strapi }: Runtime, key: string): Promise<string> {
  const kind = (await listKinds(strapi)).find((each) => each.key === key)
  return kind?.id ?? refuse('INPUT_INVALID', { field: 'kind' })
}

function listItem(
  head: DocketHead,
  ledger: DocketLedger,
  exposure: ExposureRecord,
  now: Instant,
): DraftListItem {
  return {
    docket: head.docket,
    title: readLegalText(exposure.content).title,
    summary: exposure.summary,
    body: { slug: exposure.snapshot.body.slug, name: exposure.snapshot.body.name },
    kind: kindOut(exposure),
    exposure: exposure.n,
    period: periodOut(ledger, exposure, now),
  }
}

/** Published comments in full, in the order of filing, with their responses. */
export async function listComments(
  runtime: Runtime,
  docket: string,
  query: { clause?: string | undefined; cursor?: string | undefined; limit?: number | undefined },
): Promise<Reading<{ items: CommentOut[]; nextCursor: string | null }>> {
  const opened = await openDocket(runtime, docket)
  const db = connectionOf(runtime.strapi)
  const wanted = query.limit ?? USUAL_ITEMS
  const found = await listCommentRows(runtime.strapi, db, {
    draftDocumentId: opened.head.documentId,
    state: 'published',
    clauseId: query.clause ?? null,
    afterSeq: query.cursor === undefined ? 0 : readCursor(query.cursor, isSeq),
    limit: wanted + 1,
  })
  const page = found.slice(0, wanted)
  const ids = page.map((comment) => comment.documentId)
  const responses = await findResponses(db, ids)
  const attachments = await findCommentAttachments(db, ids)
  const last = page.at(-1)
  const answer = {
    items: page.map((comment) =>
      commentOut(
        comment,
        responses.get(comment.documentId) ?? [],
        attachments.get(comment.documentId) ?? [],
      ),
    ),
    nextCursor: found.length > wanted && last !== undefined ? writeCursor(last.seq) : null,
  }
  // No comma: many a reader of `If-None-Match` splits at commas without a look at the quotes.
  const variant = [query.clause ?? '', query.cursor ?? '', String(wanted)].join('.')
  return reading(opened, answer, variant)
}
