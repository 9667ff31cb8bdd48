import type { DashboardOut } from '../../../contracts/dashboard'
import type { Channel, CommentState, CommentType, SubmitterCategory } from '../../../domain/comment'
import { perDay, quantile, tally } from '../../../domain/comment-figures'
import { DAY_MS, toIsoUtc, type Instant } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import { phaseAt } from '../../../domain/phase'
import { readDatabaseClock } from '../database/clock'
import {
  countByDocket,
  countLately,
  type CommentFigures,
  type CommentGroup,
} from '../repositories/comment-figures'
import { listRunningHeads } from '../repositories/docket-heads'
import { listUnits } from '../repositories/units'
import { connectionOf } from '../strapi-types'
import { deskBodies, type DeskBody } from './desk'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

const SPAN_MS = 30 * DAY_MS
const MOST_PERIODS = 50
const MOST_CLAUSES = 10
const DEFAULT_ZONE = 'Asia/Tehran'

/** How the bodies of whoever asks stand: what runs, what came in, and what waits for a response. */
export async function readDashboard(
  runtime: Runtime,
  { body: slug }: { body?: string | undefined },
): Promise<DashboardOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const all = await deskBodies(strapi)
  const bodies = all.filter(({ body }) => slug === undefined || body.slug === slug)
  if (slug !== undefined && bodies.length === 0) refuse('NOT_A_MEMBER')
  const now = await readDatabaseClock(db)
  const since = now - SPAN_MS
  const scope = bodies.map(({ body, units }) => ({ bodyId: body.id, units }))
  const figures = await countLately(strapi, db, scope, since, now)
  const { groups } = figures
  const zone = bodies[0]?.body.zone ?? DEFAULT_ZONE
  return {
    since: toIsoUtc(since),
    until: toIsoUtc(now),
    isPartial: figures.isPartial,
    periods: await runningPeriods(runtime, bodies),
    received: groups.reduce((sum, { n }) => sum + n, 0),
    perDay: perDay(figures.buckets, { since, now, zone }),
    byState: tally(groups, ({ state }) => state as CommentState),
    byType: tally(groups, ({ type }) => type as CommentType),
    byChannel: tally(groups, ({ channel }) => channel as Channel),
    byCategory: tally(groups, ({ category }) => category as SubmitterCategory | null),
    byClause: await mostDiscussed(runtime, groups),
    responses: responseTimes(figures.firstResponses),
    overdue: await overdueUnits(runtime, figures, bodies),
  }
}

async function runningPeriods(
  runtime: Runtime,
  bodies: readonly DeskBody[],
): Promise<DashboardOut['periods']> {
  const db = connectionOf(runtime.strapi)
  const names = new Map(bodies.map(({ body }) => [body.id, body.name]))
  const heads = await listRunningHeads(db, [...names.keys()], MOST_PERIODS)
  const counts = await countByDocket(
    db,
    heads.map(({ documentId }) => documentId),
  )
  const periods = await Promise.all(
    heads.map(async ({ docket, documentId, bodyId }) => {
      const snapshot = await runtime.snapshotOf(docket)
      if (snapshot === null) return []
      const { state, latest, now } = snapshot
      const phase = phaseAt(state, now)
      // The caches narrow the list; the ledgers say what is so.
      if (latest === null || state.effectiveClose === null) return []
      if (phase !== 'open' && phase !== 'suspended') return []
      return [
        {
          documentId,
          docket,
          title: readLegalText(latest.content).title,
          body: names.get(bodyId) ?? '',
          phase,
          opensAt: toIsoUtc(latest.openedAt),
          closesAt: toIsoUtc(state.effectiveClose),
          comments: counts.get(documentId) ?? 0,
        },
      ]
    }),
  )
  return periods.flat()
}

async function mostDiscussed(
  runtime: Runtime,
  groups: readonly CommentGroup[],
): Promise<DashboardOut['byClause']> {
  const keyOf = ({ docket, clauseId }: CommentGroup) =>
    clauseId === null ? null : `${docket}/${clauseId}`
  const most = tally(groups, keyOf).slice(0, MOST_CLAUSES)
  const clauses = await Promise.all(
    most.map(async ({ key, n }) => {
      const [docket = '', clauseId] = key.split('/')
      const latest = (await runtime.snapshotOf(docket))?.latest ?? null
      const text = latest === null ? null : readLegalText(latest.content)
      const clause = text?.clauses.find((each) => each.clauseId === clauseId)
      // A clause of an earlier exposure that the latest text has no more.
      if (text === null || clause === undefined) return []
      return [{ docket, label: clause.label, title: text.title, n }]
    }),
  )
  return clauses.flat()
}

function responseTimes(responses: CommentFigures['firstResponses']): DashboardOut['responses'] {
  const times = responses.map(({ afterMs }) => afterMs)
  const due = responses.filter(({ dueAt }) => dueAt !== null)
  const inTime = ({ dueAt, at }: { dueAt: Instant | null; at: Instant }) =>
    dueAt !== null && at <= dueAt
  return {
    n: responses.length,
    medianMs: quantile(times, 0.5),
    ninetiethMs: quantile(times, 0.9),
    due: due.length,
    inTime: due.filter(inTime).length,
  }
}

async function overdueUnits(
  { strapi }: Runtime,
  { overdue }: CommentFigures,
  bodies: readonly DeskBody[],
): Promise<DashboardOut['overdue']> {
  const units = await listUnits(
    strapi,
    bodies.map(({ body }) => body.id),
  )
  return overdue
    .map(({ bodyId, unit, n }) => ({
      unit: units.get(bodyId)?.find(({ key }) => key === unit)?.name ?? unit,
      body: bodies.find(({ body }) => body.id === bodyId)?.body.name ?? '',
      n,
    }))
    .sort((a, b) => b.n - a.n)
}
