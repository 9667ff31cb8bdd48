import type { DraftOut } from '../../../contracts/drafts'
import type { ReportOut } from '../../../contracts/reports'
import { parseIsoUtc, type Instant } from '../../../domain/instant'
import { PUBLIC_REPORT_KINDS, type PublicReportKind } from '../../../domain/report-decisions'
import {
  reportSections,
  type ReportSection,
  type ReportTable,
  type ReportWriter,
} from '../../../domain/report-sections'
import { REPORT_WORDS } from '../../../domain/report-words'
import { draftPath, Letterhead } from './clause-text'
import { closeInstantText, dayText, digits, instantText } from './dates'
import { Fact, FactList } from './fact-list'
import { directionOf } from './languages'
import { Layout } from './layout'
import { hrefOf, type PageContext } from './page-context'
import { LatinLine, UserLine, UserText } from './user-text'
import type { Words } from './words/words'

export const reportPath = (docket: string, kind: string) => `${draftPath(docket)}/reports/${kind}`

interface ReportProps {
  readonly page: PageContext
  readonly published: ReportOut
}

/** A report of the body, to be read and to be printed. */
export function ReportPage({ page, published }: ReportProps) {
  const { words } = page
  const { report } = published
  const said = REPORT_WORDS[words.language]
  const writer = writerOf(words, report.zone)
  const title = said.titles[report.kind]
  const head = { docket: report.docket, body: report.body, kind: report.instrument }
  return (
    <Layout page={page} title={`${title}: ${report.title}`}>
      <Letterhead page={page} draft={head} lines={report.body.letterheadLines} />
      <h1>{title}</h1>
      <p className="lead" lang={report.locale} dir={directionOf(report.locale)}>
        {report.title}
      </p>
      <p>{said.intros[report.kind]}</p>
      {report.n === 1 ? null : <p className="note">{said.corrected(digits(words, report.n))}</p>}
      {report.foreword === null ? null : (
        <section aria-labelledby="foreword-heading">
          <h2 id="foreword-heading">{said.foreword}</h2>
          <div className="report-foreword">
            <UserText text={report.foreword} />
          </div>
        </section>
      )}
      {reportSections(report, said, writer).map((section) => (
        <Section key={section.key} section={section} />
      ))}
      <FactList>
        <Fact name={said.frozen.publishedAt}>{writer.instant(published.publishedAt)}</Fact>
        <Fact name={said.frozen.hash}>
          <LatinLine text={published.contentHash} className="hash" />
          <p className="hint">{words.report.hashHint}</p>
        </Fact>
      </FactList>
      <p className="screen-only">{words.report.print}</p>
      <WaysOn page={page} published={published} />
    </Layout>
  )
}

function Section({ section }: { readonly section: ReportSection }) {
  const { key, title, facts, notes, tables } = section
  return (
    <section className="card" aria-labelledby={`${key}-heading`}>
      <h2 id={`${key}-heading`}>{title}</h2>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {facts.length === 0 ? null : (
        <FactList>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name}>
              <UserLine text={value} />
            </Fact>
          ))}
        </FactList>
      )}
      {tables.map((table) => (
        <FigureTable key={table.name ?? key} table={table} label={table.name ?? title} />
      ))}
    </section>
  )
}

/** On a narrow screen a table of many columns is read row by row. */
function FigureTable({ table, label }: { readonly table: ReportTable; readonly label: string }) {
  const { name, columns, rows } = table
  const isWide = columns.length > 2
  return (
    <table
      className={isWide ? 'report-table report-wide' : 'report-table'}
      {...(name === null ? { 'aria-label': label } : {})}
    >
      {name === null ? null : <caption>{name}</caption>}
      <thead>
        <tr>
          {columns.map(({ heading, kind }) => (
            <th key={heading} scope="col" className={kind}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, place) => (
          <tr key={String(place)}>
            {cells.map((cell, column) => (
              <td
                key={columns[column]?.heading}
                className={columns[column]?.kind}
                data-name={columns[column]?.heading}
              >
                {cell.split('\n').map((line, at) => (
                  <span key={`${String(at)}-${line}`} className="report-line">
                    {line}
                  </span>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WaysOn({ page, published: { n, report } }: ReportProps) {
  const { words } = page
  const { docket, kind } = report
  const api = `/api/comment-period/drafts/${docket}/reports/${kind}`
  const earlier = Array.from({ length: n - 1 }, (_, place) => String(place + 1))
  return (
    <>
      <ul className="ways-on">
        <li>
          <a href={`${api}/file?n=${String(n)}${words.language === 'en' ? '&lang=en' : ''}`}>
            {words.report.word}
          </a>
        </li>
        <li>
          <a href={`${api}?n=${String(n)}`}>{words.report.json}</a>
        </li>
        <li>
          <a href={hrefOf(page, draftPath(docket))}>{words.form.backToDraft}</a>
        </li>
      </ul>
      {earlier.length === 0 ? null : (
        <nav aria-label={words.report.earlier} className="screen-only">
          <p>{words.report.earlier}</p>
          <ul className="ways-on">
            {earlier.map((each) => (
              <li key={each}>
                <a href={hrefOf(page, reportPath(docket, kind), { n: each })}>
                  {words.report.version(digits(words, each))}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}

/** Beside a draft: the reports on it, once there are any. */
export function ReportLinks({
  page,
  draft,
}: {
  readonly page: PageContext
  readonly draft: DraftOut
}) {
  const { words } = page
  const there = PUBLIC_REPORT_KINDS.flatMap((kind: PublicReportKind) => {
    const report = draft[kind]
    return report === null ? [] : [{ kind, report }]
  })
  if (there.length === 0) return null
  return (
    <section className="card" aria-labelledby="reports-heading">
      <h2 id="reports-heading">{words.report.links}</h2>
      <FactList>
        {there.map(({ kind, report }) => (
          <Fact
            key={kind}
            name={instantText(words, parseIsoUtc(report.publishedAt) ?? 0, draft.period.zone)}
          >
            <a href={hrefOf(page, reportPath(draft.docket, kind))}>
              {REPORT_WORDS[words.language].titles[kind]}
            </a>
          </Fact>
        ))}
      </FactList>
    </section>
  )
}

function writerOf(words: Words, zone: string): ReportWriter {
  const at = (iso: string): Instant => parseIsoUtc(iso) ?? 0
  return {
    number: (value) => digits(words, value),
    digits: (text) => digits(words, text),
    instant: (iso) => instantText(words, at(iso), zone),
    close: (iso) => closeInstantText(words, at(iso), zone),
    day: (isoDay) => dayText(words, isoDay),
  }
}
