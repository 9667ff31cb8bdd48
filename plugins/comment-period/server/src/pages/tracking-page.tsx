import type { TrackingOut } from '../../../contracts/comments'
import type { RefusalCode } from '../../../domain/refusal'
import type { WithholdReason } from '../../../domain/comment'
import { parseIsoUtc } from '../../../domain/instant'
import { draftPath } from './clause-text'
import { Responses } from './comment-list'
import { instantText } from './dates'
import { Fact, FactList } from './fact-list'
import { Layout } from './layout'
import { hrefOf, ROOT, type PageContext } from './page-context'
import { refusalText } from './refusal-page'
import { LatinLine, UserLine } from './user-text'

/** Where a code is entered; the code travels in the body of a request, never in an address. */
export function TrackingPage({
  page,
  typedCode = '',
  refused = null,
}: {
  readonly page: PageContext
  readonly typedCode?: string
  readonly refused?: RefusalCode | null
}) {
  const { words } = page
  const { tracking } = words
  const described = refused === null ? 'code-hint' : 'code-hint code-fault'
  return (
    <Layout page={page} title={tracking.title} hasErrors={refused !== null}>
      <h1>{tracking.title}</h1>
      {refused === null ? null : (
        <div className="error-summary" role="alert" tabIndex={-1} autoFocus>
          <p>
            <a href="#code">{refusalText(words, refused)}</a>
          </p>
        </div>
      )}
      <p className="lead">{tracking.intro}</p>
      <form className="tracking-form" method="post" action={hrefOf(page, `${ROOT}/tracking`)}>
        <div className={`field${refused === null ? '' : ' field-faulty'}`}>
          <label htmlFor="code">{tracking.code}</label>
          <p className="hint" id="code-hint">
            {tracking.codeHint}
          </p>
          {refused === null ? null : (
            <p className="fault" id="code-fault">
              {refusalText(words, refused)}
            </p>
          )}
          <input
            type="text"
            id="code"
            name="code"
            dir="ltr"
            className="code-input"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            defaultValue={typedCode}
            aria-describedby={described}
            {...(refused === null ? {} : { 'aria-invalid': true as const })}
          />
        </div>
        <button type="submit">{tracking.submit}</button>
      </form>
    </Layout>
  )
}

/** What became of a comment: state, unit and responses. Nothing of who wrote it, and no code. */
export function TrackedPage({
  page,
  tracked,
  unitName,
  zone,
}: {
  readonly page: PageContext
  readonly tracked: TrackingOut
  readonly unitName: string | null
  readonly zone: string
}) {
  const { words } = page
  const { tracking } = words
  const receivedAt = parseIsoUtc(tracked.receivedAt)
  const dueAt = tracked.dueAt === null ? null : parseIsoUtc(tracked.dueAt)
  const reason = tracked.withholdReason as WithholdReason | null
  return (
    <Layout page={page} title={tracking.resultTitle}>
      <h1>{tracking.resultTitle}</h1>
      <section className="card" aria-labelledby="state-heading">
        <h2 id="state-heading">{tracking.state}</h2>
        <p className="tracked-state">{tracking.states[tracked.state]}</p>
        <FactList>
          {reason === null ? null : (
            <Fact name={tracking.withheldBecause}>{words.withholdReasons[reason]}</Fact>
          )}
          <Fact name={words.receipt.docket}>
            <a href={hrefOf(page, draftPath(tracked.docket))}>
              <LatinLine text={tracked.docket} />
            </a>
          </Fact>
          <Fact name={words.receipt.publicId}>
            <LatinLine text={tracked.publicId} />
          </Fact>
          {receivedAt === null ? null : (
            <Fact name={words.receipt.receivedAt}>{instantText(words, receivedAt, zone)}</Fact>
          )}
          {unitName === null ? null : (
            <Fact name={tracking.unit}>
              <UserLine text={unitName} />
            </Fact>
          )}
          {dueAt === null ? null : (
            <Fact name={tracking.dueAt}>{instantText(words, dueAt, zone)}</Fact>
          )}
        </FactList>
        <TrackedAttachments page={page} tracked={tracked} />
      </section>
      <section aria-labelledby="responses-heading">
        <h2 id="responses-heading">{tracking.responses}</h2>
        {tracked.responses.length === 0 ? (
          <p className="note">{tracking.noResponse}</p>
        ) : (
          <Responses page={page} zone={zone} responses={tracked.responses} />
        )}
      </section>
      <ul className="ways-on">
        <li>
          <a href={hrefOf(page, draftPath(tracked.docket))}>{tracking.openDraft}</a>
        </li>
        <li>
          <a href={hrefOf(page, `${ROOT}/tracking`)}>{tracking.again}</a>
        </li>
      </ul>
    </Layout>
  )
}

function TrackedAttachments({
  page,
  tracked,
}: {
  readonly page: PageContext
  readonly tracked: TrackingOut
}) {
  const { words } = page
  if (tracked.attachments.length === 0) return null
  return (
    <>
      <h3>{words.comments.attachments}</h3>
      <ul>
        {tracked.attachments.map(({ n, name, state }) => (
          <li key={n}>
            <UserLine text={name} />
            {` – ${words.tracking.attachmentStates[state]}`}
          </li>
        ))}
      </ul>
    </>
  )
}
