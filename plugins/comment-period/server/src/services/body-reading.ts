import type { BodyOut, BodyRuleOut, BodySummaryOut } from '../../../contracts/bodies'
import { revisionsInForce } from '../../../domain/period-rule'
import { readDatabaseClock } from '../database/clock'
import {
  findBody,
  findStrategy,
  listBodies,
  listKinds,
  type InstrumentKind,
  type IssuingBody,
} from '../repositories/bodies'
import { listResponsibilities } from '../repositories/responsibilities'
import { loadRuleRevisions, type TitledRuleRevision } from '../repositories/rule-revisions'
import { connectionOf } from '../strapi-types'
import { answered } from './kept-answers'
import type { Reading } from './reading'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

export async function listBodiesOut({
  strapi,
}: Runtime): Promise<Reading<{ items: BodySummaryOut[]; nextCursor: null }>> {
  const bodies = await listBodies(strapi)
  return {
    ...answered({ items: bodies.map(summaryOf), nextCursor: null }),
    phaseChangesAt: null,
    now: await readDatabaseClock(connectionOf(strapi)),
  }
}

/** A body with the rules that bind it now, from the ledger, and its participation strategy. */
export async function readBodyOut({ strapi }: Runtime, slug: string): Promise<Reading<BodyOut>> {
  const body = await findBody(strapi, { slug })
  if (body === null) return refuse('BODY_UNKNOWN')
  const db = connectionOf(strapi)
  const now = await readDatabaseClock(db)
  const kinds = await listKinds(strapi)
  const rules = (revisionsInForce(await loadRuleRevisions(db), now) as TitledRuleRevision[]).filter(
    (rule) => rule.bodyId === null || rule.bodyId === body.id,
  )
  const strategy = await findStrategy(strapi, body.id)
  const answer: BodyOut = {
    ...summaryOf(body),
    letterheadLines: [...body.letterheadLines],
    website: body.website,
    zone: body.zone,
    legalBasis: body.legalBasis,
    legalBasisNote: body.legalBasisNote,
    channels: body.channels.map(({ channel, title, address }) => ({ channel, title, address })),
    responsibilities: await listResponsibilities(strapi, body.id),
    rules: rules.map((rule) => ruleOut(rule, kinds)),
    strategy: strategy === null ? null : { ...strategy, commitments: [...strategy.commitments] },
  }
  return { ...answered(answer), phaseChangesAt: null, now }
}

function summaryOf(body: IssuingBody): BodySummaryOut {
  const { slug, name, shortName, province, parentName } = body
  return { slug, name, shortName, province, parentName }
}

function ruleOut(rule: TitledRuleRevision, kinds: readonly InstrumentKind[]): BodyRuleOut {
  return {
    title: rule.title,
    count: rule.count,
    unit: rule.unit,
    force: rule.force,
    legalBasis: rule.legalBasis,
    note: rule.note,
    terminalAct: rule.terminalAct,
    kinds: kinds
      .filter((kind) => rule.kindIds.includes(kind.id))
      .map(({ key, name }) => ({ key, name })),
  }
}
