import {
  CHANNELS,
  COMMENT_STATES,
  COMMENT_TYPES,
  DISPOSITIONS,
  WITHHOLD_REASONS,
  type Channel,
  type CommentState,
  type CommentType,
  type Disposition,
  type WithholdReason,
} from './comment'
import { isKept, exposureSpan } from './exposure-span'
import { toIsoUtc, type Instant } from './instant'
import type { DocketLedger, EventGround, PeriodEvent } from './ledger'
import type { LegalText } from './legal-text'
import type { TerminalAct } from './period-rule'
import { phaseAt, stateOf, type Phase } from './phase'
import { reportedChanges, type ReportedChanges, type ReportGrounds } from './report-changes'
import type { ReportKind } from './report-decisions'
import type { ThemeAnswer } from './themes'

/** A text that stood before the public, and how long against what was asked for. */
export interface ReportedExposure {
  readonly n: number
  readonly title: string
  readonly textHash: string
  readonly openedAt: string
  /** When the last comment on it could be filed; `null` where none ever could. */
  readonly closesAt: string | null
  readonly minimumClosesAt: string | null
  readonly endedBy: 'restart' | 'withdrawal' | null
  readonly openMs: number
  readonly minimumMs: number | null
  readonly isKept: boolean | null
  readonly events: readonly {
    readonly kind: PeriodEvent['kind']
    readonly at: string
    readonly closesAt: string | null
    readonly ground: EventGround | null
    readonly reason: string
  }[]
}

/** What a report says of the body's text in its own words, and whom it is sent to. */
export interface ReportPreamble {
  readonly foreword: string | null
  /** Of a digest alone. */
  readonly sentTo: {
    readonly addressee: string
    readonly letterNumber: string | null
    readonly letterOn: string | null
  } | null
}

/**
 * A report on a docket, frozen when it is published. Figures, and words that were said in public:
 * no name, no contact, and no text of a comment. Spam is counted as filed and nowhere else.
 */
export interface DocketReport extends ReportPreamble {
  readonly format: 'docket-report/1'
  readonly kind: ReportKind
  /** Among the docket's reports of this kind: what comes after the first corrects it. */
  readonly n: number
  readonly asOf: string
  readonly docket: string
  readonly locale: string
  readonly title: string
  readonly body: {
    readonly slug: string
    readonly name: string
    readonly letterheadLines: readonly string[]
  }
  readonly instrument: {
    readonly key: string
    readonly name: string
    readonly terminalAct: TerminalAct
  }
  readonly zone: string
  readonly phase: Phase
  readonly exposures: readonly ReportedExposure[]
  readonly comments: {
    readonly total: number
    readonly byState: Readonly<Record<CommentState, number>>
    readonly withheldByReason: Readonly<Partial<Record<WithholdReason, number>>>
    readonly late: number
    readonly byChannel: Readonly<Partial<Record<Channel, number>>>
    readonly byType: Readonly<Partial<Record<CommentType, number>>>
  }
  /** In the order of the text; the whole draft first, and last what is in none of its texts. */
  readonly clauses: readonly {
    readonly clauseId: string | null
    readonly label: string
    readonly heading: string
    readonly comments: number
  }[]
  /** Those that were answered or that a change goes back to; no working title of staff. */
  readonly themes: readonly {
    readonly theme: number
    readonly title: string
    readonly comments: number
    readonly answers: readonly {
      readonly text: string
      readonly disposition: Disposition
      readonly respondedAt: string
    }[]
  }[]
  readonly responses: {
    /** Comments with a response of their own, by what was said last. */
    readonly byDisposition: Readonly<Partial<Record<Disposition, number>>>
    /** Comments that were answered through a theme and not by themselves. */
    readonly throughThemes: number
    readonly without: number
  }
  /** From the text that was last exposed to the one that was issued. */
  readonly changes: ReportedChanges | null
  readonly issuance: {
    readonly issuedAt: string
    readonly terminalAct: TerminalAct
    readonly destinationAuthority: string | null
    readonly letterNumber: string | null
    readonly letterOn: string | null
    readonly textHash: string
  } | null
  readonly withdrawal: { readonly at: string; readonly reason: string } | null
}

