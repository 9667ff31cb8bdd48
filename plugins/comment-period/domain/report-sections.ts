import { isCalendarDay } from './calendar-day'
import type { DocketReport } from './docket-report'
import { durationText } from './duration'
import type { ReportedChange, ReportedChanges } from './report-changes'
import type { ReportWords } from './report-words'

/** How numbers and times are written where a report is shown. */
export interface ReportWriter {
  readonly number: (value: number) => string
  readonly digits: (text: string) => string
  readonly instant: (iso: string) => string
  /** A close that is the end of a day is told as that day. */
  readonly close: (iso: string) => string
  readonly day: (isoDay: string) => string
}

export interface ReportTable {
  readonly name: string | null
  readonly columns: readonly {
    readonly heading: string
    readonly kind: 'text' | 'number'
    /** In characters; on paper only the proportions count. */
    readonly width: number
  }[]
  readonly rows: readonly (readonly string[])[]
}

/** A part of a report under its heading, for a page, a file or a dialog to show. */
export interface ReportSection {
  readonly key: keyof ReportWords['sections']
  readonly title: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly notes: readonly string[]
  readonly tables: readonly ReportTable[]
}

type Part = Partial<Omit<ReportSection, 'key' | 'title'>>

/** Puts a report into words, part by part. What it has nothing to say of is left out. */
export function reportSections(
  report: DocketReport,
  words: ReportWords,
  writer: ReportWriter,
): readonly ReportSection[] {
  const writing = { report, words, writer }
  const parts: readonly (readonly [ReportSection['key'], Part | null])[] = [
    ['subject', subjectPart(writing)],
    ['sentTo', sentToPart(writing)],
    ['exposures', exposuresPart(writing)],
    ['received', receivedPart(writing)],
    ['clauses', clausesPart(writing)],
    ['themes', themesPart(writing)],
    ['responses', responsesPart(writing)],
    ['changes', report.changes === null ? null : changesPart(writing, report.changes)],
    ['issuance', issuancePart(writing)],
    ['withdrawal', withdrawalPart(writing)],
  ]
  return parts.flatMap(([key, part]) =>
    part === null
      ? []
      : [{ key, title: words.sections[key], facts: [], notes: [], tables: [], ...part }],
  )
}

interface Writing {
  readonly report: DocketReport
  readonly words: ReportWords
  readonly writer: ReportWriter
}

const text = (heading: string, width: number) => ({ heading, width, kind: 'text' }) as const
const number = (heading: string, width = 14) => ({ heading, width, kind: 'number' }) as const

function subjectPart({ report, words, writer }: Writing): Part {
  const { subject } = words
  return {
    facts: [
      [subject.docket, report.docket],
      [subject.title, report.title],
      [subject.body, report.body.name],
      [subject.instrument, report.instrument.name],
      [subject.phase, words.phases[report.phase]],
      [subject.asOf, writer.instant(report.asOf)],
    ],
  }
}

function sentToPart({ report: { sentTo, asOf }, words, writer }: Writing): Part | null {
  if (sentTo === null) return null
  return {
    facts: [
      [words.sentTo.addressee, sentTo.addressee],
      ...optional(words.sentTo.letterNumber, sentTo.letterNumber, writer.digits),
      ...optional(words.sentTo.letterOn, sentTo.letterOn, dayOf(writer)),
      [words.sentTo.sentAt, writer.instant(asOf)],
    ],
  }
}

function exposuresPart({ report, words, writer }: Writing): Part {
  const { exposures: said } = words
  const span = (ms: number) => durationText(ms, words.duration, writer.number)
  const events = report.exposures.flatMap((exposure) => exposure.events)
  const verdict = ({ isKept, minimumMs, endedBy }: DocketReport['exposures'][number]) => {
    const held = isKept === true ? said.isKept : said.isNotKept
    const judged = isKept === null ? said.isNotOver : minimumMs === null ? said.isOver : held
    return endedBy === null ? judged : `${judged}\n${said.endedBy[endedBy]}`
  }
  return {
    tables: [
      {
        name: null,
        columns: [
          number(said.n, 8),
          text(said.opened, 26),
          text(said.closed, 26),
          text(said.openFor, 18),
          text(said.minimum, 18),
          text(said.verdict, 20),
        ],
        rows: report.exposures.map((exposure) => [
          writer.number(exposure.n),
          writer.instant(exposure.openedAt),
          exposure.closesAt === null ? said.never : writer.close(exposure.closesAt),
          span(exposure.openMs),
          exposure.minimumMs === null ? said.noMinimum : span(exposure.minimumMs),
          verdict(exposure),
        ]),
      },
      ...tableOf(
        said.events,
        [text(said.event, 20), text(said.at, 26), text(said.newClose, 26), text(said.reason, 50)],
        events.map(({ kind, at, closesAt, ground, reason }) => [
          words.eventKinds[kind],
          writer.instant(at),
          closesAt === null ? '' : writer.close(closesAt),
          ground === null ? reason : `${words.grounds[ground]}\n${reason}`,
        ]),
      ),
    ],
  }
}

function receivedPart({ report: { comments }, words, writer }: Writing): Part {
  const { received } = words
  if (comments.total === 0) return { notes: [received.none] }
  const counted = <Name extends string>(
    name: string,
    heading: string,
    labels: Readonly<Record<Name, string>>,
    counts: Readonly<Partial<Record<Name, number>>>,
  ) => tableOf(name, [text(heading, 40), number(received.comments)], rowsOf(labels, counts, writer))
  return {
    facts: [
      [received.total, writer.number(comments.total)],
      [received.late, writer.number(comments.late)],
    ],
    notes: comments.byState.spam > 0 ? [received.spamLeftOut] : [],
    tables: [
      ...counted(received.byChannel, received.channel, words.channels, comments.byChannel),
      ...counted(received.byType, received.type, words.types, comments.byType),
      ...counted(received.byState, received.state, words.states, comments.byState),
      ...counted(
        received.byWithholdReason,
        received.withholdReason,
        words.withholdReasons,
        comments.withheldByReason,
      ),
    ],
  }
}

