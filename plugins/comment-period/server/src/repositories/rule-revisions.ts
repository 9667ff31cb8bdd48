import type {
  MonthMeaning,
  PeriodUnit,
  RuleForce,
  RuleRevision,
  TerminalAct,
} from '../../../domain/period-rule'
import { RULES_CHAIN } from '../../../domain/record-chain'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import type { Actor } from './ledgers'
import { linkRow } from './record-links'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'
import { assertStored } from './stored-rows'

/** A revision with the title under which editors know the rule. */
export interface TitledRuleRevision extends RuleRevision {
  readonly title: string
}

/**
 * Takes the lock of the rules for the rest of the transaction. Whoever reads them, or the clock that
 * says which are in force, only then decides as the guards will.
 */
export async function lockRules({ knex }: Db): Promise<void> {
  await knex(TABLES.ruleLock).update({ revision: knex.ref('revision') })
}

export async function loadRuleRevisions(
  { knex }: Db,
  ruleId?: string,
): Promise<TitledRuleRevision[]> {
  const query = knex(TABLES.ruleRevisions).orderBy(['rule_document_id', 'revision'])
  if (ruleId !== undefined) query.where({ rule_document_id: ruleId })
  const rows: Row[] = await query
  return rows.map((row) => ({
    ruleId: String(row.rule_document_id),
    revision: toNumber(row.revision),
    title: String(row.title),
    bodyId: toTextOrNull(row.body_document_id),
    terminalAct: row.terminal_act as TerminalAct | null,
    kindIds: String(row.kinds).split('|').filter(Boolean),
    count: toNumber(row.period_count),
    unit: row.period_unit as PeriodUnit,
    monthMeans: row.month_means as MonthMeaning,
    excludeActionDay: toNumber(row.exclude_action_day) === 1,
    force: row.force as RuleForce,
    legalBasis: String(row.legal_basis),
    note: String(row.note),
    effectiveAt: toNumber(row.effective_at),
    validFromAt: toNumberOrNull(row.valid_from_at),
    validToAt: toNumberOrNull(row.valid_to_at),
    ended: toNumber(row.ended) === 1,
  }))
}

export async function insertRuleRevision(
  db: Db,
  revision: TitledRuleRevision,
  recordedAt: number,
  actor: Actor,
): Promise<void> {
  const kinds = [...revision.kindIds].sort()
  const row = {
    rule_document_id: revision.ruleId,
    revision: revision.revision,
    title: revision.title,
    body_document_id: revision.bodyId,
    terminal_act: revision.terminalAct,
    kinds: kinds.length === 0 ? '' : `|${kinds.join('|')}|`,
    period_count: revision.count,
    period_unit: revision.unit,
    month_means: revision.monthMeans,
    exclude_action_day: revision.excludeActionDay ? 1 : 0,
    force: revision.force,
    legal_basis: revision.legalBasis,
    note: revision.note,
    valid_from_at: revision.validFromAt,
    valid_to_at: revision.validToAt,
    ended: revision.ended ? 1 : 0,
    effective_at: revision.effectiveAt,
    recorded_at: recordedAt,
    actor: JSON.stringify(actor),
  }
  assertStored(await db.knex(TABLES.ruleRevisions).insert(row).returning('id'))
  const subject = ruleRevisionSubject(revision)
  await linkRow(db, RULES_CHAIN, { kind: 'rule-revision', subject, columns: row }, recordedAt)
}

export function ruleRevisionSubject({
  ruleId,
  revision,
}: Pick<RuleRevision, 'ruleId' | 'revision'>): string {
  return `${ruleId}/${String(revision)}`
}
