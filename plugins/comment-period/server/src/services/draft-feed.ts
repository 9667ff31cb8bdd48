import { createHash } from 'node:crypto'
import type { DraftListItem } from '../../../contracts/drafts'
import type { Instant } from '../../../domain/instant'
import { findPage, listItem, type DraftsQuery } from './draft-list'
import type { Freshness } from './reading'
import type { Runtime } from './runtime'

/** As many as a reader of feeds can be expected to take at once. */
const ENTRIES = 100

/** A draft as feeds and calendars need it: with an id for ever, and when it last changed. */
export interface FedDraft {
  readonly draft: DraftListItem
  readonly uuid: string
  readonly firstOpenedAt: Instant
  readonly changedAt: Instant
  readonly changes: number
}

/** The drafts of a list as they are told to readers of feeds, the latest first. */
export async function readDraftFeed(
  runtime: Runtime,
  query: Omit<DraftsQuery, 'limit'>,
): Promise<
  Freshness & { readonly drafts: readonly FedDraft[]; readonly nextCursor: string | null }
> {
  const { dockets, nextCursor, phaseChangesAt, now } = await findPage(runtime, {
    ...query,
    limit: ENTRIES,
  })
  const drafts = dockets.map((docket) => ({
    draft: listItem(docket),
    uuid: uuidOf(docket.head.documentId),
    firstOpenedAt: docket.head.firstOpenedAt ?? 0,
    changedAt: docket.state.lastAt,
    changes: docket.state.lastOrdinal,
  }))
  return { drafts, nextCursor, phaseChangesAt, now }
}

/** Documents have random ids; a digest of one, marked as a UUID of our own making (RFC 9562, 5.8). */
function uuidOf(documentId: string): string {
  const hex = createHash('sha256').update(`comment-period/docket/${documentId}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
