import { toIsoUtc } from '../../../../domain/instant'
import { element, xmlDocument } from '../../../../domain/xml'
import { entryText, pageOfDraft, pageOfList, type FeedContext, type FeedEntry } from './feed-entry'

/**
 * Drafts as an Atom feed (RFC 4287). A feed without entries has been the same since ever; there is
 * no clock in it.
 *
 * @param next path of the page after this one (RFC 5005), `null` on the last
 */
export function atomFeed(
  context: FeedContext,
  entries: readonly FeedEntry[],
  next: string | null,
): string {
  const { words, origin, path } = context
  const updated = entries.reduce((latest, { changedAt }) => Math.max(latest, changedAt), 0)
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': words.language }, [
      element('id', {}, [origin + path]),
      element('title', {}, [words.drafts.title]),
      element('subtitle', {}, [words.site]),
      element('updated', {}, [toIsoUtc(updated)]),
      element('link', { rel: 'self', type: 'application/atom+xml', href: origin + path }),
      element('link', { rel: 'alternate', type: 'text/html', href: pageOfList(context) }),
      ...(next === null
        ? []
        : [element('link', { rel: 'next', type: 'application/atom+xml', href: origin + next })]),
      ...entries.map((entry) => entryOf(context, entry)),
    ]),
  )
}

function entryOf(context: FeedContext, entry: FeedEntry) {
  const { words, origin } = context
  const { draft } = entry
  const { phase } = draft.period
  return element('entry', {}, [
    element('id', {}, [`urn:uuid:${entry.uuid}`]),
    element('title', {}, [draft.title]),
    element('published', {}, [toIsoUtc(entry.firstOpenedAt)]),
    element('updated', {}, [toIsoUtc(entry.changedAt)]),
    element('author', {}, [element('name', {}, [draft.body.name])]),
    element('link', { rel: 'alternate', type: 'text/html', href: pageOfDraft(context, draft) }),
    element('link', {
      rel: 'related',
      type: 'application/json',
      href: `${origin}/api/comment-period/drafts/${draft.docket}`,
    }),
    ...(phase === 'drafting'
      ? []
      : [element('category', { term: phase, label: words.phases[phase] })]),
    element('category', { term: draft.kind.key, label: draft.kind.name }),
    element('summary', {}, [entryText(context, draft)]),
  ])
}