/** Comments that are alike in everything that a report counts. */
export interface ReportedGroup {
  readonly clauseId: string | null
  readonly type: string
  readonly channel: string
  readonly late: boolean
  readonly state: string
  readonly n: number
}

/** What the record holds of a docket, as a report needs it. */
export interface ReportFacts extends ReportPreamble {
  readonly kind: ReportKind
  readonly n: number
  readonly now: Instant
  readonly docket: string
  readonly ledger: DocketLedger
  readonly exposures: readonly {
    readonly n: number
    readonly locale: string
    readonly text: LegalText
    readonly textHash: string
    readonly openedAt: Instant
    readonly minimumClosesAt: Instant
    readonly hasRule: boolean
  }[]
  readonly body: DocketReport['body']
  readonly instrument: DocketReport['instrument']
  readonly zone: string
  readonly counts: readonly {
    readonly state: string
    readonly reason: string
    readonly n: number
  }[]
  readonly groups: readonly ReportedGroup[]
  readonly themes: ReadonlyMap<number, string>
  readonly underThemes: ReadonlyMap<number, number>
  readonly themeAnswers: readonly ThemeAnswer[]
  readonly responses: {
    readonly byDisposition: ReadonlyMap<string, number>
    readonly throughThemes: number
    readonly without: number
  }
  readonly grounds: ReportGrounds
  readonly issuance: (DocketReport['issuance'] & { readonly text: LegalText }) | null
}

/** Writes a report out of what the record holds. */
export function docketReport(facts: ReportFacts): DocketReport {
  const { kind, n, now, ledger, exposures, issuance } = facts
  const state = stateOf(ledger)
  const last = exposures.at(-1)
  const counted = facts.groups.filter((group) => group.state !== 'spam')
  return {
    format: 'docket-report/1',
    kind,
    n,
    asOf: toIsoUtc(now),
    docket: facts.docket,
    locale: last?.locale ?? '',
    title: (issuance?.text ?? last?.text)?.title ?? '',
    body: facts.body,
    instrument: facts.instrument,
    zone: facts.zone,
    phase: phaseAt(state, now),
    foreword: facts.foreword,
    sentTo: facts.sentTo,
    exposures: reportedExposures(facts),
    comments: {
      total: sum(facts.counts),
      byState: Object.fromEntries(
        COMMENT_STATES.map((each) => [each, sum(facts.counts.filter((row) => row.state === each))]),
      ) as DocketReport['comments']['byState'],
      withheldByReason: summed(
        WITHHOLD_REASONS,
        facts.counts.filter((row) => row.state === 'withheld'),
        ({ reason }) => reason,
      ),
      late: sum(counted.filter(({ late }) => late)),
      byChannel: summed(CHANNELS, counted, ({ channel }) => channel),
      byType: summed(COMMENT_TYPES, counted, ({ type }) => type),
    },
    clauses: reportedClauses(facts, counted),
    themes: reportedThemes(facts),
    responses: {
      byDisposition: summed(
        DISPOSITIONS,
        [...facts.responses.byDisposition].map(([disposition, each]) => ({ disposition, n: each })),
        ({ disposition }) => disposition,
      ),
      throughThemes: facts.responses.throughThemes,
      without: facts.responses.without,
    },
    changes:
      issuance === null || last === undefined
        ? null
        : reportedChanges(last.n, last.text, issuance.text, facts.grounds, facts.themes),
    issuance: issuance === null ? null : withoutText(issuance),
    withdrawal: withdrawalIn(ledger),
  }
}

