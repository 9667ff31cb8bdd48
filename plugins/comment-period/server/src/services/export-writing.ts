import type { Writable } from 'node:stream'
import { toPersianDigits } from '../../../domain/digits'
import { isWhole, type ExportFormat } from '../../../domain/docket-export'
import { toIsoUtc } from '../../../domain/instant'
import { commentColumns, officialColumns, type ExportRecord } from '../exporters/comment-columns'
import { writeCsvTable } from '../exporters/csv-table'
import type { ExportWords } from '../exporters/export-vocabulary'
import { exportWordsOf } from '../exporters/export-words'
import { writeHtmlTable } from '../exporters/html-table'
import { writeNdjson } from '../exporters/ndjson-records'
import {
  onePage,
  type CellValue,
  type Table,
  type TableDocument,
  type TableRow,
} from '../exporters/table-document'
import { writeWordTable } from '../exporters/word-table'
import { tableWordsOf } from '../exporters/words'
import { writeXlsxWorkbook } from '../exporters/xlsx-workbook'
import type { ExportJob } from '../repositories/exports'
import { exportRecordPages, type ExportSource } from './export-records'
import { instantWriter } from './written-instants'

/** What an export is of, as it is printed. */
export interface ExportSubject {
  readonly bodyName: string
  readonly bodySlug: string
  readonly letterheadLines: readonly string[]
  readonly zone: string
  /** Title of the draft; that of the body where it is of a whole body. */
  readonly title: string
}

export interface Writing {
  readonly job: ExportJob
  readonly subject: ExportSubject
  readonly signal: AbortSignal
  /** Where a writer keeps what it cannot keep in memory. */
  readonly folder: string
  readonly onRead: (done: number) => void
}

/** Formats that are the comments and nothing else. */
export type CommentFormat = Exclude<ExportFormat, 'zip'>

/** Writes the comments of an export in one format, and ends the stream. */
export async function writeComments(
  source: ExportSource,
  writing: Writing,
  format: CommentFormat,
  output: Writable,
): Promise<void> {
  const { job, signal, folder, onRead } = writing
  const pages = exportRecordPages(source, job, onRead)
  switch (format) {
    case 'csv':
      return writeCsvTable(commentsDocument(writing, pages), output, signal)
    case 'xlsx':
      return writeXlsxWorkbook(withCovered(commentsDocument(writing, pages), job), output, signal, {
        folder,
      })
    case 'html':
      return writeHtmlTable(withCovered(officialDocument(writing, pages), job), output, signal)
    case 'docx':
      return writeWordTable(withCovered(officialDocument(writing, pages), job), output, signal)
    case 'ndjson':
      return writeNdjson(aboutExport(writing), pages, output, signal)
  }
}

/** What an export states of itself, for programs. */
export function aboutExport({ job, subject }: Pick<Writing, 'job' | 'subject'>) {
  return {
    format: 'comment-period-comments/1',
    body: { slug: subject.bodySlug, name: subject.bodyName },
    title: subject.title,
    instant: toIsoUtc(job.askedAt),
    profile: job.profile,
    filter: job.filter,
    covers: job.covers.map(({ docket, seq }) => ({ docket, seq })),
  }
}

/** Every column, for programs and those who count. */
function commentsDocument(
  writing: Writing,
  pages: AsyncIterable<readonly ExportRecord[]>,
): TableDocument {
  const { job, subject } = writing
  const words = exportWordsOf(job.language)
  const written = instantWriter(subject.zone, job.language)
  const columns = commentColumns(words, job.profile, written)
  return documentOf(writing, words, {
    name: words.comments,
    columns,
    pages: cellsOf(columns, pages),
  })
}

/** The table as it goes into a file on paper. */
function officialDocument(
  writing: Writing,
  pages: AsyncIterable<readonly ExportRecord[]>,
): TableDocument {
  const words = exportWordsOf(writing.job.language)
  const { submitterTypes } = words.labels
  const columns = officialColumns(
    words,
    writing.job.covers.length > 1,
    instantWriter(writing.subject.zone, writing.job.language),
    ({ name, pseudonym, onBehalfOf, submitterType }) =>
      onBehalfOf ??
      name ??
      pseudonym ??
      (submitterType === null ? null : submitterTypes[submitterType]),
  )
  return documentOf(writing, words, {
    name: words.official,
    columns,
    pages: cellsOf(columns, pages),
  })
}

async function* cellsOf(
  columns: readonly { readonly cell: (record: ExportRecord) => CellValue }[],
  pages: AsyncIterable<readonly ExportRecord[]>,
): AsyncGenerator<readonly TableRow[], void, undefined> {
  for await (const page of pages) {
    yield page.map((record) => columns.map(({ cell }) => cell(record)))
  }
}

export function documentOf(
  { job, subject }: Pick<Writing, 'job' | 'subject'>,
  words: ExportWords,
  table: Table,
): TableDocument {
  return {
    title: words.title(subject.title),
    language: job.language,
    direction: job.language === 'fa' ? 'rtl' : 'ltr',
    letterhead: subject.letterheadLines,
    facts: factsOf(job, subject, words),
    words: tableWordsOf(job.language),
    tables: [table],
  }
}

/** Dockets that are named among the facts; more have a table of their own. */
const MOST_NAMED = 50

/** CSV has one table and no facts: what it covers is told where it is asked for. */
function withCovered(document: TableDocument, { covers, language }: ExportJob): TableDocument {
  if (covers.length <= MOST_NAMED) return document
  const { facts, headings } = exportWordsOf(language)
  const covered: Table = {
    name: facts.coveredTable,
    columns: [
      { heading: headings.docket, width: 24, kind: 'code' },
      { heading: facts.coveredUpTo, width: 18, kind: 'number' },
    ],
    pages: onePage(covers.map(({ docket, seq }) => [docket, seq])),
  }
  return { ...document, tables: [...document.tables, covered] }
}

function factsOf(
  job: ExportJob,
  subject: ExportSubject,
  words: ExportWords,
): readonly (readonly [string, string])[] {
  const { facts, labels } = words
  const digits = (value: number) => (job.language === 'fa' ? toPersianDigits(value) : String(value))
  const covered = job.covers.map(({ docket, seq }) =>
    seq === 0 ? facts.coveredEmpty(docket) : facts.covered(docket, digits(seq)),
  )
  const { state, type, channel, unit } = job.filter
  const named = (of: Readonly<Record<string, string>>, value: string | null) =>
    value === null ? [] : [of[value] ?? value]
  const filter = [
    ...named(labels.states, state),
    ...named(labels.types, type),
    ...named(labels.channels, channel),
    ...(unit === null ? [] : [unit]),
  ]
  return [
    [facts.body, subject.bodyName],
    [facts.subject, subject.title],
    [facts.instant, instantWriter(subject.zone, job.language)(job.askedAt)],
    [facts.instantIso, toIsoUtc(job.askedAt)],
    [facts.profile, facts.profiles[job.profile]],
    [
      facts.covers,
      covered.length > MOST_NAMED ? facts.dockets(digits(covered.length)) : covered.join('\n'),
    ],
    [facts.filter, isWhole(job.filter) ? facts.noFilter : filter.join(facts.comma)],
    [facts.rows, digits(job.total)],
  ]
}
