import type { CallAct } from '../support/record-checker/record'
import { chanceOf, type Chance } from './seeded-chance'

export const RACES = [
  'issue × issue',
  'extend × issue',
  'suspend × issue',
  'comment × close',
  'restart × comment',
  'publication × subject',
  'rule × exposure',
] as const
export type Race = (typeof RACES)[number]

/** How a typed transaction begins, which decides what it may see and when it waits. */
export const ISOLATIONS = {
  sqlite: ['deferred', 'immediate'],
  postgres: ['read committed', 'repeatable read', 'serializable'],
} as const
export type Isolation = (typeof ISOLATIONS)[keyof typeof ISOLATIONS][number]

/** What else there is to say of a planned act. */
export type Variant =
  | 'plain'
  /** An issuance or a comment dated at or just before the close, whatever the clock says. */
  | 'dated-at-close'
  | 'delete-draft'
  | 'second-draft'
  | 'change-act'
  | 'delete-kind'
  | 'shorten-exposure'
  | 'move-issuance'
  | 'delete-event'
  | 'move-comment'
  | 'lengthen'
  | 'shorten'

export interface PlannedCall {
  readonly act: CallAct
  readonly door: 'service' | 'sql'
  readonly afterMs: number
  readonly variant: Variant
  /** By how much a close is moved beyond the least that is lawful. */
  readonly byMs: number
  /** Of SQL: whether the facts are read first and typed in, or read by the writing statement. */
  readonly typed: boolean
  /** Of SQL: how long the transaction stays open between its statements. */
  readonly pauseMs: number
  readonly mark: string
  readonly text: string | null
  readonly idempotencyKey: string | null
  /** Secret digits of a typed comment: salt and identifiers. */
  readonly digits: string
}

export interface RoundPlan {
  readonly round: number
  readonly race: Race
  readonly path: 'service' | 'sql'
  readonly isolation: Isolation
  readonly openForMs: number
  readonly calls: readonly PlannedCall[]
}

/** One round in so many goes through the service, whose calls cost some ten times as much. */
const SERVICE_EVERY = 6

/** The plan of a round follows from seed and number alone, so that each can be played again. */
export function planOf(seed: string, round: number, isolations: readonly Isolation[]): RoundPlan {
  const chance = chanceOf(`${seed}/${String(round)}`)
  const path = round % SERVICE_EVERY === 0 ? 'service' : 'sql'
  // The path turns every round and the race every six, so that each race goes both ways.
  const race = RACES[Math.floor(round / SERVICE_EVERY) % RACES.length] ?? RACES[0]
  const openForMs = path === 'service' ? chance.whole(300, 600) : chance.whole(40, 100)
  const isolation = chance.pick(isolations as [Isolation, ...Isolation[]])
  const typist = new Typist(chance, `${seed}-${String(round)}`, openForMs, path)
  PLANS[race](typist)
  return { round, race, path, isolation, openForMs, calls: typist.calls }
}

type Wish = Partial<Pick<PlannedCall, 'door' | 'variant' | 'afterMs' | 'idempotencyKey' | 'text'>>

class Typist {
  readonly calls: PlannedCall[] = []

  constructor(
    readonly chance: Chance,
    readonly prefix: string,
    readonly openForMs: number,
    readonly path: 'service' | 'sql',
  ) {}

  /** An instant around the close. */
  aroundClose(): number {
    const spread = Math.round(this.openForMs * 0.7)
    return this.openForMs + this.chance.whole(-spread, spread)
  }

  /** An instant while the period is open as planned. */
  whileOpen(): number {
    return this.chance.whole(0, this.openForMs)
  }

