import { z } from 'zod'
import { listDrafts } from './drafts'
import { PAGE_LANGUAGES } from './pages'

const filters = listDrafts.query.omit({ limit: true, cursor: true }).extend({
  lang: z.enum(PAGE_LANGUAGES).optional(),
})

/** `GET /drafts.atom`: drafts as they are exposed and change, the latest first (RFC 4287). */
export const readAtomFeed = {
  query: filters.extend(listDrafts.query.pick({ cursor: true }).shape),
  media: 'application/atom+xml',
}

/** `GET /drafts.ics`: the deadlines of the same drafts (RFC 5545). */
export const readDeadlines = { query: filters, media: 'text/calendar' }
