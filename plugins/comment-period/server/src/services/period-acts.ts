import type { Instant } from '../../../domain/instant'
import type { EventGround, PeriodEventKind } from '../../../domain/ledger'
import type { PeriodAct } from '../../../domain/period-decisions'
import {
  decideExtend,
  decideIssue,
  decideResume,
  decideSuspend,
  decideWaive,
  decideWithdraw,
} from '../../../domain/period-decisions'
import { closeOnRequestedDay, roundUpToWorkingDayEnd } from '../../../domain/period-arithmetic'
import { applicableRules, demandedForce } from '../../../domain/period-rule'
import { stateOf, type PeriodState } from '../../../domain/phase'
import { solarYearAt } from '../../../domain/solar-hijri'
import { readDatabaseClock } from '../database/clock'
import { findBody } from '../repositories/bodies'
import { loadCalendar } from '../repositories/holidays'
import { createHead, findHead, lockHead, type DocketHead } from '../repositories/docket-heads'
import { findDraftText } from '../repositories/drafts'
import { findExposure, type ExposureRecord } from '../repositories/exposures'
import { loadLedger, type Actor } from '../repositories/ledgers'
import { insertEvent, insertIssuance, insertWaiver } from '../repositories/period-acts'
import { loadRuleRevisions, lockRules } from '../repositories/rule-revisions'
import { connectionOf, documentsOf, inTransaction, UID, type Db } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import type { AnswersLeft } from './answers-left'
import { audit } from './audit-log'
import { assertClocksAgree } from './clock'
import { assertGuardsStand } from './guard-watch'
import { assertAnswered } from './issue-checklist'
import { assertComplete, freezeText, type FrozenText } from './legal-texts'
import { subjectOf } from './proposed-period'
import { lawfulValue, refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { parseDay } from './typed-days'

interface Acting {
  readonly db: Db
  readonly head: DocketHead
  readonly state: PeriodState
  readonly now: Instant
  readonly actor: Actor
}

/** One act on an existing docket: lock, load, judge, write, in one transaction. */
async function act<T>(
  runtime: Runtime,
  documentId: string,
  name: PeriodAct,
  perform: (acting: Acting) => Promise<T>,
): Promise<T> {
  return inTransaction(runtime.strapi, async (db) => {
    const head = await lockHead(db, { documentId })
    if (head === null) return refuse('NOT_EXPOSED')
    const actor = currentActor(runtime.strapi)
    await assertMember(db, actor, head.bodyId, name)
    const state = stateOf(await loadLedger(db, documentId))
    return perform({ db, head, state, now: await readDatabaseClock(db), actor })
  })
}

interface EventInput {
  readonly kind: PeriodEventKind
  readonly closesAt?: Instant
  readonly ground?: EventGround
  readonly reason: string
  readonly snapshot?: unknown
}

async function writeEvent({ db, head, state, now, actor }: Acting, event: EventInput) {
  await insertEvent(
    db,
    {
      documentId: head.documentId,
      docket: head.docket,
      ordinal: state.lastOrdinal + 1,
      kind: event.kind,
      at: now,
      closesAt: event.closesAt ?? null,
      ground: event.ground ?? null,
      reason: event.reason,
      snapshot: event.snapshot ?? {},
    },
    actor,
  )
  return { docket: head.docket, at: now, closesAt: event.closesAt ?? state.effectiveClose }
}

async function latestExposure({ db, head, state }: Acting): Promise<ExposureRecord> {
  const exposure = await findExposure(db, head.documentId, state.exposure?.n ?? 0)
  return exposure ?? refuse('NOT_EXPOSED')
}

export interface ExtendInput {
  readonly lastDayOn?: string | undefined
  readonly closesAt?: Instant | undefined
  readonly ground: EventGround
  readonly reason: string
}

/** Moves the close later, to the end of a day or, for rules in minutes, to an instant. */
export function extendPeriod(runtime: Runtime, documentId: string, input: ExtendInput) {
  return act(runtime, documentId, 'extend', async (acting) => {
    const exposure = await latestExposure(acting)
    const calendar = await calendarOf(runtime, acting.head)
    const computed =
      input.lastDayOn === undefined
        ? null
        : closeOnRequestedDay(parseDay(input.lastDayOn), calendar)
    const wanted = computed?.closesAt ?? input.closesAt
    // An instant within a day would be a shorter day than the public was told of.
    if (computed === null && exposure.snapshot.winningRule?.unit !== 'minute') {
      return refuse('INPUT_INVALID', { field: 'lastDayOn' })
    }
    if (wanted === undefined) return refuse('INPUT_INVALID', { field: 'lastDayOn' })
    const { closesAt } = lawfulValue(
      decideExtend(acting.state, { now: acting.now, closesAt: wanted }),
    )
    return writeEvent(acting, {
      kind: 'extended',
      closesAt,
      ground: input.ground,
      reason: input.reason,
      snapshot: { lastDayOn: computed?.lastDayOn ?? null, skipped: computed?.skipped ?? [] },
    })
  })
}

export function suspendPeriod(
  runtime: Runtime,
  documentId: string,
  input: { ground: EventGround; reason: string },
) {
  return act(runtime, documentId, 'suspend', async (acting) => {
    lawfulValue(decideSuspend(acting.state, acting.now))
    return writeEvent(acting, { kind: 'suspended', ...input })
  })
}

export function resumePeriod(runtime: Runtime, documentId: string, input: { reason: string }) {
  return act(runtime, documentId, 'resume', async (acting) => {
    const exposure = await latestExposure(acting)
    const calendar = await calendarOf(runtime, acting.head)
    const inMinutes = exposure.snapshot.winningRule?.unit === 'minute'
    const roundUp = (closesAt: Instant) =>
      inMinutes ? closesAt : roundUpToWorkingDayEnd(closesAt, calendar).closesAt
    const { closesAt } = lawfulValue(decideResume(acting.state, acting.now, roundUp))
    const computed = inMinutes ? null : roundUpToWorkingDayEnd(closesAt, calendar)
    return writeEvent(acting, {
      kind: 'resumed',
      closesAt,
      reason: input.reason,
      snapshot: {
        suspendedMs: acting.now - (acting.state.suspendedAt ?? acting.now),
        lastDayOn: computed?.lastDayOn ?? null,
      },
    })
  })
}

export async function withdrawDraft(
  runtime: Runtime,
  documentId: string,
  input: { reason: string },
) {
  const outcome = await act(runtime, documentId, 'withdraw', async (acting) => {
    lawfulValue(decideWithdraw(acting.state, acting.now))
    return writeEvent(acting, { kind: 'withdrawn', reason: input.reason })
  })
  audit(runtime.strapi, 'draft.withdrawn', { docket: outcome.docket })
  return outcome
}

async function calendarOf({ strapi }: Runtime, head: DocketHead) {
  const body = await findBody(strapi, { documentId: head.bodyId })
  return loadCalendar(strapi, body ?? refuse('BODY_UNKNOWN'))
}

/** Records the decision not to expose a draft, where no mandatory rule demands it. */
export async function waiveExposure(
  runtime: Runtime,
  documentId: string,
  input: { decidedBy: string; reason: string },
) {
  const { strapi, config } = runtime
  const outcome = await inTransaction(strapi, async (db) => {
    const locked = await lockHead(db, { documentId })
    const found = await findDraftText(strapi, {
      documentId,
      locale: config.authoritativeLocale,
      version: 'draft',
    })
    if (found === null) return refuse('DRAFT_UNKNOWN')
    const draft = assertComplete(found)
    const actor = currentActor(strapi)
    await assertMember(db, actor, draft.body.id, 'waive')
    const state = stateOf(locked === null ? [] : await loadLedger(db, documentId))
    await lockRules(db)
    const now = await readDatabaseClock(db)
    const subject = subjectOf(draft)
    const rules = applicableRules(await loadRuleRevisions(db), subject, now)
    const { force } = lawfulValue(decideWaive(state, demandedForce(rules)))
    const head =
      locked ??
      (await createHead(db, {
        documentId,
        bodyId: subject.bodyId,
        bodySlug: draft.body.slug,
        kindId: subject.kindId,
        solarYear: solarYearAt(now, draft.body.zone),
      }))
    await insertWaiver(
      db,
      {
        documentId,
        docket: head.docket,
        ordinal: state.lastOrdinal + 1,
        at: now,
        ...subject,
        force,
        title: draft.title,
        decidedBy: input.decidedBy,
        reason: input.reason,
        snapshot: {
          body: { slug: draft.body.slug, name: draft.body.name },
          kind: { key: draft.kind.key, name: draft.kind.name },
          rules,
        },
      },
      actor,
    )
    return { docket: head.docket, at: now, force }
  })
  audit(strapi, 'draft.waived', { docket: outcome.docket })
  return outcome
}

export interface IssueInput {
  readonly reason: string
  readonly letterNumber?: string | undefined
  readonly letterOn?: string | undefined
}

/** The terminal act. The one place that writes an issuance. */
export async function issueDraft(runtime: Runtime, documentId: string, input: IssueInput) {
  const counted = await answersLeftAtEnd(runtime, documentId)
  const outcome = await act(runtime, documentId, 'issue', async (acting) => {
    const { db, head, state, now, actor } = acting
    const { basis } = lawfulValue(decideIssue(state, now))
    const answers = await assertAnswered(runtime, db, head, counted)
    await assertGuardsStand(runtime.strapi, db)
    await assertClocksAgree(db)
    const final = await finalText(runtime, acting)
    await insertIssuance(
      db,
      {
        documentId,
        docket: head.docket,
        ordinal: state.lastOrdinal + 1,
        at: now,
        basisExposureN: basis.kind === 'exposure' ? basis.n : null,
        basisWaiverOrdinal: basis.kind === 'waiver' ? basis.ordinal : null,
        terminalAct: final.terminalAct,
        locale: runtime.config.authoritativeLocale,
        content: final.content,
        summary: final.summary,
        textHash: final.textHash,
        destinationAuthority: final.destinationAuthority,
        letterNumber: input.letterNumber ?? null,
        letterOn: input.letterOn === undefined ? null : parseDay(input.letterOn),
        reason: input.reason,
        snapshot: { answers },
      },
      actor,
    )
    if (final.fromDraft) {
      const locale = runtime.config.authoritativeLocale
      await documentsOf(runtime.strapi, UID.draft).publish({ documentId, locale })
    }
    return {
      docket: head.docket,
      at: now,
      terminalAct: final.terminalAct,
      textHash: final.textHash,
    }
  })
  audit(runtime.strapi, 'draft.issued', { docket: outcome.docket })
  return outcome
}

/** Counted before the docket is locked, and not for an act that is refused anyway. */
async function answersLeftAtEnd(
  { strapi, answersLeftOf }: Runtime,
  documentId: string,
): Promise<AnswersLeft | null> {
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId })
  if (head === null) return null
  const state = stateOf(await loadLedger(db, documentId))
  const { kind } = decideIssue(state, await readDatabaseClock(db))
  return kind === 'lawful' ? answersLeftOf(head) : null
}

