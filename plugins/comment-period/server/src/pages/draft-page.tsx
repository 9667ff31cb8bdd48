import type { CommentOut } from '../../../contracts/comments'
import type { DraftOut, FinalOut } from '../../../contracts/drafts'
import { parseIsoUtc } from '../../../domain/instant'
import { certificatePath } from './certificate-page'
import { ClauseText, DraftAttachments, draftPath, Letterhead } from './clause-text'
import { CommentForm, type FormState } from './comment-form'
import { CommentList, Counts } from './comment-list'
import { digits, instantText, recordedDayText } from './dates'
import { Fact, FactList } from './fact-list'
import { directionOf } from './languages'
import { Layout } from './layout'
import { hrefOf, ROOT, type PageContext } from './page-context'
import { PeriodCard } from './period-card'
import { ReportLinks } from './report-page'
import { LatinLine, RecordText, UserLine } from './user-text'

/** What a draft's page shows beside the draft itself. */
export interface DraftFacts {
  readonly draft: DraftOut
  readonly letterheadLines: readonly string[]
  /** The issued text, once there is one. */
  readonly final: FinalOut | null
  readonly comments: readonly CommentOut[]
  readonly cursor: string | null
  readonly nextCursor: string | null
}

/** One draft: its period, its text, the form while comments are taken, and what has been said. */
export function DraftPage({
  page,
  facts,
  form,
}: {
  readonly page: PageContext
  readonly facts: DraftFacts
  /** `null` where no comment is taken now. */
  readonly form: FormState | null
}) {
  const { words } = page
  const { draft } = facts
  const { text, period } = draft
  const zone = period.zone
  return (
    <Layout page={page} title={text.title}>
      <DraftHeading page={page} facts={facts} />
      <OnThisPage page={page} hasForm={form !== null} isIssued={draft.issuance !== null} />
      <div className="draft-layout">
        <div className="draft-side">
          <PeriodCard page={page} period={period} legalBasis={draft.legalBasis} />
          <Outcome page={page} facts={facts} />
          <ReportLinks page={page} draft={draft} />
          <Counts page={page} counts={draft.counts} />
        </div>
        <div className="draft-main">
          <DraftText page={page} draft={draft} takesComments={form !== null} />
          <section id="comment-form" aria-labelledby="form-heading" className="form-section">
            <h2 id="form-heading">{words.form.title}</h2>
            {form === null ? (
              <p className="note">{words.form.closed}</p>
            ) : (
              <>
                <p>{words.form.intro}</p>
                <CommentForm
                  page={page}
                  facts={{ docket: draft.docket, text, intake: draft.intake }}
                  state={form}
                />
              </>
            )}
          </section>
          <section id="comments" aria-labelledby="comments-heading">
            <h2 id="comments-heading">{words.comments.title}</h2>
            <CommentList page={page} zone={zone} comments={facts.comments} text={text} />
            <CommentPaging page={page} facts={facts} />
          </section>
          <FinalText page={page} facts={facts} />
        </div>
      </div>
    </Layout>
  )
}

export function DraftHeading({
  page,
  facts,
}: {
  readonly page: PageContext
  readonly facts: Pick<DraftFacts, 'draft' | 'letterheadLines'>
}) {
  const { draft, letterheadLines } = facts
  return (
    <div className="draft-heading">
      <Letterhead page={page} draft={draft} lines={letterheadLines} />
      <h1 lang={draft.text.locale} dir={directionOf(draft.text.locale)}>
        {draft.text.title}
      </h1>
    </div>
  )
}

