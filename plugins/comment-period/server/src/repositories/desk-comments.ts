import type { Knex } from 'knex'
import { COMMENT_STATES, type CommentState } from '../../../domain/comment'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { toComment, type CommentRecord } from './comments'
import { answered, ownResponses, responsesThroughThemes, unanswered, waiting } from './responses'
import { toNumber, toNumberOrNull } from './row-values'

/** By what the index on ids is walked: what these leave out is not looked at. */
export interface DeskScope {
  /** Of each body every comment, or those of units by their keys. */
  readonly bodies: readonly { readonly bodyId: string; readonly units: readonly string[] | null }[]
  readonly draftDocumentId: string | null
  readonly state: CommentState | null
}

/** What is asked of each comment within a window. */
export interface DeskFilter {
  readonly type: string | null
  readonly channel: string | null
  readonly unit: string | null
  readonly response: 'overdue' | 'none' | 'given' | null
  readonly now: Instant
}

export interface DeskRow extends CommentRecord {
  /** The row's own number: the place in the list. */
  readonly rowId: number
  readonly bodyId: string
  readonly responses: number
}

export interface DeskWindow {
  readonly rows: readonly DeskRow[]
  /** The last comment looked at; `null` where there was none left. */
  readonly reached: number | null
  readonly isLast: boolean
}

/**
 * A window of comments, the latest first. However rare what is asked for, one call looks at a
 * bounded number of comments: a list of a million answers as soon as one of a hundred, if with a
 * page that is not full.
 *
 * Neither database merges an index over many dockets by itself: asked for the latest of a body it
 * reads all that the body ever got, and sorts it. So the index is asked lane by lane, a lane being
 * one docket with one state or unit, how far down the window can reach at most.
 *
 * @param window.size how many are looked at, at least
 * @returns the latest `most` that are asked for
 */
export async function readDeskWindow(
  strapi: Strapi,
  db: Db,
  scope: DeskScope,
  filter: DeskFilter,
  { before, size, most }: { before: number | null; size: number; most: number },
): Promise<DeskWindow> {
  const comments = tableOf(strapi, UID.comment).tableName
  const asked = { comments, before, size, most }
  const strips = stripsOf(scope)
  const lanes = await Promise.all(strips.map((strip) => readLanes(db, scope, strip, asked)))
  const floor = floorOf(lanes.flat(), size)
  if (floor === null) return { rows: [], reached: null, isLast: true }
  const found = await Promise.all(
    strips.map((strip) => readRows(db, scope, strip, filter, { ...asked, floor })),
  )
  const rows = found.flat().sort((a, b) => b.rowId - a.rowId)
  if (found.some((part) => part.length === most)) {
    const shown = rows.slice(0, most)
    return { rows: shown, reached: shown.at(-1)?.rowId ?? floor, isLast: false }
  }
  return { rows, reached: floor, isLast: floor === 0 }
}

/** Dockets of bodies, with the column that tells their lanes apart. */
interface Strip {
  readonly bodyIds: readonly string[]
  readonly column: 'state' | 'unit'
  readonly values: readonly string[]
}

/** A body of which all is read goes by the states of its comments, another by units. */
function stripsOf({ bodies, state }: DeskScope): readonly Strip[] {
  const whole = bodies.flatMap(({ bodyId, units }) => (units === null ? [bodyId] : []))
  const ofUnits = bodies.flatMap(({ bodyId, units }) =>
    units === null || units.length === 0
      ? []
      : [{ bodyIds: [bodyId], column: 'unit' as const, values: units }],
  )
  if (whole.length === 0) return ofUnits
  const values = state === null ? COMMENT_STATES : [state]
  return [{ bodyIds: whole, column: 'state', values }, ...ofUnits]
}

interface Asked {
  readonly comments: string
  readonly before: number | null
  readonly size: number
  readonly most: number
}

/** One docket with one state or unit: its latest comment, and the last that a window takes of it. */
interface Lane {
  readonly top: number
  readonly nth: number | null
}

