import fc from 'fast-check'

import { DAY_MS, type Instant } from '../../../plugins/comment-period/domain/instant'
import { EVENT_GROUNDS, type DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import * as decisions from '../../../plugins/comment-period/domain/period-decisions'
import * as phases from '../../../plugins/comment-period/domain/phase'
import type { PeriodState } from '../../../plugins/comment-period/domain/phase'
import { lawful, type Decision } from '../../../plugins/comment-period/domain/refusal'
import type { DocketRow } from '../../unit/domain/a-docket'
import { latestClose, naivePhase } from './naive-interpreter'

export const OPENING: Instant = Date.parse('2026-07-25T08:30:00.000Z')
const LONGEST_MOVE_MS = 366 * DAY_MS

/** The rules under test. Some tests put a wrong one in the place of a right one. */
export interface Rules
  extends
    Omit<typeof decisions, 'decideIssue' | 'LONGEST_MOVE_MS' | 'PERIOD_ACTS'>,
    Pick<typeof phases, 'stateOf' | 'phaseAt' | 'isWithinPeriod' | 'mayIssueFrom'> {
  readonly decideIssue: (
    state: PeriodState,
    now: Instant,
    ledger: DocketLedger,
  ) => ReturnType<typeof decisions.decideIssue>
}

export const RULES: Rules = { ...decisions, ...phases }

/** Commands are lawful or not; their instants are given in relation to the docket they meet. */
export interface RelativeInstant {
  readonly to: 'now' | 'close'
  readonly ms: number
}

export type Command =
  | { readonly act: 'advance'; readonly until: RelativeInstant }
  | {
      readonly act: 'expose' | 'restart'
      readonly minimum: RelativeInstant | null
      readonly requested: RelativeInstant | null
    }
  | {
      readonly act: 'extend'
      readonly closesAt: RelativeInstant
      readonly ground: (typeof EVENT_GROUNDS)[number]
    }
  | { readonly act: 'suspend' | 'withdraw' | 'issue' }
  | { readonly act: 'resume'; readonly toDayEnd: boolean }
  | { readonly act: 'waive'; readonly force: 'mandatory' | 'discretionary' | 'none' }

export type Act = Exclude<Command, { act: 'advance' }>

const someDays = fc.integer({ min: 0, max: 40 * DAY_MS })
const atTheEdge = fc.constantFrom(-1, 0, 1)
const aboutTheLongestMove = fc.constantFrom(LONGEST_MOVE_MS, LONGEST_MOVE_MS + 1, -DAY_MS)

const relativeInstant: fc.Arbitrary<RelativeInstant> = fc.record({
  to: fc.constantFrom('now' as const, 'close' as const),
  ms: fc.oneof(
    { weight: 6, arbitrary: someDays },
    { weight: 2, arbitrary: atTheEdge },
    { weight: 1, arbitrary: aboutTheLongestMove },
  ),
})

const advance = fc.record({
  act: fc.constant('advance' as const),
  until: fc.record({
    to: fc.constantFrom('now' as const, 'close' as const),
    ms: fc.oneof({ weight: 2, arbitrary: someDays }, { weight: 1, arbitrary: atTheEdge }),
  }),
})

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constantFrom('expose' as const, 'expose' as const, 'restart' as const),
      minimum: fc.option(relativeInstant, { freq: 4 }),
      requested: fc.option(relativeInstant, { freq: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('extend' as const),
      closesAt: relativeInstant,
      ground: fc.constantFrom(...EVENT_GROUNDS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constantFrom(
        ...(['suspend', 'suspend', 'suspend', 'issue', 'issue', 'withdraw'] as const),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('resume' as const), toDayEnd: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('waive' as const),
      force: fc.constantFrom('mandatory' as const, 'discretionary' as const, 'none' as const),
    }),
  },
)

export const scenario = fc.record({
  commands: fc.array(fc.oneof({ weight: 1, arbitrary: advance }, { weight: 2, arbitrary: act }), {
    minLength: 1,
    maxLength: 25,
    size: 'max',
  }),
  /** Where else to look at the docket, in milliseconds from the opening. */
  glances: fc.array(fc.integer({ min: -DAY_MS, max: 200 * DAY_MS }), { maxLength: 8 }),
})
export type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

/** One docket and its time. */
export interface World {
  readonly now: Instant
  readonly ledger: DocketLedger
}

export function resolve({ now, ledger }: World, relative: RelativeInstant): Instant {
  return relative.ms + (relative.to === 'now' ? now : (latestClose(ledger) ?? now))
}

export const resolveOrNull = (world: World, relative: RelativeInstant | null): Instant | null =>
  relative === null ? null : resolve(world, relative)

const toDayEnd = (instant: Instant): Instant => Math.ceil(instant / DAY_MS) * DAY_MS

/** Asks the rules, and makes of a lawful answer the row that the services would write. */
export function decide(rules: Rules, world: World, command: Act): Decision<DocketRow> {
  const { now, ledger } = world
  const state = rules.stateOf(ledger)
  switch (command.act) {
    case 'expose':
    case 'restart': {
      const decideOpening = command.act === 'expose' ? rules.decideExpose : rules.decideRestart
      const decision = decideOpening(state, {
        now,
        minimumClosesAt: resolveOrNull(world, command.minimum),
        requestedClosesAt: resolveOrNull(world, command.requested),
      })
      const n = ledger.filter((row) => row.entry === 'exposure').length + 1
      return rowOf(decision, (period) => ({
        entry: 'exposure',
        at: now,
        n,
        ...period,
        textHash: `text-${String(n)}`,
      }))
    }
    case 'extend': {
      const proposed = { now, closesAt: resolve(world, command.closesAt) }
      return rowOf(rules.decideExtend(state, proposed), ({ closesAt }) => ({
        ...event(now),
        kind: 'extended',
        closesAt,
        ground: command.ground,
      }))
    }
    case 'suspend':
      return rowOf(rules.decideSuspend(state, now), ({ at }) => ({
        ...event(at),
        kind: 'suspended',
        ground: 'outage',
      }))
    case 'resume': {
      const roundUp = command.toDayEnd ? toDayEnd : (closesAt: Instant) => closesAt
      return rowOf(rules.decideResume(state, now, roundUp), ({ closesAt }) => ({
        ...event(now),
        kind: 'resumed',
        closesAt,
      }))
    }
    case 'withdraw':
      return rowOf(rules.decideWithdraw(state, now), ({ at }) => ({
        ...event(at),
        kind: 'withdrawn',
      }))
    case 'waive':
      return rowOf(rules.decideWaive(state, command.force), ({ force }) => ({
        entry: 'waiver',
        at: now,
        force,
      }))
    case 'issue':
      return rowOf(rules.decideIssue(state, now, ledger), ({ basis }) => ({
        entry: 'issuance',
        at: now,
        terminalAct: 'promulgate',
        basis,
        textHash: 'text-final',
      }))
  }
}

const event = (at: Instant) => ({ entry: 'event', at, reason: 'آزمون' }) as const

function rowOf<T>(decision: Decision<T>, row: (value: T) => DocketRow): Decision<DocketRow> {
  return decision.kind === 'lawful' ? lawful(row(decision.value)) : decision
}

/** The design's own words on what is lawful (§3), said of the ledger and not of a state. */
export function designAllows(world: World, command: Act): boolean {
  const { now, ledger } = world
  const phase = naivePhase(ledger, now)
  if (phase === 'issued' || phase === 'withdrawn') return false
  const close = latestClose(ledger)
  const exposed = close !== null
  const waived = ledger.some((row) => row.entry === 'waiver')
  const fits = (closesAt: Instant) =>
    closesAt > now && closesAt - Math.max(now, close ?? now) <= LONGEST_MOVE_MS
  switch (command.act) {
    case 'expose':
    case 'restart': {
      if (exposed !== (command.act === 'restart') || phase === 'suspended') return false
      const minimum = resolveOrNull(world, command.minimum)
      const requested = resolveOrNull(world, command.requested)
      if (minimum === null && requested === null) return false
      if (minimum !== null && requested !== null && requested < minimum) return false
      return fits(Math.max(...[minimum, requested, close].filter((each) => each !== null)))
    }
    case 'extend': {
      const closesAt = resolve(world, command.closesAt)
      return exposed && closesAt > close && fits(closesAt)
    }
    case 'suspend':
      return phase === 'open'
    case 'resume':
      return phase === 'suspended'
    case 'waive':
      return !exposed && !waived && command.force !== 'mandatory'
    case 'withdraw':
      return exposed || waived
    case 'issue':
      return phase === 'closed' || (!exposed && waived)
  }
}
