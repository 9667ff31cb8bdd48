import type { CertificateOut } from '../../../contracts/certificate'
import { parseIsoUtc, type Instant } from '../../../domain/instant'
import { WEEKLY_CLOSED_DAY } from '../../../domain/working-days'
import { draftPath, Letterhead } from './clause-text'
import { Counts } from './comment-list'
import { closeInstantText, dayText, digits, instantText, timeLeftText } from './dates'
import { Fact, FactList } from './fact-list'
import { directionOf } from './languages'
import { Layout } from './layout'
import { hrefOf, type PageContext } from './page-context'
import { PeriodEvents } from './period-card'
import { LatinLine, UserLine } from './user-text'
import type { Words } from './words/words'

export const certificatePath = (docket: string, n: number) =>
  `${draftPath(docket)}/certificates/${String(n)}`

interface CertificateProps {
  readonly page: PageContext
  readonly certificate: CertificateOut
}

/** That a text stood before the public, on paper: for a file, a letter or a court. */
export function CertificatePage({ page, certificate }: CertificateProps) {
  const { words } = page
  const { docket, body, exposure, counts } = certificate
  return (
    <Layout page={page} title={words.certificate.title}>
      <Letterhead page={page} draft={certificate} lines={body.letterheadLines} />
      <h1>{words.certificate.title}</h1>
      <p>{words.certificate.intro}</p>
      <section className="card" aria-labelledby="text-heading">
        <h2 id="text-heading">{words.certificate.version(digits(words, exposure.n))}</h2>
        <FactList>
          <Fact name={words.certificate.draftTitle}>
            <span lang={exposure.locale} dir={directionOf(exposure.locale)}>
              {exposure.title}
            </span>
          </Fact>
          {exposure.reason === null ? null : (
            <Fact name={words.certificate.reason}>
              <UserLine text={exposure.reason} />
            </Fact>
          )}
          <Fact name={words.draft.textHash}>
            <LatinLine text={exposure.textHash} className="hash" />
            <p className="hint">{words.certificate.hashHint}</p>
          </Fact>
        </FactList>
      </section>
      <Period page={page} certificate={certificate} />
      <Rules page={page} certificate={certificate} />
      <Counts page={page} counts={counts} title={words.certificate.counts} />
      <Issuance page={page} certificate={certificate} />
      <p className="screen-only">{words.certificate.print}</p>
      <ul className="ways-on">
        <li>
          <a href={hrefOf(page, draftPath(docket))}>{words.form.backToDraft}</a>
        </li>
        <li>
          <a
            href={`/api/comment-period/drafts/${docket}/exposures/${String(exposure.n)}/certificate`}
          >
            {words.certificate.json}
          </a>
        </li>
      </ul>
    </Layout>
  )
}

function Period({ page, certificate }: CertificateProps) {
  const { words } = page
  const { exposure, zone, intervals, events, endedBy, openMs, minimumMs } = certificate
  const at = (iso: string): Instant => parseIsoUtc(iso) ?? 0
  return (
    <section className="card" aria-labelledby="period-heading">
      <h2 id="period-heading">{words.period.title}</h2>
      <p>
        <strong>{verdictText(words, certificate)}</strong>
      </p>
      {endedBy === null ? null : <p className="note">{words.certificate.endedBy[endedBy]}</p>}
      <FactList>
        <Fact name={words.period.opened}>{instantText(words, at(exposure.openedAt), zone)}</Fact>
        <Fact name={words.certificate.firstClose}>
          {closeInstantText(words, at(exposure.closesAt), zone)}
        </Fact>
        {exposure.minimumClosesAt === null ? null : (
          <Fact name={words.certificate.minimumClose}>
            {closeInstantText(words, at(exposure.minimumClosesAt), zone)}
          </Fact>
        )}
        {exposure.skipped.length === 0 ? null : (
          <Fact name={words.certificate.skipped}>
            <ul>
              {exposure.skipped.map(({ on, reason }) => (
                <li key={on}>
                  {`${dayText(words, on)} – `}
                  <UserLine
                    text={reason === WEEKLY_CLOSED_DAY ? words.certificate.weeklyClosedDay : reason}
                  />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name={words.certificate.intervals}>
          <ul>
            {intervals.map(({ opensAt, closesAt }) => (
              <li key={opensAt}>
                {words.certificate.interval(
                  instantText(words, at(opensAt), zone),
                  closeInstantText(words, at(closesAt), zone),
                )}
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={words.certificate.openFor}>{timeLeftText(words, 0, openMs)}</Fact>
        {minimumMs === null ? null : (
          <Fact name={words.certificate.minimum}>{timeLeftText(words, 0, minimumMs)}</Fact>
        )}
      </FactList>
      <PeriodEvents page={page} events={events} zone={zone} isOpen />
    </section>
  )
}

/** Where no rule asked for a time there is none that can have been kept. */
export function verdictText(
  { certificate: said }: Words,
  { isKept, minimumMs }: Pick<CertificateOut, 'isKept' | 'minimumMs'>,
): string {
  if (isKept === null) return said.isNotOver
  if (minimumMs === null) return said.noMinimum
  return isKept ? said.isKept : said.isNotKept
}

function Rules({ page, certificate }: CertificateProps) {
  const { words } = page
  const { rules, body } = certificate
  return (
    <section className="card" aria-labelledby="rules-heading">
      <h2 id="rules-heading">{words.certificate.rules}</h2>
      {rules.length === 0 ? <p>{words.period.noRule}</p> : null}
      <FactList>
        {rules.map((rule) => (
          <Fact key={`${rule.title}-${String(rule.revision)}`} name={rule.title}>
            {words.period.ruleText(digits(words, rule.count), rule.unit, rule.force)}
            <p>
              <UserLine text={rule.legalBasis} />
            </p>
          </Fact>
        ))}
        {rules.length > 0 ? null : (
          <Fact name={words.period.legalBasis}>
            <UserLine text={body.legalBasis} />
          </Fact>
        )}
      </FactList>
    </section>
  )
}

function Issuance({ page, certificate: { issuance, zone } }: CertificateProps) {
  const { words } = page
  if (issuance === null) return null
  return (
    <section className="card" aria-labelledby="issuance-heading">
      <h2 id="issuance-heading">{words.draft.issued}</h2>
      <FactList>
        <Fact name={words.terminalActs[issuance.terminalAct]}>
          {instantText(words, parseIsoUtc(issuance.issuedAt) ?? 0, zone)}
        </Fact>
        {issuance.letterNumber === null ? null : (
          <Fact name={words.draft.letterNumber}>
            <UserLine text={digits(words, issuance.letterNumber)} />
          </Fact>
        )}
        <Fact name={words.draft.textHash}>
          <LatinLine text={issuance.textHash} className="hash" />
        </Fact>
      </FactList>
    </section>
  )
}
