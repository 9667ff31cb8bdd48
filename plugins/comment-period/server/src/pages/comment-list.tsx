import type { CommentOut, ResponseOut } from '../../../contracts/comments'
import type { DraftOut, FrozenTextOut } from '../../../contracts/drafts'
import {
  WITHHOLD_REASONS,
  type SubmitterCategory,
  type SubmitterType,
} from '../../../domain/comment'
import { parseIsoUtc } from '../../../domain/instant'
import { FileSize } from './clause-text'
import { digits, instantText } from './dates'
import { directionOf } from './languages'
import type { PageContext } from './page-context'
import { UserLine, UserText } from './user-text'

/** Published comments in full, with what the body has said to each. */
export function CommentList({
  page,
  zone,
  comments,
  text,
}: {
  readonly page: PageContext
  readonly zone: string
  readonly comments: readonly CommentOut[]
  readonly text: FrozenTextOut
}) {
  if (comments.length === 0) return <p className="note">{page.words.comments.none}</p>
  return (
    <ol className="comments">
      {comments.map((comment) => (
        <li key={comment.publicId}>
          <Comment page={page} zone={zone} comment={comment} text={text} />
        </li>
      ))}
    </ol>
  )
}

function Comment({
  page,
  zone,
  comment,
  text,
}: {
  readonly page: PageContext
  readonly zone: string
  readonly comment: CommentOut
  readonly text: FrozenTextOut
}) {
  const { words } = page
  const receivedAt = parseIsoUtc(comment.receivedAt)
  return (
    <article className="comment" id={`comment-${comment.publicId}`}>
      <h3 className="comment-heading">
        {`${words.comments.kinds[comment.type] ?? comment.type} ${digits(words, comment.seq)}`}
      </h3>
      <p className="comment-facts">
        <Submitter page={page} comment={comment} />
        {receivedAt === null ? null : (
          <>
            {' · '}
            <span>{instantText(words, receivedAt, zone)}</span>
          </>
        )}
        {comment.late ? ` · ${words.comments.late}` : ''}
      </p>
      <p className="comment-facts">
        {`${words.comments.on}: `}
        <Target page={page} comment={comment} text={text} />
        {comment.rating === null
          ? ''
          : ` · ${words.comments.rating(digits(words, comment.rating))}`}
      </p>
      {comment.text === null ? (
        <p className="note">{words.comments.erased}</p>
      ) : (
        <UserText text={comment.text} language={comment.language} />
      )}
      {comment.text !== null && comment.redacted ? (
        <p className="note">{words.comments.redacted}</p>
      ) : null}
      {comment.suggestedWording === null ? null : (
        <div className="suggested-wording">
          <p className="suggested-wording-name">{words.comments.suggestedWording}</p>
          <UserText text={comment.suggestedWording} language={comment.language} />
        </div>
      )}
      <CommentAttachments page={page} comment={comment} />
      <Responses page={page} zone={zone} responses={comment.responses} />
    </article>
  )
}

function Submitter({
  page,
  comment,
}: {
  readonly page: PageContext
  readonly comment: CommentOut
}) {
  const { words } = page
  const { displayName, submitterType, submitterCategory, onBehalfOf } = comment
  const kinds = [
    submitterType === null ? undefined : words.submitterTypes[submitterType as SubmitterType],
    submitterCategory === null
      ? undefined
      : words.submitterCategories[submitterCategory as SubmitterCategory],
  ].filter((kind) => kind !== undefined)
  return (
    <span>
      {displayName === null ? (
        words.comments.anonymous
      ) : (
        <strong>
          <UserLine text={displayName} />
        </strong>
      )}
      {kinds.length === 0 ? '' : ` (${kinds.join('، ')})`}
      {onBehalfOf === null ? null : (
        <>
          {` ${words.comments.onBehalfOf} `}
          <UserLine text={onBehalfOf} />
        </>
      )}
    </span>
  )
}

function Target({
  page,
  comment,
  text,
}: {
  readonly page: PageContext
  readonly comment: CommentOut
  readonly text: FrozenTextOut
}) {
  const { clauseId } = comment
  if (clauseId === null) return <span>{page.words.comments.wholeDraft}</span>
  const clause = text.clauses.find((each) => each.clauseId === clauseId)
  // A comment on an earlier exposure may name a clause that the present text has no more.
  if (clause === undefined) return <span>{page.words.comments.formerClause}</span>
  return (
    <a href={`#clause-${clauseId}`} lang={text.locale} dir={directionOf(text.locale)}>
      {clause.label}
    </a>
  )
}

function CommentAttachments({
  page,
  comment,
}: {
  readonly page: PageContext
  readonly comment: CommentOut
}) {
  const { words } = page
  const { attachments, attachmentsHeld } = comment
  if (attachments.length + attachmentsHeld === 0) return null
  return (
    <div className="comment-attachments">
      <p>{words.comments.attachments}</p>
      <ul>
        {attachments.map(({ n, name, path, size }) => (
          <li key={n}>
            <a href={path}>
              <UserLine text={name} />
            </a>{' '}
            <FileSize page={page} size={size} />
          </li>
        ))}
        {attachmentsHeld === 0 ? null : (
          <li>{words.comments.attachmentsHeld(digits(words, attachmentsHeld))}</li>
        )}
      </ul>
    </div>
  )
}

export function Responses({
  page,
  zone,
  responses,
}: {
  readonly page: PageContext
  readonly zone: string
  readonly responses: readonly ResponseOut[]
}) {
  const { words } = page
  return responses.map((response) => {
    const respondedAt = parseIsoUtc(response.respondedAt)
    return (
      <div className="response" key={response.respondedAt}>
        <p className="response-facts">
          <strong>{words.comments.response}</strong>
          {response.theme === null ? null : (
            <>
              {` ${words.comments.responseToTheme} `}
              <UserLine text={response.theme} />
            </>
          )}
          {` · ${words.dispositions[response.disposition]}`}
          {respondedAt === null ? '' : ` · ${instantText(words, respondedAt, zone)}`}
        </p>
        <UserText text={response.text} />
      </div>
    )
  })
}

/** How many comments there are in each state, and why some are not shown (R39, R41). */
export function Counts({
  page,
  counts,
  title = page.words.counts.title,
}: {
  readonly page: PageContext
  readonly counts: DraftOut['counts']
  readonly title?: string
}) {
  const { words } = page
  const reasons = WITHHOLD_REASONS.flatMap((reason) => {
    const n = counts.withheldByReason[reason] ?? 0
    return n === 0 ? [] : [{ reason, n }]
  })
  return (
    <section className="card counts-card" aria-labelledby="counts-heading">
      <h2 id="counts-heading">{title}</h2>
      <dl className="counts">
        <div className="count count-total">
          <dt>{words.counts.total}</dt>
          <dd>{digits(words, counts.total)}</dd>
        </div>
        {(['published', 'received', 'withheld', 'spam'] as const).map((state) => (
          <div className="count" key={state}>
            <dt>{words.counts.byState[state]}</dt>
            <dd>{digits(words, counts.byState[state])}</dd>
          </div>
        ))}
      </dl>
      {reasons.length === 0 ? null : (
        <>
          <h3>{words.counts.withheldBecause}</h3>
          <dl className="counts">
            {reasons.map(({ reason, n }) => (
              <div className="count" key={reason}>
                <dt>{words.withholdReasons[reason]}</dt>
                <dd>{digits(words, n)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
