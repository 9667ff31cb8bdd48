import { CHANNELS, COMMENT_STATES, COMMENT_TYPES, DISPOSITIONS } from '../../../domain/comment'
import type { Share } from '../../../domain/comment-figures'
import {
  commentFigures,
  RESPONSE_TIMINGS,
  STANDINGS,
  type Evidence,
  type EvidenceFigures,
  type EvidenceRow,
} from '../../../domain/evidence-report'
import type { ExportLanguage } from '../../../domain/docket-export'
import { durationText } from '../../../domain/duration'
import { EVIDENCE_WORDS, type EvidenceWords } from '../../../domain/evidence-words'
import { toIsoUtc } from '../../../domain/instant'
import type { InstantWriter } from './comment-columns'
import { exportWordsOf } from './export-words'
import { onePage, type CellValue, type Table, type TableColumn } from './table-document'
import { tableWordsOf } from './words'

interface Printing {
  readonly language: ExportLanguage
  readonly written: InstantWriter
  /** The same of a close, which may be the end of a day. */
  readonly closed: InstantWriter
  /** Fewer columns, for a page; a sheet has one for each figure. */
  readonly isOnPaper: boolean
}

/** A draft with the figures of its comments. */
interface Line {
  readonly row: EvidenceRow
  readonly figures: EvidenceFigures
}

interface LineColumn extends TableColumn {
  readonly cell: (line: Line) => CellValue
}

/** The two tables of a report: all figures together, and a row for each draft. */
export function evidenceTables(evidence: Evidence, printing: Printing): readonly Table[] {
  const words = EVIDENCE_WORDS[printing.language]
  const columns = printing.isOnPaper ? paperColumns(words, printing) : sheetColumns(words, printing)
  const lines = evidence.rows.map((row) => ({ row, figures: commentFigures(row.comments) }))
  return [
    {
      name: words.summary,
      columns: [
        { heading: words.headings.subject, width: 24, kind: 'text' },
        { heading: words.headings.figure, width: 48, kind: 'text' },
        { heading: words.headings.count, width: 12, kind: 'number' },
      ],
      pages: onePage(summaryRows(evidence, words, printing.language)),
    },
    {
      name: words.drafts,
      columns,
      pages: onePage(lines.map((line) => columns.map(({ cell }) => cell(line)))),
    },
  ]
}

function summaryRows(
  { totals, waived }: Evidence,
  words: EvidenceWords,
  language: ExportLanguage,
): readonly (readonly CellValue[])[] {
  const { subjects, figures } = words
  const { labels } = exportWordsOf(language)
  const each = <Key extends string>(
    subject: string,
    keys: readonly Key[],
    labelOf: Readonly<Record<Key, string>>,
    shares: readonly Share<Key>[],
  ) => keys.map((key) => [subject, labelOf[key], countOf(shares, key)] as const)
  return [
    [subjects.drafts, figures.drafts, totals.drafts],
    [subjects.drafts, figures.exposures, totals.exposures],
    [subjects.drafts, figures.waived, waived],
    ...STANDINGS.map((key) => [subjects.periods, words.standings[key], totals.standings[key]]),
    [subjects.acts, words.headings.extended, totals.extended],
    [subjects.acts, words.headings.suspended, totals.suspended],
    [subjects.acts, words.headings.withdrawn, totals.withdrawn],
    [subjects.comments, figures.comments, totals.comments],
    ...each(subjects.channels, CHANNELS, labels.channels, totals.byChannel),
    ...each(subjects.types, COMMENT_TYPES, labels.types, totals.byType),
    ...each(subjects.states, COMMENT_STATES, labels.states, totals.byState),
    ...RESPONSE_TIMINGS.map((key) => [
      subjects.responses,
      words.timings[key],
      totals.responses[key],
    ]),
    ...each(subjects.dispositions, DISPOSITIONS, labels.dispositions, totals.byDisposition),
    [subjects.texts, figures.issued, totals.issued],
    [subjects.texts, figures.changedTexts, totals.changedTexts],
    [subjects.texts, words.headings.changed, totals.clauses.changed],
    [subjects.texts, words.headings.added, totals.clauses.added],
    [subjects.texts, words.headings.removed, totals.clauses.removed],
    [subjects.texts, words.headings.moved, totals.clauses.moved],
    [subjects.texts, words.headings.attachments, totals.attachments],
  ]
}

function countOf<Key extends string>(shares: readonly Share<Key>[], key: Key): number {
  return shares.find((share) => share.key === key)?.n ?? 0
}

const column =
  (kind: TableColumn['kind']) =>
  (heading: string, width: number, cell: LineColumn['cell']): LineColumn => ({
    heading,
    width,
    kind,
    cell,
  })
const text = column('text')
const code = column('code')
const number = column('number')

