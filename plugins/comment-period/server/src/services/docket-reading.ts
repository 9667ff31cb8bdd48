import type { CommentOut } from '../../../contracts/comments'
import type { DraftOut, ExposureOut, FinalOut } from '../../../contracts/drafts'
import type { PeriodOut } from '../../../contracts/period'
import { toIsoUtc } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import { phaseAt } from '../../../domain/phase'
import { findCommentAttachments } from '../repositories/comment-attachments'
import { countComments, listCommentRows } from '../repositories/comments'
import { findResponses } from '../repositories/responses'
import { findExposure, findExposures } from '../repositories/exposures'
import { findIssuance } from '../repositories/period-acts'
import { findReports, type ReportRecord } from '../repositories/reports'
import { findTranslations } from '../repositories/translations'
import { connectionOf, type Db } from '../strapi-types'
import { isSeq, readCursor, writeCursor } from './cursors'
import {
  commentOut,
  countsOut,
  intakeLimits,
  issuanceOut,
  kindOut,
  periodOut,
  publishedOut,
  textIn,
  textOut,
} from './docket-answers'
import type { DocketSnapshot } from './docket-snapshots'
import { docketReading, type Reading } from './reading'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

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

/** Names all that was done in the docket: each comment, screening, response and act. */
export function everythingIn({ head, state, now }: DocketSnapshot): string {
  return `${String(head.revision)}.${phaseAt(state, now)}`
}

/** Names its frozen texts: comments are no news of them, nor is the clock. */
export function textsOf({ state, translations }: DocketSnapshot): string {
  return `${String(state.lastOrdinal)}.${String(translations)}`
}

/** The period changes with the ledgers and the clock alone, not with each comment that is filed. */
export async function readPeriod(runtime: Runtime, docket: string): Promise<Reading<PeriodOut>> {
  const opened = await openDocket(runtime, docket)
  const { head, ledger, latest, state, now } = opened
  const stamp = `${String(state.lastOrdinal)}.${phaseAt(state, now)}`
  const answered = await runtime.keepAnswer(`period/${head.docket}`, stamp, () =>
    Promise.resolve(latest === null ? refuse('NOT_EXPOSED') : periodOut(ledger, latest, now)),
  )
  return docketReading(opened, answered)
}

export async function readDraft(
  runtime: Runtime,
  docket: string,
  locale?: string,
): Promise<Reading<DraftOut>> {
  const opened = await openDocket(runtime, docket)
  const key = `draft/${opened.head.docket}/${locale ?? ''}`
  const answered = await runtime.keepAnswer(key, everythingIn(opened), () =>
    draftOf(runtime, opened, locale),
  )
  return docketReading(opened, answered)
}

async function draftOf(
  runtime: Runtime,
  { head, ledger, now }: DocketSnapshot,
  locale: string | undefined,
): Promise<DraftOut> {
  const db = connectionOf(runtime.strapi)
  const exposures = await findExposures(db, head.documentId)
  const latest = exposures.at(-1)
  if (latest === undefined) return refuse('NOT_EXPOSED')
  const translations = await findTranslations(db, head.documentId, latest.n)
  const issuance = await findIssuance(db, head.documentId)
  return {
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
    ...(await lastReports(db, head.documentId)),
    issuance: issuance === null ? null : issuanceOut(issuance),
  }
}

/** What is known of the last report of each public kind. */
async function lastReports(db: Db, documentId: string): Promise<Pick<DraftOut, ReportOfDraft>> {
  const reports = await findReports(db, documentId)
  const last = (kind: ReportOfDraft) => {
    const record = reports.filter((each) => each.kind === kind).at(-1)
    return record === undefined ? null : publishedOut(record)
  }
  return { feedback: last('feedback'), outcome: last('outcome') }
}

type ReportOfDraft = Extract<ReportRecord['kind'], keyof DraftOut>

export async function readExposure(
  runtime: Runtime,
  docket: string,
  n: number,
  locale?: string,
): Promise<Reading<ExposureOut>> {
  const opened = await openDocket(runtime, docket)
  const key = `exposure/${opened.head.docket}/${String(n)}/${locale ?? ''}`
  const answered = await runtime.keepAnswer(key, textsOf(opened), async () => {
    const db = connectionOf(runtime.strapi)
    const exposure = await findExposure(db, opened.head.documentId, n)
    if (exposure === null) return refuse('EXPOSURE_UNKNOWN')
    const translations = await findTranslations(db, opened.head.documentId, n)
    return {
      docket: opened.head.docket,
      n,
      openedAt: toIsoUtc(exposure.openedAt),
      closesAt: toIsoUtc(exposure.closesAt),
      minimumClosesAt: toIsoUtc(exposure.minimumClosesAt),
      reason: exposure.reason,
      text: textIn(exposure, translations, locale),
    }
  })
  return docketReading(opened, answered)
}

export async function readFinal(runtime: Runtime, docket: string): Promise<Reading<FinalOut>> {
  const opened = await openDocket(runtime, docket)
  const { head } = opened
  const answered = await runtime.keepAnswer(`final/${head.docket}`, textsOf(opened), async () => {
    const issuance = await findIssuance(connectionOf(runtime.strapi), head.documentId)
    if (issuance === null) return refuse('NOT_ISSUED')
    return {
      docket: head.docket,
      issuance: issuanceOut(issuance),
      text: textOut(head.docket, issuance),
    }
  })
  return docketReading(opened, answered)
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

const USUAL_ITEMS = 20

/** Published comments in full, in the order of filing, with their responses. */
export async function listComments(
  runtime: Runtime,
  docket: string,
  query: { clause?: string | undefined; cursor?: string | undefined; limit?: number | undefined },
): Promise<Reading<{ items: CommentOut[]; nextCursor: string | null }>> {
  const opened = await openDocket(runtime, docket)
  const page = {
    clauseId: query.clause ?? null,
    afterSeq: query.cursor === undefined ? 0 : readCursor(query.cursor, isSeq),
    wanted: query.limit ?? USUAL_ITEMS,
  }
  const key = `comments/${opened.head.docket}/${Object.values(page).join('/')}`
  const answered = await runtime.keepAnswer(key, String(opened.head.revision), () =>
    commentsOf(runtime, opened, page),
  )
  return docketReading(opened, answered)
}

async function commentsOf(
  { strapi }: Runtime,
  { head }: DocketSnapshot,
  { wanted, ...filter }: { clauseId: string | null; afterSeq: number; wanted: number },
): Promise<{ items: CommentOut[]; nextCursor: string | null }> {
  const db = connectionOf(strapi)
  const found = await listCommentRows(strapi, db, {
    draftDocumentId: head.documentId,
    state: 'published',
    units: null,
    ...filter,
    limit: wanted + 1,
  })
  const page = found.slice(0, wanted)
  const ids = page.map((comment) => comment.documentId)
  const responses = await findResponses(db, ids)
  const attachments = await findCommentAttachments(db, ids)
  const last = page.at(-1)
  return {
    items: page.map((comment) =>
      commentOut(
        comment,
        responses.get(comment.documentId) ?? [],
        attachments.get(comment.documentId) ?? [],
      ),
    ),
    nextCursor: found.length > wanted && last !== undefined ? writeCursor(last.seq) : null,
  }
}
