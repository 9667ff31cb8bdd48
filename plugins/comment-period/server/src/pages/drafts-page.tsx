import type { BodySummaryOut } from '../../../contracts/bodies'
import type { DraftListItem } from '../../../contracts/drafts'
import type { Phase } from '../../../domain/phase'
import { draftPath } from './clause-text'
import { Layout, type FeedLink } from './layout'
import { hrefOf, ROOT, type PageContext } from './page-context'
import { closeText, leftText, PhaseBadge } from './period-card'
import { LatinLine, UserLine, UserText } from './user-text'

const PHASES = ['open', 'suspended', 'closed', 'issued', 'withdrawn'] as const

/** What the list is narrowed to, as it stands in the address. */
export interface DraftFilter {
  readonly body?: string | undefined
  readonly kind?: string | undefined
  readonly phase?: Phase | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
}

/** The drafts of all bodies or of one, the latest first. */
export function DraftsPage({
  page,
  filter,
  bodies,
  drafts,
  nextCursor,
}: {
  readonly page: PageContext
  readonly filter: DraftFilter
  readonly bodies: readonly BodySummaryOut[]
  readonly drafts: readonly DraftListItem[]
  readonly nextCursor: string | null
}) {
  const { words } = page
  const { body, kind, phase, q } = filter
  const feeds = feedsOf(page, filter)
  const address = (cursor?: string) => hrefOf(page, ROOT, { body, kind, phase, q, cursor })
  return (
    <Layout page={page} title={words.drafts.title} feeds={feeds}>
      <h1>{words.drafts.title}</h1>
      <p className="lead">{words.drafts.intro}</p>
      <Filters page={page} filter={filter} bodies={bodies} />
      {drafts.length === 0 ? (
        <p className="note">{words.drafts.none}</p>
      ) : (
        <ol className="drafts">
          {drafts.map((draft) => (
            <li key={draft.docket}>
              <DraftItem page={page} draft={draft} />
            </li>
          ))}
        </ol>
      )}
      {nextCursor === null && filter.cursor === undefined ? null : (
        <nav className="paging" aria-label={words.drafts.pages}>
          {filter.cursor === undefined ? null : <a href={address()}>{words.drafts.first}</a>}
          {nextCursor === null ? null : (
            <a className="next" rel="next" href={address(nextCursor)}>
              {words.drafts.next}
            </a>
          )}
        </nav>
      )}
      <ul className="feeds">
        {feeds.map(({ type, title, href }) => (
          <li key={href}>
            <a href={href} type={type}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

/** The list as it is narrowed now, to be followed in a reader of feeds or a calendar. */
function feedsOf({ words }: PageContext, { body, kind, phase, q }: DraftFilter): FeedLink[] {
  const at = (name: string) =>
    hrefOf({ words, portal: null }, `/api/comment-period/${name}`, { body, kind, phase, q })
  return [
    { type: 'application/atom+xml', title: words.drafts.feed, href: at('drafts.atom') },
    { type: 'text/calendar', title: words.drafts.calendar, href: at('drafts.ics') },
  ]
}

function Filters({
  page,
  filter,
  bodies,
}: {
  readonly page: PageContext
  readonly filter: DraftFilter
  readonly bodies: readonly BodySummaryOut[]
}) {
  const { words } = page
  return (
    <form
      className="filters"
      method="get"
      action={ROOT}
      role="search"
      aria-label={words.drafts.filters}
    >
      {words.language === 'fa' ? null : <input type="hidden" name="lang" value={words.language} />}
      {page.portal === null ? null : <input type="hidden" name="portal" value={page.portal} />}
      {filter.kind === undefined ? null : <input type="hidden" name="kind" value={filter.kind} />}
      <div className="field field-search">
        <label htmlFor="filter-q">{words.drafts.search}</label>
        <p className="hint" id="filter-q-hint">
          {words.drafts.searchHint}
        </p>
        <input
          type="search"
          id="filter-q"
          name="q"
          dir="auto"
          defaultValue={filter.q ?? ''}
          aria-describedby="filter-q-hint"
        />
      </div>
      <div className="field">
        <label htmlFor="filter-body">{words.drafts.body}</label>
        <select id="filter-body" name="body" defaultValue={filter.body ?? ''}>
          <option value="">{words.drafts.everyBody}</option>
          {bodies.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="filter-phase">{words.drafts.phase}</label>
        <select id="filter-phase" name="phase" defaultValue={filter.phase ?? ''}>
          <option value="">{words.drafts.everyPhase}</option>
          {PHASES.map((phase) => (
            <option key={phase} value={phase}>
              {words.phases[phase]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">{words.drafts.apply}</button>
    </form>
  )
}

function DraftItem({ page, draft }: { readonly page: PageContext; readonly draft: DraftListItem }) {
  const { words } = page
  const left = leftText(page, draft.period)
  const close = closeText(page, draft.period)
  const closeName = draft.period.phase === 'open' ? words.period.lastDay : words.period.closed
  return (
    <article className="draft-item">
      <h2>
        <a href={hrefOf(page, draftPath(draft.docket))}>
          <UserLine text={draft.title} />
        </a>
      </h2>
      <p className="draft-item-facts">
        <UserLine text={draft.body.name} />
        <UserLine text={draft.kind.name} />
        <LatinLine text={draft.docket} />
      </p>
      <p className="draft-item-period">
        <PhaseBadge page={page} phase={draft.period.phase} />
        {left === null ? null : (
          <span>
            {`${words.period.left}: `}
            <strong>{left}</strong>
          </span>
        )}
        {close === null ? null : <span>{`${closeName}: ${close}`}</span>}
      </p>
      {draft.summary.trim() === '' ? null : <UserText text={draft.summary} />}
    </article>
  )
}