function clausesPart({ report, words, writer }: Writing): Part | null {
  const rows = report.clauses.map(({ clauseId, label, heading, comments }) => [
    clauseId === null
      ? words.clauses.wholeDraft
      : label === '' && heading === ''
        ? words.clauses.former
        : named(label, heading),
    writer.number(comments),
  ])
  const columns = [text(words.clauses.clause, 60), number(words.received.comments)]
  return rows.length === 0 ? null : { tables: tableOf(null, columns, rows) }
}

function themesPart({ report, words, writer }: Writing): Part {
  const { themes } = words
  if (report.themes.length === 0) return { notes: [themes.none] }
  const columns = [
    text(themes.theme, 36),
    number(words.received.comments),
    text(themes.answers, 80),
  ]
  const rows = report.themes.map(({ title, comments, answers }) => [
    title,
    writer.number(comments),
    answers.length === 0
      ? themes.noAnswer
      : answers
          .map((answer) => `${words.dispositions[answer.disposition]}:\n${answer.text}`)
          .join('\n'),
  ])
  return { notes: [themes.overlap], tables: tableOf(null, columns, rows) }
}

function responsesPart({ report, words, writer }: Writing): Part | null {
  if (report.comments.total === 0) return null
  const { responses: said } = words
  const { byDisposition, throughThemes, without } = report.responses
  const columns = [text(said.disposition, 40), number(words.received.comments)]
  const tables = tableOf(
    said.byDisposition,
    columns,
    rowsOf(words.dispositions, byDisposition, writer),
  )
  return {
    facts: [
      [said.throughThemes, writer.number(throughThemes)],
      [said.without, writer.number(without)],
    ],
    notes: tables.length === 0 ? [said.none] : [],
    tables,
  }
}

const CHANGES = ['changed', 'added', 'removed', 'moved'] as const

function changesPart({ words, writer }: Writing, changes: ReportedChanges): Part {
  const { changes: said } = words
  const counts: readonly (readonly [string, number])[] = [
    ...CHANGES.map((change) => [said.counts[change], changes[change]] as const),
    [said.attachmentsAdded, changes.attachmentsAdded],
    [said.attachmentsRemoved, changes.attachmentsRemoved],
  ]
  const facts = counts
    .filter(([, n]) => n > 0)
    .map(([name, n]) => [name, writer.number(n)] as const)
  const isSame = facts.length === 0 && !changes.titleChanged
  return {
    facts,
    notes: [
      said.from(writer.number(changes.fromExposure)),
      ...(changes.titleChanged ? [said.title] : []),
      ...(isSame ? [said.none] : []),
    ],
    tables: tableOf(
      null,
      [text(said.clause, 36), text(said.change, 16), text(said.grounds, 70)],
      changes.clauses.map((clause) => [
        named(clause.label, clause.heading),
        said.kinds[clause.change],
        groundsText(clause, words, writer),
      ]),
    ),
  }
}

function groundsText(
  { themes, comments, publicIds }: ReportedChange,
  { changes: said }: ReportWords,
  writer: ReportWriter,
): string {
  const rest = comments - publicIds.length
  const lines = [
    ...themes.map(({ title }) => said.theme(title)),
    ...(comments === 0 ? [] : [said.comments(writer.number(comments))]),
    ...(publicIds.length === 0 ? [] : [said.named(publicIds.join('، '))]),
    ...(publicIds.length === 0 || rest === 0 ? [] : [said.more(writer.number(rest))]),
  ]
  return lines.length === 0 ? said.noGround : lines.join('\n')
}

function issuancePart({ report: { issuance }, words, writer }: Writing): Part | null {
  if (issuance === null) return null
  const { issuance: said } = words
  return {
    facts: [
      [words.terminalActs[issuance.terminalAct], writer.instant(issuance.issuedAt)],
      ...optional(said.destination, issuance.destinationAuthority, String),
      ...optional(said.letterNumber, issuance.letterNumber, writer.digits),
      ...optional(said.letterOn, issuance.letterOn, dayOf(writer)),
      [said.textHash, issuance.textHash],
    ],
  }
}

function withdrawalPart({ report: { withdrawal }, words, writer }: Writing): Part | null {
  if (withdrawal === null) return null
  return {
    facts: [
      [words.withdrawal.at, writer.instant(withdrawal.at)],
      [words.withdrawal.reason, withdrawal.reason],
    ],
  }
}

function optional(
  name: string,
  value: string | null,
  written: (value: string) => string,
): readonly (readonly [string, string])[] {
  return value === null ? [] : [[name, written(value)]]
}

/** A day that was typed into the database may be none; it is shown as it is. */
const dayOf = (writer: ReportWriter) => (day: string) =>
  isCalendarDay(day) ? writer.day(day) : day

/** A table that has no row says nothing. */
function tableOf(
  name: string | null,
  columns: ReportTable['columns'],
  rows: ReportTable['rows'],
): readonly ReportTable[] {
  return rows.length === 0 ? [] : [{ name, columns, rows }]
}

function rowsOf<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  counts: Readonly<Partial<Record<Name, number>>>,
  writer: ReportWriter,
): readonly (readonly string[])[] {
  return (Object.keys(labels) as Name[]).flatMap((name) => {
    const n = counts[name] ?? 0
    return n === 0 ? [] : [[labels[name], writer.number(n)]]
  })
}

function named(label: string, heading: string): string {
  return heading.trim() === '' ? label : `${label} – ${heading}`
}
