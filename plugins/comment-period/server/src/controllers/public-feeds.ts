import type { Context } from 'koa'
import { readAtomFeed, readDeadlines } from '../../../contracts/feeds'
import type { PageLanguage } from '../../../contracts/pages'
import { atomFeed } from '../pages/feeds/atom-feed'
import { deadlineCalendar } from '../pages/feeds/deadline-calendar'
import type { FeedContext } from '../pages/feeds/feed-entry'
import { WORDS } from '../pages/words'
import { readDraftFeed } from '../services/draft-feed'
import { runtimeOf } from '../services/runtime'
import { givenOriginOf, type Strapi } from '../strapi-types'
import { answerText } from './answers'
import { endpoint } from './endpoint'

export const publicFeeds = ({ strapi }: { strapi: Strapi }) => ({
  atom: endpoint(strapi, readAtomFeed, async (context, { query }) => {
    const { lang, cursor, ...filters } = query
    const feed = await readDraftFeed(runtimeOf(strapi), { ...filters, cursor })
    const at = (page: string | null) => addressOf(context, { ...filters, lang, cursor: page })
    const about = aboutFeed(strapi, context, { lang, filters, path: at(cursor ?? null) })
    const next = feed.nextCursor === null ? null : at(feed.nextCursor)
    answerText(context, 'application/atom+xml', atomFeed(about, feed.drafts, next), feed)
  }),

  deadlines: endpoint(strapi, readDeadlines, async (context, { query }) => {
    const { lang, ...filters } = query
    const feed = await readDraftFeed(runtimeOf(strapi), filters)
    const path = addressOf(context, { ...filters, lang })
    const about = aboutFeed(strapi, context, { lang, filters, path })
    answerText(context, 'text/calendar', deadlineCalendar(about, feed.drafts), feed)
  }),
})

type Filters = Readonly<Record<string, string | undefined>>

function aboutFeed(
  strapi: Strapi,
  context: Context,
  asked: { lang: PageLanguage | undefined; filters: Filters; path: string },
): FeedContext {
  return {
    words: WORDS[asked.lang ?? 'fa'],
    origin: givenOriginOf(strapi) ?? context.origin,
    path: asked.path,
    filters: asked.filters,
  }
}

/** The path of the feed itself: what was asked, in one order and spelling. */
function addressOf(
  { path }: Context,
  parameters: Readonly<Record<string, string | null | undefined>>,
) {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const query = new URLSearchParams(given).toString()
  return query === '' ? path : `${path}?${query}`
}
