import type { DraftOut, FrozenTextOut } from '../../../contracts/drafts'
import { hrefOf, ROOT, type PageContext } from './page-context'
import { digits } from './dates'
import { directionOf } from './languages'
import { LatinLine, RecordText, UserLine } from './user-text'

type Clause = FrozenTextOut['clauses'][number]

/** What a clause is called where there is no room for its text. */
export function clauseName(clause: Clause): string {
  return clause.heading.trim() === '' ? clause.label : `${clause.label} – ${clause.heading}`
}

export function draftPath(docket: string): string {
  return `${ROOT}/${docket}`
}

/** The text clause by clause, each with an anchor of its own and a way to comment on it. */
export function ClauseText({
  page,
  docket,
  text,
  takesComments,
}: {
  readonly page: PageContext
  readonly docket: string
  readonly text: FrozenTextOut
  readonly takesComments: boolean
}) {
  return (
    <div className="clauses">
      {text.clauses.map((clause) => (
        <article
          key={clause.clauseId}
          className={`clause clause-${clause.kind}`}
          id={`clause-${clause.clauseId}`}
          aria-labelledby={`clause-${clause.clauseId}-name`}
        >
          <h3
            id={`clause-${clause.clauseId}-name`}
            lang={text.locale}
            dir={directionOf(text.locale)}
            className="clause-name"
          >
            {clauseName(clause)}
          </h3>
          {clause.text.trim() === '' ? null : (
            <RecordText text={clause.text} locale={text.locale} />
          )}
          {takesComments ? (
            <p className="clause-act">
              <a
                href={`${hrefOf(page, draftPath(docket), { clause: clause.clauseId })}#comment-form`}
              >
                {`${page.words.draft.commentOnClause} `}
                <UserLine text={clause.label} />
              </a>
            </p>
          ) : null}
        </article>
      ))}
    </div>
  )
}

/** Files that were frozen with the text. */
export function DraftAttachments({
  page,
  attachments,
}: {
  readonly page: PageContext
  readonly attachments: FrozenTextOut['attachments']
}) {
  const { words } = page
  if (attachments.length === 0) return null
  return (
    <section aria-labelledby="attachments-heading">
      <h3 id="attachments-heading">{words.draft.attachments}</h3>
      <ul>
        {attachments.map(({ name, path, size }) => (
          <li key={path}>
            <a href={path}>
              <UserLine text={name} />
            </a>{' '}
            <FileSize page={page} size={size} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function FileSize({ page, size }: { readonly page: PageContext; readonly size: number }) {
  const kilobytes = digits(page.words, Math.max(1, Math.round(size / 1024)))
  return <span className="file-size">{`(${page.words.draft.bytes(kilobytes)})`}</span>
}

/** Where a draft comes from: the letterhead of its body. */
export function Letterhead({
  page,
  draft,
  lines,
}: {
  readonly page: PageContext
  readonly draft: Pick<DraftOut, 'body' | 'docket' | 'kind'>
  readonly lines: readonly string[]
}) {
  const { words } = page
  const shown = lines.length === 0 ? [draft.body.name] : lines
  return (
    <div className="letterhead">
      <ul className="letterhead-lines" aria-label={words.draft.issuingBody}>
        {shown.map((line, place) => (
          <li key={`${String(place)}-${line}`}>
            <UserLine text={line} />
          </li>
        ))}
      </ul>
      <p className="letterhead-docket">
        <UserLine text={draft.kind.name} /> <span aria-hidden="true">·</span> {words.draft.docket}{' '}
        <LatinLine text={draft.docket} />
      </p>
    </div>
  )
}