function OnThisPage({
  page,
  hasForm,
  isIssued,
}: {
  readonly page: PageContext
  readonly hasForm: boolean
  readonly isIssued: boolean
}) {
  const { words } = page
  return (
    <nav className="on-this-page" aria-label={words.draft.onThisPage}>
      <ul>
        <li>
          <a href="#text">{words.draft.text}</a>
        </li>
        {hasForm ? (
          <li>
            <a href="#comment-form">{words.form.title}</a>
          </li>
        ) : null}
        <li>
          <a href="#comments">{words.comments.title}</a>
        </li>
        {isIssued ? (
          <li>
            <a href="#final">{words.draft.finalText}</a>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

/** The text as it was frozen, in the language of the page where it has been translated into it. */
export function DraftText({
  page,
  draft,
  takesComments,
}: {
  readonly page: PageContext
  readonly draft: DraftOut
  readonly takesComments: boolean
}) {
  const { words } = page
  const { text } = draft
  const latest = draft.exposures.at(-1)
  return (
    <section id="text" aria-labelledby="text-heading">
      {text.summary.trim() === '' ? null : (
        <>
          <h2>{words.draft.summary}</h2>
          <RecordText text={text.summary} locale={text.locale} />
        </>
      )}
      {draft.destinationAuthority === null ? null : (
        <FactList>
          <Fact name={words.draft.destination}>
            <UserLine text={draft.destinationAuthority} />
          </Fact>
        </FactList>
      )}
      <h2 id="text-heading">{words.draft.text}</h2>
      {text.locale === draft.locales[0] ? null : (
        <p className="note">{words.draft.translationNote}</p>
      )}
      {latest === undefined || latest.n === 1 ? null : (
        <p className="note">{words.draft.exposureNote(digits(words, latest.n))}</p>
      )}
      <ClauseText page={page} docket={draft.docket} text={text} takesComments={takesComments} />
      <DraftAttachments page={page} attachments={text.attachments} />
      <p className="text-hash">
        {`${words.draft.textHash}: `}
        <LatinLine text={text.textHash} className="hash" />
      </p>
      {latest === undefined ? null : (
        <p>
          <a href={hrefOf(page, certificatePath(draft.docket, latest.n))}>
            {words.certificate.link}
          </a>
        </p>
      )}
    </section>
  )
}

/** What became of the draft: the terminal act with its letter. */
function Outcome({ page, facts }: { readonly page: PageContext; readonly facts: DraftFacts }) {
  const { words } = page
  const { issuance, period } = facts.draft
  if (issuance === null) return null
  const issuedAt = parseIsoUtc(issuance.issuedAt)
  return (
    <section className="card" aria-labelledby="outcome-heading">
      <h2 id="outcome-heading">{words.draft.issued}</h2>
      <FactList>
        <Fact name={words.terminalActs[issuance.terminalAct]}>
          {issuedAt === null ? '' : instantText(words, issuedAt, period.zone)}
        </Fact>
        {issuance.destinationAuthority === null ? null : (
          <Fact name={words.draft.destination}>
            <UserLine text={issuance.destinationAuthority} />
          </Fact>
        )}
        {issuance.letterNumber === null ? null : (
          <Fact name={words.draft.letterNumber}>
            <UserLine text={digits(words, issuance.letterNumber)} />
          </Fact>
        )}
        {issuance.letterOn === null ? null : (
          <Fact name={words.draft.letterOn}>
            <UserLine text={recordedDayText(words, issuance.letterOn)} />
          </Fact>
        )}
      </FactList>
      <p>
        <a href="#final">{words.draft.finalText}</a>
      </p>
    </section>
  )
}

function FinalText({ page, facts }: { readonly page: PageContext; readonly facts: DraftFacts }) {
  const { words } = page
  const { final, draft } = facts
  if (final === null) return null
  return (
    <section id="final" aria-labelledby="final-heading">
      <h2 id="final-heading">{words.draft.finalText}</h2>
      <p lang={final.text.locale} dir={directionOf(final.text.locale)} className="final-title">
        {final.text.title}
      </p>
      {final.text.clauses.map((clause) => (
        <article
          key={clause.clauseId}
          className={`clause clause-${clause.kind}`}
          id={`final-${clause.clauseId}`}
        >
          <h3 className="clause-name" lang={final.text.locale} dir={directionOf(final.text.locale)}>
            {clause.heading.trim() === '' ? clause.label : `${clause.label} – ${clause.heading}`}
          </h3>
          <RecordText text={clause.text} locale={final.text.locale} />
        </article>
      ))}
      <DraftAttachments page={page} attachments={final.text.attachments} />
      <p className="text-hash">
        {`${words.draft.textHash}: `}
        <LatinLine text={final.text.textHash} className="hash" />
      </p>
      <p>
        <a href={hrefOf(page, ROOT, { body: draft.body.slug })}>{words.bodies.draftsOf}</a>
      </p>
    </section>
  )
}

function CommentPaging({
  page,
  facts,
}: {
  readonly page: PageContext
  readonly facts: DraftFacts
}) {
  const { words } = page
  const { draft, cursor, nextCursor } = facts
  if (cursor === null && nextCursor === null) return null
  const path = draftPath(draft.docket)
  return (
    <nav className="paging" aria-label={words.comments.title}>
      {cursor === null ? null : (
        <a href={`${hrefOf(page, path)}#comments`}>{words.comments.first}</a>
      )}
      {nextCursor === null ? null : (
        <a
          className="next"
          rel="next"
          href={`${hrefOf(page, path, { cursor: nextCursor })}#comments`}
        >
          {words.comments.next}
        </a>
      )}
    </nav>
  )
}
