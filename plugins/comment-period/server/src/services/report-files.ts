import { Readable, Writable } from 'node:stream'
import type { DocketReportOut, ReportFileLanguage } from '../../../contracts/reports'
import { dayOf, isZone, lastDayBefore } from '../../../domain/calendar-day'
import { toPersianDigits } from '../../../domain/digits'
import { parseIsoUtc } from '../../../domain/instant'
import {
  reportSections,
  type ReportTable,
  type ReportWriter,
} from '../../../domain/report-sections'
import { REPORT_WORDS } from '../../../domain/report-words'
import { formatInstantFa } from '../../../domain/solar-hijri'
import { onePage, type Table } from '../exporters/table-document'
import { writeWordReport, type WordReport } from '../exporters/word-report'
import { tableWordsOf } from '../exporters/words'
import { dayText, instantWriter } from './written-instants'

/** A file to be handed out, under the name that people know it by. */
export interface ReportFile {
  readonly name: string
  readonly size: number
  readonly bytes: Readable
}

/** A report with what ties it to the record: whoever holds the file can find what was frozen. */
export interface FrozenReport {
  readonly report: DocketReportOut
  readonly contentHash: string
  readonly publishedAt: string
}

/** Writes a report as a text of Word. The same report makes the same bytes. */
export async function reportFile(
  frozen: FrozenReport,
  language: ReportFileLanguage,
): Promise<ReportFile> {
  const chunks: Buffer[] = []
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  const { report } = frozen
  await writeWordReport(documentOf(frozen, language), output, new AbortController().signal)
  const bytes = Buffer.concat(chunks)
  return {
    name: `${report.docket}_${report.kind}_${String(report.n)}.docx`,
    size: bytes.length,
    bytes: Readable.from([bytes]),
  }
}

function documentOf(
  { report, contentHash, publishedAt }: FrozenReport,
  language: ReportFileLanguage,
): WordReport {
  const words = REPORT_WORDS[language]
  const writer = writerOf(report.zone, language)
  const sections = reportSections(report, words, writer)
  const [subject, ...others] = sections
  return {
    title: `${words.titles[report.kind]}: ${report.title}`,
    language,
    direction: language === 'fa' ? 'rtl' : 'ltr',
    letterhead: report.body.letterheadLines,
    facts: [
      ...(subject?.facts ?? []),
      [words.frozen.publishedAt, writer.instant(publishedAt)],
      [words.frozen.hash, contentHash],
    ],
    preface: [
      { title: null, text: words.intros[report.kind] },
      ...(report.n > 1 ? [{ title: null, text: words.corrected(writer.number(report.n)) }] : []),
      ...(report.foreword === null ? [] : [{ title: words.foreword, text: report.foreword }]),
    ],
    words: tableWordsOf(language),
    sections: others.map(({ title, facts, notes, tables }) => ({
      title,
      facts,
      notes,
      tables: tables.map(tableOf),
    })),
  }
}

function tableOf({ name, columns, rows }: ReportTable): Table {
  return {
    name: name ?? '',
    columns: columns.map((column) => ({ ...column })),
    pages: onePage(rows),
  }
}

function writerOf(typedZone: string, language: ReportFileLanguage): ReportWriter {
  const zone = isZone(typedZone) ? typedZone : 'UTC'
  const number = (value: number) => (language === 'fa' ? toPersianDigits(value) : String(value))
  const instant = (iso: string) => {
    const at = parseIsoUtc(iso) ?? 0
    if (language === 'fa') return formatInstantFa(at, zone)
    return `${instantWriter(zone, language)(at)} (${dayOf(at, zone)})`
  }
  const day = (isoDay: string) => dayText(isoDay, language)
  return {
    number,
    digits: (text) => (language === 'fa' ? toPersianDigits(text) : text),
    instant,
    close: (iso) => {
      const last = lastDayBefore(parseIsoUtc(iso) ?? 0, zone)
      return last === null ? instant(iso) : day(last)
    },
    day,
  }
}
