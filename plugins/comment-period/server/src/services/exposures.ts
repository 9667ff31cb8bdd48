import { searchText } from '../../../domain/canonical-text'
import { decideExpose, decideRestart } from '../../../domain/period-decisions'
import { solarYearAt } from '../../../domain/solar-hijri'
import { stateOf, type PeriodState } from '../../../domain/phase'
import type { Instant } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { createHead, findHead, lockHead, type DocketHead } from '../repositories/docket-heads'
import { findDraftText, type DraftText } from '../repositories/drafts'
import { insertExposure, type ExposureRecord } from '../repositories/exposures'
import { loadLedger, type Actor } from '../repositories/ledgers'
import { findIssuance } from '../repositories/period-acts'
import { lockRules, type TitledRuleRevision } from '../repositories/rule-revisions'
import { findTranslations, insertTranslation } from '../repositories/translations'
import { saveSearchText } from '../repositories/search-texts'
import { documentsOf, inTransaction, UID, type Db } from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { assertComplete, freezeText, type CompleteDraft, type FrozenText } from './legal-texts'
import { proposePeriod, subjectOf } from './proposed-period'
import { lawfulValue, refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { parseDay } from './typed-days'

/**
 * What publishing one row in Strapi means: the first exposure, nothing (the text is the one
 * already shown), a translation, or a refusal. Runs inside the publishing transaction.
 */
export async function recordPublication(
  runtime: Runtime,
  db: Db,
  published: { documentId: string; locale: string },
): Promise<void> {
  const { strapi, config, attachments } = runtime
  const draft = await findDraftText(strapi, { ...published, version: 'published' })
  if (draft === null) return
  const head = await lockHead(db, published)
  const state = stateOf(head === null ? [] : await loadLedger(db, published.documentId))
  const actor = currentActor(strapi)

  if (published.locale !== config.authoritativeLocale) {
    if (head === null || state.exposure === null) return refuse('AUTHORITATIVE_LOCALE_FIRST')
    await assertMember(db, actor, head.bodyId, 'expose')
    const frozen = await freezeText(draft, attachments)
    return recordTranslation(db, state.exposure.n, draft, frozen, actor)
  }

  const complete = assertComplete(draft)
  const frozen = await freezeText(complete, attachments)
  const issued = await findIssuance(db, published.documentId)
  // Strapi's row follows an issuance, whose actor need not be one who may expose.
  if (issued?.textHash === frozen.textHash) return
  await assertMember(db, actor, complete.body.id, 'expose')
  if (state.exposure === null) {
    await expose(runtime, db, { draft: complete, frozen, head, state, reason: null, actor })
    return
  }
  if (state.exposure.textHash !== frozen.textHash) {
    refuse('TEXT_FROZEN', { exposure: state.exposure.n })
  }
}

interface Exposing {
  readonly draft: CompleteDraft
  readonly frozen: FrozenText
  readonly head: DocketHead | null
  readonly state: PeriodState
  /** Of a restart; the first exposure needs none. */
  readonly reason: string | null
  readonly actor: Actor
}

async function expose(runtime: Runtime, db: Db, exposing: Exposing): Promise<ExposureRecord> {
  const { draft, frozen, state } = exposing
  const { head: opened } = exposing
  if (opened !== null && (opened.bodyId !== draft.body.id || opened.kindId !== draft.kind.id)) {
    return refuse('SUBJECT_FROZEN', { docket: opened.docket })
  }
  await lockRules(db)
  const now = await readDatabaseClock(db)
  const subject = subjectOf(draft)
  const { calendar, rules, winning, requested, proposed } = await proposePeriod(
    runtime,
    db,
    draft,
    { now, isRestart: exposing.reason !== null },
  )
  const { closesAt, minimumClosesAt } = lawfulValue(
    exposing.reason === null ? decideExpose(state, proposed) : decideRestart(state, proposed),
  )
  const head =
    exposing.head ??
    (await createHead(db, {
      documentId: draft.documentId,
      bodyId: draft.body.id,
      bodySlug: draft.body.slug,
      kindId: draft.kind.id,
      solarYear: solarYearAt(now, draft.body.zone),
    }))
  const shownClose = [winning?.close, requested].find((close) => close?.closesAt === closesAt)
  const exposure: ExposureRecord = {
    documentId: draft.documentId,
    docket: head.docket,
    ordinal: state.lastOrdinal + 1,
    n: (state.exposure?.n ?? 0) + 1,
    openedAt: now,
    closesAt,
    minimumClosesAt,
    bodyId: subject.bodyId,
    kindId: subject.kindId,
    terminalAct: subject.terminalAct,
    locale: draft.locale,
    content: frozen.content,
    summary: frozen.summary,
    textHash: frozen.textHash,
    reason: exposing.reason,
    snapshot: {
      body: {
        slug: draft.body.slug,
        name: draft.body.name,
        letterheadLines: draft.body.letterheadLines,
        legalBasis: draft.body.legalBasis,
      },
      kind: { key: draft.kind.key, name: draft.kind.name },
      zone: draft.body.zone,
      destinationAuthority: draft.destinationAuthority,
      rules: rules.map(ruleSnapshot),
      winningRule: winning === null ? null : ruleSnapshot(winning.rule),
      calendar: {
        weeklyClosedDays: calendar.weeklyClosedDays,
        holidays: calendar.holidays,
      },
      lastDayOn: shownClose?.lastDayOn ?? null,
      countedDayOn: shownClose?.countedDayOn ?? null,
      skipped: shownClose?.skipped ?? [],
      requestedLastDayOn: draft.requestedCloseOn,
    },
  }
  await insertExposure(db, exposure, exposing.actor)
  await saveSearchText(db, searchRow(draft, frozen))
  return exposure
}

export function ruleSnapshot(rule: TitledRuleRevision) {
  return {
    ruleId: rule.ruleId,
    revision: rule.revision,
    title: rule.title,
    count: rule.count,
    unit: rule.unit,
    monthMeans: rule.monthMeans,
    excludeActionDay: rule.excludeActionDay,
    force: rule.force,
    legalBasis: rule.legalBasis,
    note: rule.note,
  }
}

function searchRow(draft: DraftText, frozen: FrozenText) {
  const parts = [
    frozen.text.title,
    frozen.summary,
    ...frozen.text.clauses.map((clause) => `${clause.heading}\n${clause.text}`),
  ]
  return {
    documentId: draft.documentId,
    locale: draft.locale,
    searchText: searchText(parts.join('\n')),
  }
}

async function recordTranslation(
  db: Db,
  exposureN: number,
  draft: DraftText,
  frozen: FrozenText,
  actor: Actor,
): Promise<void> {
  if (draft.title.trim() === '') refuse('DRAFT_INCOMPLETE', { field: 'title' })
  const { documentId, locale } = draft
  const current = (await findTranslations(db, documentId, exposureN)).get(locale)
  if (current?.textHash === frozen.textHash && current.summary === frozen.summary) return
  const translation = {
    documentId,
    exposureN,
    locale,
    version: (current?.version ?? 0) + 1,
    content: frozen.content,
    summary: frozen.summary,
    textHash: frozen.textHash,
    recordedAt: await readDatabaseClock(db),
  }
  await insertTranslation(db, translation, actor)
  await saveSearchText(db, searchRow(draft, frozen))
}

/** Shows the revised draft as the next exposure, with a period of its own. */
export async function restartPeriod(
  runtime: Runtime,
  documentId: string,
  input: { reason: string; requestedLastDayOn?: string | undefined },
): Promise<{ docket: string; openedAt: Instant; closesAt: Instant }> {
  const { strapi, config, attachments } = runtime
  return inTransaction(strapi, async (db) => {
    const head = await lockHead(db, { documentId })
    if (head === null) return refuse('NOT_EXPOSED')
    const actor = currentActor(strapi)
    await assertMember(db, actor, head.bodyId, 'restart')
    const state = stateOf(await loadLedger(db, documentId))
    const locale = config.authoritativeLocale
    const found = await findDraftText(strapi, { documentId, locale, version: 'draft' })
    if (found === null) return refuse('DRAFT_UNKNOWN')
    const requestedCloseOn =
      input.requestedLastDayOn === undefined ? null : parseDay(input.requestedLastDayOn)
    const draft = assertComplete({ ...found, requestedCloseOn })
    const frozen = await freezeText(draft, attachments)
    const exposure = await expose(runtime, db, {
      draft,
      frozen,
      head,
      state,
      reason: input.reason,
      actor,
    })
    // Strapi's published row follows; the gate finds the text it now holds already exposed.
    await documentsOf(strapi, UID.draft).publish({ documentId, locale })
    return { docket: head.docket, openedAt: exposure.openedAt, closesAt: exposure.closesAt }
  })
}

/** Whether body and kind of a draft are what its docket was opened with. */
export async function assertSubjectKept(
  runtime: Runtime,
  db: Db,
  documentId: string,
): Promise<void> {
  const head = await findHead(db, { documentId })
  if (head === null) return
  const locale = runtime.config.authoritativeLocale
  const draft = await findDraftText(runtime.strapi, { documentId, locale, version: 'draft' })
  if (draft === null) return
  if (draft.body?.id !== head.bodyId || draft.kind?.id !== head.kindId) {
    refuse('SUBJECT_FROZEN', { docket: head.docket })
  }
}