function sheetColumns(
  words: EvidenceWords,
  { language, written, closed }: Printing,
): readonly LineColumn[] {
  const { headings } = words
  const lasted = lastedIn(words, language)
  const said = (is: boolean) => (is ? words.yes : words.no)
  return [
    code(headings.docket, 18, ({ row }) => row.docket),
    text(headings.title, 44, ({ row }) => row.title),
    text(headings.kind, 16, ({ row }) => row.kind.name),
    number(headings.exposures, 10, ({ row }) => row.exposures),
    text(headings.opened, 20, ({ row }) => written(row.openedAt)),
    code(headings.openedIso, 25, ({ row }) => toIsoUtc(row.openedAt)),
    text(headings.closes, 20, ({ row }) => (row.closesAt === null ? null : closed(row.closesAt))),
    code(headings.closesIso, 25, ({ row }) =>
      row.closesAt === null ? null : toIsoUtc(row.closesAt),
    ),
    text(headings.minimum, 18, ({ row }) => lasted(row.minimumMs)),
    text(headings.stood, 18, ({ row }) => lasted(row.stoodMs)),
    text(headings.standing, 24, ({ row }) => words.standings[row.standing]),
    text(headings.extended, 10, ({ row }) => said(row.isExtended)),
    text(headings.suspended, 10, ({ row }) => said(row.isSuspended)),
    text(headings.withdrawn, 10, ({ row }) => said(row.isWithdrawn)),
    number(headings.comments, 10, ({ figures }) => figures.comments),
    ...RESPONSE_TIMINGS.map((timing) =>
      number(words.timings[timing], 12, ({ figures }) => figures.responses[timing]),
    ),
    number(headings.accepted, 12, ({ figures }) => countOf(figures.byDisposition, 'accepted')),
    number(headings.partlyAccepted, 12, ({ figures }) =>
      countOf(figures.byDisposition, 'partly-accepted'),
    ),
    text(headings.act, 12, ({ row }) =>
      row.act === null ? null : words.terminalActs[row.act.terminalAct],
    ),
    text(headings.actAt, 20, ({ row }) => (row.act === null ? null : written(row.act.at))),
    code(headings.actAtIso, 25, ({ row }) => (row.act === null ? null : toIsoUtc(row.act.at))),
    number(headings.changed, 12, ({ row }) => row.changes?.changed ?? 0),
    number(headings.added, 12, ({ row }) => row.changes?.added ?? 0),
    number(headings.removed, 12, ({ row }) => row.changes?.removed ?? 0),
    number(headings.moved, 12, ({ row }) => row.changes?.moved ?? 0),
    number(headings.attachments, 12, ({ row }) => row.changes?.attachments ?? 0),
    text(headings.newTitle, 12, ({ row }) => said(row.changes?.title ?? false)),
  ]
}

function paperColumns(
  words: EvidenceWords,
  { language, written, closed }: Printing,
): readonly LineColumn[] {
  const { headings } = words
  const digits = tableWordsOf(language).number
  const lasted = lastedIn(words, language)
  const listed = (lines: readonly (readonly [name: string, n: number])[]) =>
    lines
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${name}: ${digits(n)}`)
      .join('\n')
  return [
    code(headings.docket, 16, ({ row }) => row.docket),
    text(headings.title, 30, ({ row }) => `${row.title}\n${row.kind.name}`),
    text(headings.period, 22, ({ row }) =>
      [written(row.openedAt), ...(row.closesAt === null ? [] : [closed(row.closesAt)])].join('\n'),
    ),
    text(headings.minimumAndStood, 16, ({ row }) =>
      [lasted(row.minimumMs), lasted(row.stoodMs)].join('\n'),
    ),
    text(headings.standing, 18, ({ row }) =>
      [
        words.standings[row.standing],
        ...(row.isExtended ? [headings.extended] : []),
        ...(row.isSuspended && row.standing !== 'suspended' ? [headings.suspended] : []),
        ...(row.isWithdrawn && row.standing !== 'withdrawn' ? [headings.withdrawn] : []),
      ].join('\n'),
    ),
    number(headings.comments, 8, ({ figures }) => figures.comments),
    text(headings.responses, 22, ({ figures }) =>
      listed(RESPONSE_TIMINGS.map((key) => [words.timings[key], figures.responses[key]])),
    ),
    text(headings.adopted, 18, ({ figures }) =>
      listed([
        [headings.accepted, countOf(figures.byDisposition, 'accepted')],
        [headings.partlyAccepted, countOf(figures.byDisposition, 'partly-accepted')],
      ]),
    ),
    text(headings.actAndTime, 20, ({ row }) =>
      row.act === null
        ? null
        : `${words.terminalActs[row.act.terminalAct]}\n${written(row.act.at)}`,
    ),
    text(headings.changes, 20, ({ row: { changes } }) => {
      if (changes === null) return null
      const counted = listed(CHANGES.map((key) => [headings[key], changes[key]]))
      const lines = [...(changes.title ? [headings.newTitle] : []), counted]
      return lines.filter((line) => line !== '').join('\n') || words.otherwiseChanged
    }),
  ]
}

/** What may differ in a final text, in the order of the columns. */
const CHANGES = ['changed', 'added', 'removed', 'moved', 'attachments'] as const

/** How long something lasted; of a minimum `null` where no rule asked for one. */
function lastedIn(words: EvidenceWords, language: ExportLanguage) {
  const digits = tableWordsOf(language).number
  return (ms: number | null): string =>
    ms === null ? words.noMinimum : durationText(ms, words.duration, digits)
}
