import { loadRows } from '../support/record-checker/load-rows'
import { checkRecord } from '../support/record-checker/check-record'
import type { Violation } from '../support/record-checker/invariants'
import { readApi } from '../support/record-checker/read-api'
import type { Call, Outcome } from '../support/record-checker/record'
import { planOf, type Isolation, type PlannedCall, type RoundPlan } from './round-plans'
import { prepareRound, type Opened, type RaceGround, type RoundSubject } from './round-subjects'
import { callService } from './service-calls'
import { sqlAct } from './sql-acts'
import { moment, toldOf, type SqlClients } from './sql-clients'

export interface PlayedRound {
  readonly plan: RoundPlan
  readonly subject: RoundSubject
  readonly history: readonly Call[]
}

export interface JudgedRound extends PlayedRound {
  readonly violations: readonly Violation[]
}

/** How many rounds of each path run side by side, on dockets of their own. */
const SIDE_BY_SIDE = { service: 4, sql: 16 } as const

/** Plays rounds by their numbers, and judges them batch by batch. */
export async function runRounds(
  ground: RaceGround,
  clients: SqlClients,
  seed: string,
  rounds: readonly number[],
  isolations: readonly Isolation[],
  onJudged: (judged: readonly JudgedRound[]) => void,
): Promise<void> {
  const plans = rounds.map((round) => planOf(seed, round, isolations))
  for (const path of ['service', 'sql'] as const) {
    const mine = plans.filter((plan) => plan.path === path)
    for (let from = 0; from < mine.length; from += SIDE_BY_SIDE[path]) {
      const batch = mine.slice(from, from + SIDE_BY_SIDE[path])
      const played = await Promise.all(batch.map((plan) => playRound(ground, clients, plan)))
      onJudged(await judge(ground, played))
    }
  }
}

async function playRound(
  ground: RaceGround,
  clients: SqlClients,
  plan: RoundPlan,
): Promise<PlayedRound> {
  const { subject, opened, setUp } = await prepareRound(ground, plan)
  const calls = await Promise.all(
    plan.calls.map((call) => playCall(ground, clients, { plan, subject, opened, call })),
  )
  const exposed: readonly Call[] =
    opened === null
      ? []
      : [
          {
            act: 'expose',
            door: 'sql',
            documentId: subject.documentId,
            mark: setUp,
            text: null,
            idempotencyKey: null,
            startedAt: null,
            endedAt: null,
            outcome: {
              kind: 'acknowledged',
              receipt: null,
              at: opened.at,
              closesAt: opened.closesAt,
            },
          },
        ]
  return { plan, subject, history: [...exposed, ...calls] }
}

interface Playing {
  readonly plan: RoundPlan
  readonly subject: RoundSubject
  readonly opened: Opened | null
  readonly call: PlannedCall
}

async function playCall(
  ground: RaceGround,
  clients: SqlClients,
  { plan, subject, opened, call }: Playing,
): Promise<Call> {
  // From the opening on, which lies behind: setting up took its time.
  const since = opened === null ? 0 : Date.now() - opened.at
  await moment(Math.max(0, call.afterMs - since))
  const startedAt = Date.now()
  const outcome: Outcome =
    call.door === 'service'
      ? await callService(ground, subject, opened, call)
      : await toldOf(
          clients.perform({
            ...sqlAct(ground.sql, subject, call),
            isolation: plan.isolation,
            typed: call.typed,
            pauseMs: call.pauseMs,
          }),
        )
  return {
    act: call.act,
    door: call.door,
    documentId: subject.documentId,
    mark: call.mark,
    text: call.text,
    idempotencyKey: call.idempotencyKey,
    startedAt,
    endedAt: Date.now(),
    outcome,
  }
}

/** Reads what the batch left behind and holds each of its rounds to the invariants. */
async function judge(
  { app }: RaceGround,
  played: readonly PlayedRound[],
): Promise<readonly JudgedRound[]> {
  const documentIds = played.map(({ subject }) => subject.documentId)
  const history = played.flatMap((round) => round.history)
  const rows = await loadRows(app.knex, documentIds)
  const exposed = new Set(rows.exposures.map((row) => row.documentId))
  const dockets = rows.heads.filter((head) => exposed.has(head.documentId))
  const api = await readApi((method, at, body) => app.call(method, at, body), dockets, history)
  const violations = checkRecord({ history, rows, api })
  return played.map((round) => ({
    ...round,
    violations: violations.filter((each) => each.documentId === round.subject.documentId),
  }))
}
