import { Readable, Writable } from 'node:stream'
import type { DocketReportOut, ReportFileLanguage } from '../../../contracts/reports'
import { isZone, lastDayBefore } from '../../../domain/calendar-day'
import { toPersianDigits } from '../../../domain/digits'
import { parseIsoUtc } from '../../../domain/instant'
import {
  reportSections,
  type ReportTable,
  type ReportWriter,
} from '../../../domain/report-sections'
import { REPORT_WORDS } from '../../../domain/report-words'
import {
  formatInstantFa,
  formatSolarDate,
  formatSolarDateLong,
  solarFromDay,
} from '../../../domain/solar-hijri'
import type { Table } from '../exporters/table-document'
import { writeWordReport, type WordReport } from '../exporters/word-report'
import { tableWordsOf } from '../exporters/words'
import { instantWriter } from './written-instants'

/** A file to be handed out, under the name that people know it by. */
export interface ReportFile {
  readonly name: string
  readonly size: number
  readonly bytes: Readable
}

/** Writes a report as a text of Word. The same report makes the same bytes. */
export async function reportFile(
  report: DocketReportOut,
  language: ReportFileLanguage,
): Promise<ReportFile> {
  const chunks: Buffer[] = []
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await writeWordReport(documentOf(report, language), output, new AbortController().signal)
  const bytes = Buffer.concat(chunks)
  return {
    name: `${report.docket}_${report.kind}_${String(report.n)}.docx`,
    size: bytes.length,
    bytes: Readable.from([bytes]),
  }
}

function documentOf(report: DocketReportOut, language: ReportFileLanguage): WordReport {
  const words = REPORT_WORDS[language]
  const writer = writerOf(report.zone, language)
  const sections = reportSections(report, words, writer)
  const [subject, ...others] = sections
  return {
    title: `${words.titles[report.kind]}: ${report.title}`,
    language,
    direction: language === 'fa' ? 'rtl' : 'ltr',
    letterhead: report.body.letterheadLines,
    facts: subject?.facts ?? [],
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
    rows: handedOn(rows),
  }
}

async function* handedOn(rows: ReportTable['rows']): AsyncGenerator<readonly string[], void> {
  for (const row of rows) yield await Promise.resolve(row)
}

function writerOf(typedZone: string, language: ReportFileLanguage): ReportWriter {
  const zone = isZone(typedZone) ? typedZone : 'UTC'
  const number = (value: number) => (language === 'fa' ? toPersianDigits(value) : String(value))
  const instant = (iso: string) => {
    const at = parseIsoUtc(iso) ?? 0
    return language === 'fa' ? formatInstantFa(at, zone) : instantWriter(zone, 'en')(at)
  }
  const day = (isoDay: string) =>
    language === 'fa' ? formatSolarDateLong(isoDay) : formatSolarDate(solarFromDay(isoDay))
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