  add(act: CallAct, wish: Wish = {}): PlannedCall {
    const { chance } = this
    const door = wish.door ?? this.path
    const mark = `${this.prefix}-${String(this.calls.length)}`
    const comment = act === 'comment'
    const call: PlannedCall = {
      act,
      door,
      afterMs: wish.afterMs ?? this.aroundClose(),
      variant: wish.variant ?? 'plain',
      byMs: chance.whole(5, 80),
      typed: chance.whole(0, 1) === 1,
      pauseMs: chance.whole(0, 4),
      mark,
      text: comment ? (wish.text ?? `نظر ${mark} ${'ـ'.repeat(chance.whole(0, 40))}`) : null,
      idempotencyKey: comment && door === 'service' ? (wish.idempotencyKey ?? chance.uuid()) : null,
      digits: chance.hex(40),
    }
    this.calls.push(call)
    return call
  }
}

const datedAtClose = ({ chance }: Typist): Variant =>
  chance.whole(0, 2) === 0 ? 'dated-at-close' : 'plain'

const PLANS: Readonly<Record<Race, (typist: Typist) => void>> = {
  'issue × issue': (typist) => {
    typist.add('issue')
    typist.add('issue')
    typist.add('issue', { door: 'sql', variant: datedAtClose(typist) })
    typist.add('comment', { afterMs: typist.whileOpen() })
    typist.add('tamper', { door: 'sql', variant: 'shorten-exposure' })
    typist.add('tamper', { door: 'sql', variant: 'move-issuance' })
  },
  'extend × issue': (typist) => {
    typist.add('issue')
    typist.add('extend', { afterMs: typist.whileOpen() })
    typist.add('issue', { door: 'sql', variant: datedAtClose(typist) })
    typist.add('extend', { door: 'sql' })
    typist.add('comment')
    typist.add('tamper', { door: 'sql', variant: 'delete-event' })
  },
  'suspend × issue': (typist) => {
    const suspended = typist.whileOpen()
    typist.add('suspend', { afterMs: suspended })
    typist.add('resume', { afterMs: suspended + typist.chance.whole(0, typist.openForMs) })
    typist.add('issue')
    typist.add('issue', { door: 'sql', variant: datedAtClose(typist) })
    typist.add('suspend', { door: 'sql', afterMs: typist.whileOpen() })
    typist.add('comment', { afterMs: suspended + typist.chance.whole(-5, 5) })
  },
  'comment × close': (typist) => {
    const first = typist.add('comment', { afterMs: typist.chance.whole(0, 20) })
    // The same request again, at once or when the period may be over.
    const { idempotencyKey, text } = first
    if (typist.path === 'service') {
      typist.add('comment', { idempotencyKey, text, afterMs: first.afterMs })
    }
    typist.add('comment')
    typist.add('comment', { door: 'sql', variant: datedAtClose(typist) })
    typist.add('issue')
    typist.add('tamper', { door: 'sql', variant: 'move-comment' })
  },
  'restart × comment': (typist) => {
    typist.add('restart')
    typist.add('comment')
    typist.add('comment', { door: 'sql' })
    typist.add('issue', { door: 'sql' })
    typist.add('issue')
  },
  'publication × subject': (typist) => {
    const moment = typist.chance.whole(5, 20)
    // Publishing takes the service some ten times as long as typing takes.
    const spread = typist.path === 'service' ? 60 : 12
    const near = () => Math.max(0, moment + typist.chance.whole(-5, spread))
    typist.add('expose', { afterMs: moment })
    const variants = ['delete-draft', 'second-draft', 'change-act', 'delete-kind'] as const
    typist.add('subject', { door: 'sql', variant: typist.chance.pick(variants), afterMs: near() })
    typist.add('subject', { variant: 'delete-draft', afterMs: near() })
  },
  'rule × exposure': (typist) => {
    const moment = typist.chance.whole(5, 20)
    const spread = typist.path === 'service' ? 40 : 8
    const near = () => Math.max(0, moment + typist.chance.whole(-5, spread))
    const variant = typist.chance.pick(['lengthen', 'lengthen', 'shorten'] as const)
    typist.add(typist.chance.whole(0, 2) === 0 ? 'waive' : 'expose', { afterMs: moment })
    typist.add('rule', { door: 'sql', variant, afterMs: near() })
    typist.add('rule', { variant, afterMs: near() })
  },
}