/** The lanes with the latest comments. What lies in none of these lies below all of their tops. */
async function readLanes(
  { knex }: Db,
  scope: DeskScope,
  strip: Strip,
  { comments, before, size }: Asked,
): Promise<readonly Lane[]> {
  const lane = (offset: number) => {
    const query = knex({ c: comments })
      .where('c.draft_document_id', knex.ref('l.document_id'))
      .where(`c.${strip.column}`, knex.ref('l.value'))
      .orderBy('c.id', 'desc')
      .offset(offset)
      .limit(1)
      .select('c.id')
    if (strip.column === 'unit' && scope.state !== null) query.where('c.state', scope.state)
    if (before !== null) query.where('c.id', '<', before)
    return query
  }
  const values = strip.values.map((value) => knex.raw('SELECT ? AS value', [value]))
  const every = knex({ h: TABLES.heads })
    .joinRaw('CROSS JOIN (?) AS s', [knex.unionAll(values)])
    .whereIn('h.body_document_id', [...strip.bodyIds])
    .where('h.last_seq', '>', 0)
    .select('h.document_id', 's.value')
  if (scope.draftDocumentId !== null) every.where('h.document_id', scope.draftDocumentId)
  const tops = knex.from(every.as('l')).select('l.document_id', 'l.value', { top: lane(0) })
  const latest = knex
    .from(tops.as('t'))
    .whereNotNull('t.top')
    .orderBy('t.top', 'desc')
    .limit(size)
    .select('t.*')
  const rows: Row[] = await knex.from(latest.as('l')).select('l.top', { nth: lane(size - 1) })
  return rows.map(({ top, nth }) => ({ top: toNumber(top), nth: toNumberOrNull(nth) }))
}

/**
 * An id at or above which at least `size` comments lie: a lane that has as many by itself says so,
 * or as many lanes. `0` where there are fewer, `null` where there are none.
 */
function floorOf(lanes: readonly Lane[], size: number): number | null {
  if (lanes.length === 0) return null
  const tops = lanes.map(({ top }) => top).sort((a, b) => b - a)
  return Math.max(tops[size - 1] ?? 0, ...lanes.map(({ nth }) => nth ?? 0))
}

async function readRows(
  db: Db,
  scope: DeskScope,
  strip: Strip,
  filter: DeskFilter,
  { comments, before, most, floor }: Asked & { readonly floor: number },
): Promise<readonly DeskRow[]> {
  const { knex } = db
  // A CROSS JOIN is the one order that SQLite keeps to: dockets first, then the index by lanes.
  const query = knex({ h: TABLES.heads })
    .joinRaw('CROSS JOIN ?? AS c', [comments])
    .whereIn('h.body_document_id', [...strip.bodyIds])
    .where('c.draft_document_id', knex.ref('h.document_id'))
    .whereIn(`c.${strip.column}`, [...strip.values])
    .where('c.id', '>=', floor)
    .orderBy('c.id', 'desc')
    .limit(most)
    .select('c.*', 'h.body_document_id')
    .select({
      responses: ownResponses(knex).count(),
      theme_responses: responsesThroughThemes(knex).count(),
    })
  if (scope.draftDocumentId !== null) query.where('h.document_id', scope.draftDocumentId)
  if (strip.column === 'unit' && scope.state !== null) query.where('c.state', scope.state)
  if (before !== null) query.where('c.id', '<', before)
  sift(db, query, filter)
  const rows: Row[] = await query
  return rows.map(toDeskRow)
}

/**
 * To comments, as `c`, that somebody reads: of each body all, or those of some units. For queries
 * that go by the latest ids: on SQLite the `+` keeps them from reading whole dockets instead.
 */
export function narrowToBodies(
  { knex, client }: Db,
  query: Knex.QueryBuilder,
  bodies: DeskScope['bodies'],
): void {
  // Knex takes a raw column here, and its types do not say so.
  const draft = (
    client === 'sqlite' ? knex.raw('+c.draft_document_id') : 'c.draft_document_id'
  ) as string
  const draftsOf = (bodyIds: readonly string[]) =>
    knex(TABLES.heads)
      .whereIn('body_document_id', [...bodyIds])
      .select('document_id')
  const whole = bodies.flatMap(({ bodyId, units }) => (units === null ? [bodyId] : []))
  query.where((either) => {
    either.whereIn(draft, draftsOf(whole))
    for (const { bodyId, units } of bodies) {
      if (units === null) continue
      either.orWhere((both) => {
        void both.whereIn(draft, draftsOf([bodyId])).whereIn('c.unit', [...units])
      })
    }
  })
}

function sift({ knex }: Db, query: Knex.QueryBuilder, filter: DeskFilter): void {
  if (filter.type !== null) query.where('c.type', filter.type)
  if (filter.channel !== null) query.where('c.channel', filter.channel)
  if (filter.unit !== null) query.where('c.unit', filter.unit)
  if (filter.response === null) return
  if (filter.response === 'given') answered(knex, query)
  if (filter.response === 'none') unanswered(knex, query)
  if (filter.response === 'overdue') waiting(knex, query).where('c.due_at', '<', filter.now)
}

function toDeskRow(row: Row): DeskRow {
  return {
    ...toComment(row),
    rowId: toNumber(row.id),
    bodyId: String(row.body_document_id),
    responses: toNumber(row.responses) + toNumber(row.theme_responses),
  }
}
