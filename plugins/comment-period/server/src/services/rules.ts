import { DAY_MS } from '../../../domain/instant'
import { minimumSpanMs, revisionEffectiveAt } from '../../../domain/period-rule'
import { readDatabaseClock } from '../database/clock'
import type { Actor } from '../repositories/ledgers'
import { findSavedRule, listRuleIds, type SavedRule } from '../repositories/period-rules'
import {
  insertRuleRevision,
  loadRuleRevisions,
  lockRules,
  type TitledRuleRevision,
} from '../repositories/rule-revisions'
import type { Db, Strapi } from '../strapi-types'
import { refuse } from './refusal-error'

/** A longer rule could never be kept: one act opens at most 366 days, holidays at the end included. */
const LONGEST_RULE_MS = 360 * DAY_MS

/**
 * Writes what a saved period rule now says to the ledger: at once where it lengthens, a full
 * day later or more where it shortens. Nothing is written where nothing changed.
 */
export async function recordRule(
  strapi: Strapi,
  db: Db,
  ruleId: string,
  actor: Actor,
): Promise<void> {
  const saved = await findSavedRule(strapi, ruleId)
  if (saved !== null) await append(db, saved.rule, saved.zone, actor)
}

/** The rule ends, a full day later or more; its revisions stay. */
export async function recordRuleEnd(
  strapi: Strapi,
  db: Db,
  ruleId: string,
  actor: Actor,
): Promise<void> {
  const saved = await findSavedRule(strapi, ruleId)
  if (saved !== null) await append(db, { ...saved.rule, ended: true }, saved.zone, actor)
}

/** Rules that reached Strapi's table by another way (an import, a query) are recorded at boot. */
export async function recordUnrecordedRules(strapi: Strapi, db: Db): Promise<void> {
  for (const ruleId of await listUnrecordedRules(strapi, db)) {
    await recordRule(strapi, db, ruleId, { kind: 'process', id: null, name: null })
  }
}

/** Rules in Strapi's table of which there is no revision. */
export async function listUnrecordedRules(strapi: Strapi, db: Db): Promise<readonly string[]> {
  const recorded = new Set((await loadRuleRevisions(db)).map((revision) => revision.ruleId))
  return (await listRuleIds(strapi)).filter((ruleId) => !recorded.has(ruleId))
}

async function append(db: Db, saved: SavedRule, zone: string, actor: Actor): Promise<void> {
  if (saved.terminalAct === null && saved.kindIds.length === 0) {
    refuse('INPUT_INVALID', { field: 'terminalAct' })
  }
  if (minimumSpanMs(saved) > LONGEST_RULE_MS) refuse('PERIOD_TOO_LONG', { field: 'count' })
  // Before the clock is read: what is recorded while this waits must not come to lie behind it.
  await lockRules(db)
  const revisions = await loadRuleRevisions(db, saved.ruleId)
  const latest = revisions.at(-1)
  // A body or a kind that was deleted leaves an empty relation, and empty means every one.
  if (latest !== undefined && latest.bodyId !== null && saved.bodyId === null) {
    refuse('INPUT_INVALID', { field: 'body' })
  }
  if (latest !== undefined && latest.kindIds.length > 0 && saved.kindIds.length === 0) {
    refuse('INPUT_INVALID', { field: 'kinds' })
  }
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
