import type { DraftListItem } from '../../../contracts/drafts'
import { searchQuery } from '../../../domain/canonical-text'
import type { Instant } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import { nextPhaseChangeAt, phaseAt, type Phase } from '../../../domain/phase'
import { readDatabaseClock } from '../database/clock'
import { findBody, findKind } from '../repositories/bodies'
import {
  findNextClose,
  listHeads,
  type DocketHead,
  type DocketListFilter,
} from '../repositories/docket-heads'
import type { ExposureRecord } from '../repositories/exposures'
import { findDocumentsWith, isIndexed } from '../repositories/search-texts'
import { connectionOf, type Strapi } from '../strapi-types'
import { isListPosition, readCursor, writeCursor } from './cursors'
import { kindOut, periodOut } from './docket-answers'
import type { DocketSnapshot } from './docket-snapshots'
import type { Freshness, Reading } from './reading'
import { failsForAll, refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { shareRounds, type WaitingCount } from './shared-rounds'

const HEADS_AT_ONCE = 50
const USUAL_ITEMS = 20
/**
 * For one page. Terms too short for the index are looked up docket by docket; whoever asks for a
 * rare one gets a page that is not full, and a cursor to go on from.
 */
const MOST_LOOKED_AT = 1_000

export interface DraftsQuery {
  readonly body?: string | undefined
  readonly kind?: string | undefined
  readonly phase?: Phase | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** A docket whose text has been put before the public. */
export interface ExposedDocket extends DocketSnapshot {
  readonly latest: ExposureRecord
}

/** A page before it is written out. */
interface DraftPage extends Freshness {
  readonly dockets: readonly ExposedDocket[]
  readonly nextCursor: string | null
}

type DraftList = Reading<{ items: DraftListItem[]; nextCursor: string | null }>

/**
 * The dockets that have been exposed, the latest first. Where each of them stands is asked at
 * every reading, once for all who ask for the same page at the same time.
 */
export async function listDrafts(runtime: Runtime, query: DraftsQuery): Promise<DraftList> {
  const found = await runtime.draftListOf(JSON.stringify(query))
  if (found?.kind === 'list') return found.list
  throw found === null ? new Error('a page was asked for and not read') : (found.error as Error)
}

/** A page, or what it could not be read for: nobody hears of another's unknown body. */
type DraftListOutcome =
  | { readonly kind: 'list'; readonly list: DraftList }
  | { readonly kind: 'failed'; readonly error: unknown }

/** @param page a query as JSON: who asks in the same words shares a round */
export type DraftLists = (page: string) => Promise<DraftListOutcome | null>

/**
 * Reads pages in rounds.
 *
 * @param runtime asked for when the first page is: it is not there yet when this is made
 */
export function draftLists(runtime: () => Runtime, waiting: WaitingCount): DraftLists {
  const read = async (page: string): Promise<DraftListOutcome> => {
    try {
      const query = JSON.parse(page) as DraftsQuery
      return { kind: 'list', list: await readList(runtime(), page, query) }
    } catch (error) {
      // Where the database cannot be asked, all of the round hear it, and those who wait behind.
      if (failsForAll(error)) throw error
      return { kind: 'failed', error }
    }
  }
  return shareRounds(
    async (pages: readonly string[]) =>
      new Map(await Promise.all(pages.map(async (page) => [page, await read(page)] as const))),
    { waiting },
  )
}

async function readList(runtime: Runtime, page: string, query: DraftsQuery): Promise<DraftList> {
  const { dockets, nextCursor, phaseChangesAt, now } = await findPage(runtime, query)
  const key = `drafts/${page}`
  // The page is written out anew where one of its dockets has moved on.
  const stamp = [nextCursor, ...dockets.map(standingOf)].join(' ')
  const answered = await runtime.keepAnswer(key, stamp, () =>
    Promise.resolve({ items: dockets.map(listItem), nextCursor }),
  )
  return { ...answered, phaseChangesAt, now }
}

/**
 * A phase is derived, so a page is filled by reading on from the heads until it is full, whatever
 * their caches say; the cursor is the last head looked at.
 */
export async function findPage(runtime: Runtime, query: DraftsQuery): Promise<DraftPage> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const wanted = query.limit ?? USUAL_ITEMS
  let position = query.cursor === undefined ? null : readCursor(query.cursor, isListPosition)
  const { terms, ...narrowed } = filterOf(query)
  const filter = { ...narrowed, terms: isIndexed(terms) ? terms : [] }
  const dockets: ExposedDocket[] = []
  // One that is not in this phase now may come into it, and the page must not outlive that.
  const nextClose = query.phase === 'closed' ? await findNextClose(strapi, db, filter) : null
  const changes: Instant[] = nextClose === null ? [] : [nextClose]
  const clocks: Instant[] = []
  let exhausted = false
  let lookedAt = 0
  while (dockets.length < wanted && !exhausted && lookedAt < MOST_LOOKED_AT) {
    const heads = await listHeads(strapi, db, {
      ...filter,
      before: position === null ? null : { firstOpenedAt: position[0], documentId: position[1] },
      limit: HEADS_AT_ONCE,
    })
    exhausted = heads.length < HEADS_AT_ONCE
    lookedAt += heads.length
    const snapshots = await openMatches(runtime, heads, isIndexed(terms) ? [] : terms)
    for (const [index, head] of heads.entries()) {
      if (dockets.length === wanted) {
        exhausted = false
        break
      }
      position = [head.firstOpenedAt ?? 0, head.documentId]
      const snapshot = snapshots[index] ?? null
      if (snapshot === null || !isExposed(snapshot)) continue
      const { state, now } = snapshot
      clocks.push(now)
      const change = nextPhaseChangeAt(state, now)
      if (change !== null) changes.push(change)
      if (query.phase === undefined || phaseAt(state, now) === query.phase) dockets.push(snapshot)
    }
  }
  if (lookedAt === 0) await assertNamesKnown(strapi, query)
  return {
    dockets,
    nextCursor: exhausted || position === null ? null : writeCursor(position),
    phaseChangesAt: changes.length === 0 ? null : Math.min(...changes),
    now: clocks.length === 0 ? await readDatabaseClock(db) : Math.max(...clocks),
  }
}

/** The dockets of these heads, `null` for one whose text has not every term. */
async function openMatches(
  runtime: Runtime,
  heads: readonly DocketHead[],
  terms: readonly string[],
): Promise<readonly (DocketSnapshot | null)[]> {
  const ids = heads.map(({ documentId }) => documentId)
  const matches =
    terms.length === 0
      ? new Set(ids)
      : await findDocumentsWith(connectionOf(runtime.strapi), ids, terms)
  return Promise.all(
    heads.map(({ documentId, docket }) =>
      matches.has(documentId) ? runtime.snapshotOf(docket) : Promise.resolve(null),
    ),
  )
}

function isExposed(snapshot: DocketSnapshot): snapshot is ExposedDocket {
  return snapshot.latest !== null
}

function filterOf({
  body,
  kind,
  phase,
  q,
}: DraftsQuery): Omit<DocketListFilter, 'before' | 'limit'> {
  return {
    phase: phase ?? null,
    body: body ?? null,
    kind: kind ?? null,
    terms: q === undefined ? [] : searchQuery(q),
  }
}

/** An empty list of a body is one thing, and a body that is none another. */
async function assertNamesKnown(strapi: Strapi, { body, kind }: DraftsQuery): Promise<void> {
  if (body !== undefined && (await findBody(strapi, { slug: body })) === null) {
    refuse('BODY_UNKNOWN')
  }
  if (kind !== undefined && (await findKind(strapi, { key: kind })) === null) {
    refuse('INPUT_INVALID', { field: 'kind' })
  }
}

/** Names everything of a docket that its item in a list shows. */
function standingOf({ head, state, now }: DocketSnapshot): string {
  return `${head.docket}.${String(state.lastOrdinal)}.${phaseAt(state, now)}`
}

export function listItem({ head, ledger, latest, now }: ExposedDocket): DraftListItem {
  return {
    docket: head.docket,
    title: readLegalText(latest.content).title,
    summary: latest.summary,
    body: { slug: latest.snapshot.body.slug, name: latest.snapshot.body.name },
    kind: kindOut(latest),
    exposure: latest.n,
    period: periodOut(ledger, latest, now),
  }
}
