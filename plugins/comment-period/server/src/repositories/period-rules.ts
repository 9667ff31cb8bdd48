import { startOfDay, startOfNextDay } from '../../../domain/calendar-day'
import type { Instant } from '../../../domain/instant'
import type { MonthMeaning, PeriodUnit, RuleForce, TerminalAct } from '../../../domain/period-rule'
import { rowsOf, UID, type Row, type Strapi } from '../strapi-types'
import { toBody } from './bodies'
import { toText, toTextOrNull } from './row-values'
import type { TitledRuleRevision } from './rule-revisions'

/** What a rule says, before it has a number and an instant of effect in the ledger. */
export type SavedRule = Omit<TitledRuleRevision, 'revision' | 'effectiveAt'>

/** A period rule as editors keep it in Strapi, with the zone its days are counted in. */
export async function findSavedRule(
  strapi: Strapi,
  ruleId: string,
): Promise<{ rule: SavedRule; zone: string } | null> {
  const row = await rowsOf(strapi, UID.rule).findOne({
    where: { documentId: ruleId },
    populate: { body: true, kinds: true },
  })
  return row === null ? null : { rule: toRule(row), zone: zoneOf(row) }
}

export async function listRuleIds(strapi: Strapi): Promise<string[]> {
  const rows = await rowsOf(strapi, UID.rule).findMany({ select: ['documentId'] })
  return rows.map((row) => String(row.documentId))
}

/** Zone of a rule that binds every body. */
const GENERAL_ZONE = 'Asia/Tehran'

function zoneOf(row: Row): string {
  const body = row.body as Row | null
  return body === null ? GENERAL_ZONE : toBody(body).zone
}

function toRule(row: Row): SavedRule {
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