type FinalText = Pick<FrozenText, 'content' | 'summary' | 'textHash'> & {
  readonly terminalAct: ExposureRecord['terminalAct']
  readonly destinationAuthority: string | null
  readonly fromDraft: boolean
}

/** The revised draft; where raw SQL has taken the draft row away, the exposed text is final. */
async function finalText(runtime: Runtime, { db, head, state }: Acting): Promise<FinalText> {
  const { strapi, config, attachments } = runtime
  const { documentId } = head
  const exposure = await findExposure(db, documentId, state.exposure?.n ?? 0)
  const locale = config.authoritativeLocale
  const found = await findDraftText(strapi, { documentId, locale, version: 'draft' })
  if (found !== null) {
    const draft = assertComplete(found)
    if (draft.body.id !== head.bodyId || draft.kind.id !== head.kindId) {
      return refuse('SUBJECT_FROZEN', { docket: head.docket })
    }
    return {
      ...(await freezeText(draft, attachments)),
      terminalAct: exposure?.terminalAct ?? draft.kind.terminalAct,
      destinationAuthority: draft.destinationAuthority,
      fromDraft: true,
    }
  }
  if (exposure === null) return refuse('DRAFT_UNKNOWN')
  return {
    ...exposure,
    destinationAuthority: exposure.snapshot.destinationAuthority,
    fromDraft: false,
  }
}