function reportedExposures({ ledger, exposures, now }: ReportFacts): ReportedExposure[] {
  const phase = phaseAt(stateOf(ledger), now)
  return exposures.flatMap((exposure) => {
    const span = exposureSpan(ledger, exposure.n)
    if (span === null) return []
    const { openedAt, minimumClosesAt, hasRule } = exposure
    const minimumMs = hasRule ? minimumClosesAt - openedAt : null
    const closesAt = span.intervals.at(-1)?.closesAt
    return [
      {
        n: exposure.n,
        title: exposure.text.title,
        textHash: exposure.textHash,
        openedAt: toIsoUtc(openedAt),
        closesAt: closesAt === undefined ? null : toIsoUtc(closesAt),
        minimumClosesAt: hasRule ? toIsoUtc(minimumClosesAt) : null,
        endedBy: span.endedBy,
        openMs: span.openMs,
        minimumMs,
        isKept: isKept(span, minimumMs, phase),
        events: span.events.map((event) => ({
          kind: event.kind,
          at: toIsoUtc(event.at),
          closesAt: 'closesAt' in event ? toIsoUtc(event.closesAt) : null,
          ground: 'ground' in event ? event.ground : null,
          reason: event.reason,
        })),
      },
    ]
  })
}

function reportedClauses(
  { exposures }: ReportFacts,
  groups: readonly ReportedGroup[],
): DocketReport['clauses'] {
  const commented = new Map<string | null, number>()
  for (const { clauseId, n } of groups) commented.set(clauseId, (commented.get(clauseId) ?? 0) + n)
  // Of the latest text first: a clause is called what it was called last.
  const known = new Map<string, { readonly label: string; readonly heading: string }>()
  for (const { text } of [...exposures].reverse()) {
    for (const { clauseId, label, heading } of text.clauses) {
      if (!known.has(clauseId)) known.set(clauseId, { label, heading })
    }
  }
  const whole = commented.get(null)
  const strangers = [...commented.keys()].filter((id) => id !== null && !known.has(id))
  return [
    ...(whole === undefined ? [] : [{ clauseId: null, label: '', heading: '', comments: whole }]),
    ...[...known].flatMap(([clauseId, named]) => {
      const comments = commented.get(clauseId)
      return comments === undefined ? [] : [{ clauseId, ...named, comments }]
    }),
    ...strangers.map((clauseId) => ({
      clauseId,
      label: '',
      heading: '',
      comments: commented.get(clauseId) ?? 0,
    })),
  ]
}

/**
 * The themes of which anybody can have read: those that were answered, and those that a change goes
 * back to. Of any other the title is a working paper of staff, who were told that it is.
 */
function reportedThemes({ themes, underThemes, themeAnswers, grounds }: ReportFacts) {
  const isPublic = (theme: number) =>
    themeAnswers.some((answer) => answer.theme === theme) ||
    grounds.tied.some((ground) => ground.theme === theme)
  return [...themes]
    .filter(([theme]) => isPublic(theme))
    .sort(([one], [other]) => one - other)
    .map(([theme, title]) => ({
      theme,
      title,
      comments: underThemes.get(theme) ?? 0,
      answers: themeAnswers
        .filter((answer) => answer.theme === theme)
        .map(({ text, disposition, at }) => ({ text, disposition, respondedAt: toIsoUtc(at) })),
    }))
}

function withoutText(issuance: NonNullable<ReportFacts['issuance']>): DocketReport['issuance'] {
  const { issuedAt, terminalAct, destinationAuthority, letterNumber, letterOn, textHash } = issuance
  return { issuedAt, terminalAct, destinationAuthority, letterNumber, letterOn, textHash }
}

function withdrawalIn(ledger: DocketLedger): DocketReport['withdrawal'] {
  const event = ledger.find((entry) => entry.entry === 'event' && entry.kind === 'withdrawn')
  return event?.entry === 'event' ? { at: toIsoUtc(event.at), reason: event.reason } : null
}

function sum(rows: readonly { readonly n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0)
}

/** Sums by a member, in the order of the known names; what is not known was typed by hand. */
function summed<Name extends string, Item extends { readonly n: number }>(
  names: readonly Name[],
  rows: readonly Item[],
  nameOf: (row: Item) => string,
): Partial<Record<Name, number>> {
  const sums = names.map((name) => [name, sum(rows.filter((row) => nameOf(row) === name))] as const)
  return Object.fromEntries(sums.filter(([, n]) => n > 0)) as Partial<Record<Name, number>>
}
