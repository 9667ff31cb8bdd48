import { DAY_MS, toIsoUtc } from '../../../plugins/comment-period/domain/instant'
import type { DocketEntry, DocketLedger } from '../../../plugins/comment-period/domain/ledger'
import type { PeriodState } from '../../../plugins/comment-period/domain/phase'
import {
  PHASE_TRANSITIONS,
  type PhaseTransition,
} from '../../../plugins/comment-period/domain/phase-transitions'
import {
  decide,
  designAllows,
  OPENING,
  resolve,
  resolveOrNull,
  type Act,
  type Command,
  type RelativeInstant,
  type Rules,
  type Scenario,
  type World,
} from './commands'
import { boundariesOf, closesOf, latestClose, naiveOpenTime, naivePhase } from './naive-interpreter'

export const INVARIANT = {
  gate: 'no issuance before the latest close ever in force, nor while suspended, nor without a basis',
  close: 'a close never moves earlier',
  table: 'every change of phase is a row of the table',
  refusal: 'a refused act changes nothing',
  phase: 'the phase at every instant follows from the ledger',
  intervals: 'the intervals are the open spans of the ledger',
  comments: 'comments are taken exactly in the open spans',
  from: 'the instant named for the issuance is the close, or that of the waiver, or none',
  end: 'nothing is lawful after issuance or withdrawal',
  minimum: 'the time open is never less than the minimum',
  lawful: 'an act is lawful exactly when the design says so',
} as const
export type Invariant = (typeof INVARIANT)[keyof typeof INVARIANT]

export class BrokenInvariant extends Error {}

function holds(invariant: Invariant, condition: boolean, facts: unknown): void {
  if (condition) return
  throw new BrokenInvariant(`${invariant}: ${JSON.stringify(facts)}`)
}

/** Runs a scenario and checks every invariant after every command. */
export function run(rules: Rules, { commands, glances }: Scenario): ReadonlySet<PhaseTransition> {
  const reached = new Set<PhaseTransition>()
  let world: World = { now: OPENING, ledger: [] }
  for (const command of commands) {
    const before = world
    world = command.act === 'advance' ? waited(before, command.until) : done(rules, before, command)
    const transition = transitionOf(before, world, command)
    if (transition !== null) reached.add(transition)
    if (command.act !== 'advance') checkLawful(before, world, command)
    if (world.ledger !== before.ledger) checkLedger(rules, world, glances)
    checkEnd(rules, world)
    checkIssuableFrom(rules, world)
    const { now, ledger } = world
    const phase = rules.phaseAt(rules.stateOf(ledger), now)
    holds(INVARIANT.phase, phase === naivePhase(ledger, now), { now: toIsoUtc(now), phase })
  }
  return reached
}

function waited(world: World, until: RelativeInstant): World {
  return { ...world, now: Math.max(world.now, resolve(world, until)) }
}

/** Does what the rules allow: then the docket has one more row; and nothing otherwise. */
function done(rules: Rules, world: World, command: Act): World {
  const { now, ledger } = world
  const stateBefore = JSON.stringify(rules.stateOf(ledger))
  const decision = decide(rules, world, command)
  const facts = { command, now: toIsoUtc(now), decision, ledger }
  if (decision.kind === 'refused') {
    holds(INVARIANT.refusal, JSON.stringify(rules.stateOf(ledger)) === stateBefore, facts)
    return world
  }
  const row: DocketEntry = { ...decision.value, ordinal: ledger.length + 1 }
  const after: World = { now, ledger: Object.freeze([...ledger, Object.freeze(row)]) }
  if (row.entry === 'issuance') checkGate(world, facts)
  checkClose(rules, world, after, facts)
  checkMinimum(world, after, command, facts)
  return after
}

function checkLawful(before: World, after: World, command: Act): void {
  const acted = after.ledger !== before.ledger
  const facts = { command, now: toIsoUtc(before.now), acted, ledger: before.ledger }
  holds(INVARIANT.lawful, acted === designAllows(before, command), facts)
}

function checkGate({ now, ledger }: World, facts: unknown): void {
  const close = latestClose(ledger)
  const waived = ledger.some((row) => row.entry === 'waiver')
  holds(INVARIANT.gate, close === null ? waived : now >= close, facts)
  holds(INVARIANT.gate, naivePhase(ledger, now) !== 'suspended', facts)
}

function checkIssuableFrom(rules: Rules, { now, ledger }: World): void {
  const phase = naivePhase(ledger, now)
  const hasNone = phase === 'suspended' || phase === 'withdrawn'
  const waiver = ledger.find((row) => row.entry === 'waiver')
  const expected = hasNone ? null : (latestClose(ledger) ?? waiver?.at ?? null)
  const from = rules.mayIssueFrom(rules.stateOf(ledger))
  holds(INVARIANT.from, from === expected, { from, expected, now: toIsoUtc(now), ledger })
}

