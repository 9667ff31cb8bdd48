import type { Instant } from './instant'
import type { RuleForce, TerminalAct } from './period-rule'

/** Why a close was moved or a period suspended. `outage`: Civil Procedure Code art. 444. */
export const EVENT_GROUNDS = ['late-holiday', 'outage', 'request', 'other'] as const
export type EventGround = (typeof EVENT_GROUNDS)[number]

export const PERIOD_EVENT_KINDS = ['extended', 'suspended', 'resumed', 'withdrawn'] as const
export type PeriodEventKind = (typeof PERIOD_EVENT_KINDS)[number]

/** What an entry of any ledger has: its place in the docket and its instant by the database's clock. */
export interface LedgerEntry {
  /** Gapless from 1 within a docket, over all four ledgers: the order in which things happened. */
  readonly ordinal: number
  readonly at: Instant
}

/** One frozen version of the text, shown from `at` on. `n` counts from 1 within the docket. */
export interface Exposure extends LedgerEntry {
  readonly entry: 'exposure'
  readonly n: number
  readonly closesAt: Instant
  /** What the rules alone demand; an editor may have asked for a later `closesAt`. */
  readonly minimumClosesAt: Instant
  readonly textHash: string
}

interface EventBase extends LedgerEntry {
  readonly entry: 'event'
  readonly reason: string
}

export type PeriodEvent =
  | (EventBase & {
      readonly kind: 'extended'
      readonly closesAt: Instant
      readonly ground: EventGround
    })
  | (EventBase & { readonly kind: 'suspended'; readonly ground: EventGround })
  | (EventBase & { readonly kind: 'resumed'; readonly closesAt: Instant })
  | (EventBase & { readonly kind: 'withdrawn' })

/** The recorded decision not to expose, under a discretionary rule or under none. */
export interface Waiver extends LedgerEntry {
  readonly entry: 'waiver'
  readonly force: Exclude<RuleForce, 'mandatory'> | 'none'
}

/** The terminal act. It cites exactly one basis. */
export interface Issuance extends LedgerEntry {
  readonly entry: 'issuance'
  readonly terminalAct: TerminalAct
  readonly basis:
    | { readonly kind: 'exposure'; readonly n: number }
    | { readonly kind: 'waiver'; readonly ordinal: number }
  readonly textHash: string
}

export type DocketEntry = Exposure | PeriodEvent | Waiver | Issuance

/**
 * Every ledger row of one docket in the order of `ordinal`. All that is legally so about
 * a draft regulation follows from this list and an instant; nothing else is asked.
 */
export type DocketLedger = readonly DocketEntry[]

export const EMPTY_LEDGER: DocketLedger = []
