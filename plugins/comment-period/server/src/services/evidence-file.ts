import { PassThrough, type Readable, type Writable } from 'node:stream'
import type { EvidenceFileAsked } from '../../../contracts/evidence'
import { evidenceFileName } from '../../../domain/evidence-report'
import { EVIDENCE_WORDS } from '../../../domain/evidence-words'
import { toIsoUtc } from '../../../domain/instant'
import { evidenceTables } from '../exporters/evidence-tables'
import type { TableDocument } from '../exporters/table-document'
import { writeWordTable } from '../exporters/word-table'
import { tableWordsOf } from '../exporters/words'
import { writeXlsxWorkbook } from '../exporters/xlsx-workbook'
import { bodiesAllowing } from './bodies-allowing'
import { readBodyEvidence, type BodyEvidence } from './evidence-report'
import type { Runtime } from './runtime'
import { closeWriter, dayText, instantWriter } from './written-instants'

/** A report as a file, which is made while it is handed out. */
export async function openEvidence(
  runtime: Runtime,
  { format, language = 'fa', ...asked }: EvidenceFileAsked,
): Promise<{ readonly name: string; readonly size: null; readonly bytes: Readable }> {
  const mine = await bodiesAllowing(runtime.strapi, 'evidence')
  const evidence = await readBodyEvidence(runtime, asked, mine)
  const document = documentOf(evidence, language, format === 'docx')
  const { signal } = new AbortController()
  const bytes = streamOf((output) =>
    format === 'docx'
      ? writeWordTable(document, output, signal)
      : writeXlsxWorkbook(document, output, signal, { folder: runtime.config.dataFolder }),
  )
  return { name: evidenceFileName(evidence.body.slug, evidence.span, format), size: null, bytes }
}

/** Whoever reads it is told where the writing fails; where they go away, the writing ends. */
function streamOf(write: (output: Writable) => Promise<void>): Readable {
  const stream = new PassThrough()
  write(stream).catch((cause: unknown) => {
    stream.destroy(
      cause instanceof Error ? cause : new Error('The file came to nothing.', { cause }),
    )
  })
  return stream
}

function documentOf(
  evidence: BodyEvidence,
  language: 'fa' | 'en',
  isOnPaper: boolean,
): TableDocument {
  const { at, body, span, zone } = evidence
  const words = EVIDENCE_WORDS[language]
  const written = instantWriter(zone, language)
  const closed = closeWriter(zone, language)
  const day = (of: string) => dayText(of, language)
  return {
    title: words.title(body.name),
    language,
    direction: language === 'fa' ? 'rtl' : 'ltr',
    letterhead: body.letterheadLines,
    facts: [
      [words.facts.body, body.name],
      [words.facts.span, words.facts.days(day(span.from), day(span.to))],
      [words.facts.spanIso, `${toIsoUtc(span.since)} – ${toIsoUtc(span.until)}`],
      [words.facts.instant, written(at)],
      [words.facts.instantIso, toIsoUtc(at)],
      [words.facts.rules, words.rules.join('\n')],
    ],
    words: tableWordsOf(language),
    tables: evidenceTables(evidence, { language, written, closed, isOnPaper }),
  }
}