function checkClose(rules: Rules, before: World, after: World, facts: unknown): void {
  const [old, current] = [latestClose(before.ledger), latestClose(after.ledger)]
  const { effectiveClose } = rules.stateOf(after.ledger)
  holds(INVARIANT.close, effectiveClose === current, facts)
  const named = closesOf(after.ledger.slice(-1))
  holds(
    INVARIANT.close,
    named.every((close) => old === null || close >= old),
    facts,
  )
}

/** A minimum is time in which comments were taken: time suspended does not count towards it. */
function checkMinimum(before: World, { now, ledger }: World, command: Act, facts: unknown): void {
  if (command.act === 'expose' || command.act === 'restart') {
    const minimum = resolveOrNull(before, command.minimum)
    const close = latestClose(ledger) ?? 0
    holds(INVARIANT.minimum, minimum === null || close >= minimum, facts)
  }
  const phase = naivePhase(ledger, now)
  if (phase !== 'open' && phase !== 'closed') return
  const exposure = ledger.findLast((row) => row.entry === 'exposure')
  if (exposure === undefined) return
  const demanded = exposure.minimumClosesAt - exposure.at
  holds(INVARIANT.minimum, naiveOpenTime(ledger, exposure.at) >= demanded, facts)
}

/** The row of the table by which a step went; `null` where nothing happened. */
function transitionOf(before: World, after: World, command: Command): PhaseTransition | null {
  const from = naivePhase(before.ledger, before.now)
  const to = naivePhase(after.ledger, after.now)
  const acted = after.ledger !== before.ledger
  if (!acted && from === to) return null
  const ended = from === 'issued' || from === 'withdrawn'
  holds(INVARIANT.end, !ended, { from, to, command })
  const by = command.act === 'advance' ? 'time' : command.act
  const waived = before.ledger.some((row) => row.entry === 'waiver')
  const row = PHASE_TRANSITIONS.find(
    (each) =>
      each.from === from && each.by === by && each.to === to && (each.when === undefined || waived),
  )
  holds(INVARIANT.table, row !== undefined, { from, by, to, waived })
  return row ?? null
}

/** Looks at every instant at which the docket changes, just before, just after, and elsewhere. */
function checkLedger(rules: Rules, { ledger }: World, glances: readonly number[]): void {
  const state = rules.stateOf(ledger)
  const statesSoFar = Array.from({ length: ledger.length + 1 }, (_, length) =>
    rules.stateOf(ledger.slice(0, length)),
  )
  const instants = [
    ...boundariesOf(ledger).flatMap((instant) => [instant - 1, instant, instant + 1]),
    ...glances.map((ms) => OPENING + ms),
  ]
  for (const at of instants) {
    const naive = naivePhase(ledger, at)
    const facts = { at: toIsoUtc(at), naive, ledger }
    const then = statesSoFar[ledger.filter((row) => row.at <= at).length] ?? state
    holds(INVARIANT.phase, rules.phaseAt(then, at) === naive, facts)
    const open = naive === 'open'
    holds(INVARIANT.intervals, rules.isWithinPeriod(state, at) === open, facts)
    holds(INVARIANT.comments, (rules.decideSubmission(then, at).kind === 'lawful') === open, facts)
    // Asked later about an instant that has passed, the rules do not take more than they did then.
    const takenLater = rules.decideSubmission(state, at).kind === 'lawful'
    holds(INVARIANT.comments, open || !takenLater, facts)
  }
  checkIntervals(state, ledger)
}

function checkIntervals({ intervals }: PeriodState, ledger: DocketLedger): void {
  const facts = { intervals, ledger }
  const inOrder = intervals.every(
    ({ opensAt, closesAt }, index) =>
      opensAt < closesAt && opensAt >= (intervals[index - 1]?.closesAt ?? -Infinity),
  )
  holds(INVARIANT.intervals, inOrder, facts)
  const length = intervals.reduce((sum, { opensAt, closesAt }) => sum + closesAt - opensAt, 0)
  holds(INVARIANT.intervals, length === naiveOpenTime(ledger, -Infinity), facts)
}

/** Each act once, with parameters that no other phase would find fault with. */
const AFTER_THE_END: readonly Act[] = [
  { act: 'expose', minimum: { to: 'close', ms: 100 * DAY_MS }, requested: null },
  { act: 'restart', minimum: { to: 'close', ms: 100 * DAY_MS }, requested: null },
  { act: 'extend', closesAt: { to: 'close', ms: 100 * DAY_MS }, ground: 'request' },
  { act: 'suspend' },
  { act: 'resume', toDayEnd: false },
  { act: 'waive', force: 'none' },
  { act: 'withdraw' },
  { act: 'issue' },
]

function checkEnd(rules: Rules, world: World): void {
  const phase = naivePhase(world.ledger, world.now)
  if (phase !== 'issued' && phase !== 'withdrawn') return
  for (const command of AFTER_THE_END) {
    const decision = decide(rules, world, command)
    const code = phase === 'issued' ? 'ALREADY_ISSUED' : 'WITHDRAWN'
    const ended = decision.kind === 'refused' && decision.refusal.code === code
    holds(INVARIANT.end, ended, { command, decision })
  }
}
