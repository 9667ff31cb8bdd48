import { startOfDay, startOfNextDay } from '../../../domain/calendar-day'
import { DAY_MS, type Instant } from '../../../domain/instant'
import {
  minimumSpanMs,
  revisionEffectiveAt,
  type MonthMeaning,
  type PeriodUnit,
  type RuleForce,
  type TerminalAct,
} from '../../../domain/period-rule'
import { readDatabaseClock } from '../database/clock'
import { toBody } from '../repositories/bodies'
import type { Actor } from '../repositories/ledgers'
import {
  insertRuleRevision,
  loadRuleRevisions,
  type TitledRuleRevision,
} from '../repositories/rule-revisions'
import { toText, toTextOrNull } from '../repositories/row-values'
import { rowsOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { refuse } from './refusal-error'

/** A longer rule could never be kept: one act opens at most 366 days, holidays at the end included. */
const LONGEST_RULE_MS = 360 * DAY_MS

/** Zone of a rule that binds every body. */
const GENERAL_ZONE = 'Asia/Tehran'

/**
 * Writes what a saved period rule now says to the ledger: at once where it lengthens, from the
 * next day of the body on where it shortens or ends. Nothing is written where nothing changed.
 */
export async function recordRule(
  strapi: Strapi,
  db: Db,
  ruleId: string,
  actor: Actor,
): Promise<void> {
  const row = await rowsOf(strapi, UID.rule).findOne({
    where: { documentId: ruleId },
    populate: { body: true, kinds: true },
  })
  if (row === null) return
  await append(db, toRevision(row), zoneOf(row), actor)
}

/** The rule ends, from the next day on; its revisions stay. */
export async function recordRuleEnd(
  strapi: Strapi,
  db: Db,
  ruleId: string,
  actor: Actor,
): Promise<void> {
  const row = await rowsOf(strapi, UID.rule).findOne({
    where: { documentId: ruleId },
    populate: { body: true, kinds: true },
  })
  if (row === null) return
  await append(db, { ...toRevision(row), ended: true }, zoneOf(row), actor)
}

/** Rules that reached Strapi's table by another way (an import, a query) are recorded at boot. */
export async function recordUnrecordedRules(strapi: Strapi, db: Db): Promise<void> {
  const rows = await rowsOf(strapi, UID.rule).findMany({ select: ['documentId'] })
  const recorded = new Set((await loadRuleRevisions(db)).map((revision) => revision.ruleId))
  for (const row of rows) {
    const ruleId = String(row.documentId)
    if (!recorded.has(ruleId)) {
      await recordRule(strapi, db, ruleId, { kind: 'process', id: null, name: null })
    }
  }
}

async function append(
  db: Db,
  saved: Omit<TitledRuleRevision, 'revision' | 'effectiveAt'>,
  zone: string,
  actor: Actor,
): Promise<void> {
  if (saved.terminalAct === null && saved.kindIds.length === 0) {
    refuse('INPUT_INVALID', { field: 'terminalAct' })
  }
  if (minimumSpanMs(saved) > LONGEST_RULE_MS) refuse('PERIOD_TOO_LONG', { field: 'count' })
  const revisions = await loadRuleRevisions(db, saved.ruleId)
  const latest = revisions.at(-1)
  const now = await readDatabaseClock(db)
  const next = { ...saved, revision: (latest?.revision ?? 0) + 1, effectiveAt: now }
  if (latest !== undefined && saysTheSame(latest, next)) return
  const inForce = revisions.filter((revision) => revision.effectiveAt <= now).at(-1) ?? null
  const effectiveAt = revisionEffectiveAt(next, inForce, now, zone)
  await insertRuleRevision(db, { ...next, effectiveAt }, now, actor)
}

function saysTheSame(a: TitledRuleRevision, b: TitledRuleRevision): boolean {
  const said = ({ revision: _revision, effectiveAt: _effectiveAt, ...rule }: TitledRuleRevision) =>
    JSON.stringify({ ...rule, kindIds: [...rule.kindIds].sort() }, Object.keys(rule).sort())
  return said(a) === said(b)
}

function zoneOf(row: Row): string {
  const body = row.body as Row | null
  return body === null ? GENERAL_ZONE : toBody(body).zone
}

function toRevision(row: Row): Omit<TitledRuleRevision, 'revision' | 'effectiveAt'> {
  const body = row.body as Row | null
  const kinds = Array.isArray(row.kinds) ? (row.kinds as Row[]) : []
  const zone = zoneOf(row)
  const from = toTextOrNull(row.validFromOn)
  const to = toTextOrNull(row.validToOn)
  const startOrNull = (day: string | null, start: (day: string, zone: string) => Instant) =>
    day === null ? null : start(day, zone)
  return {
    ruleId: String(row.documentId),
    title: String(row.title),
    bodyId: body === null ? null : String(body.documentId),
    terminalAct: (row.terminalAct ?? null) as TerminalAct | null,
    kindIds: kinds.map((kind) => String(kind.documentId)).sort(),
    count: Number(row.count),
    unit: row.unit as PeriodUnit,
    monthMeans: row.monthMeans as MonthMeaning,
    excludeActionDay: row.excludeActionDay === true,
    force: row.force as RuleForce,
    legalBasis: toText(row.legalBasis),
    note: toText(row.note),
    validFromAt: startOrNull(from, startOfDay),
    // The day named is the last on which the rule holds.
    validToAt: startOrNull(to, startOfNextDay),
    ended: false,
  }
}
