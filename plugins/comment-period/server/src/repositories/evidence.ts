import type { Channel, CommentState, CommentType, Disposition } from '../../../domain/comment'
import { responseTiming, type EvidenceComments } from '../../../domain/evidence-report'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { givenUntil, WANTS_RESPONSE } from './responses'
import { toNumber, toNumberOrNull, toTextOrNull } from './row-values'

/** A draft of which something was exposed in a span. */
export interface ExposedDraft {
  readonly documentId: string
  readonly docket: string
  /** Number of its last comment. */
  readonly lastSeq: number
}

/** Half-open, as instants. */
interface Span {
  readonly since: Instant
  readonly until: Instant
}

/** Drafts of a body that were exposed in a span, in the order of their first exposure in it. */
export async function listExposedDrafts(
  { knex }: Db,
  bodyId: string,
  { since, until }: Span,
  limit: number,
): Promise<ExposedDraft[]> {
  const rows: Row[] = await knex({ e: TABLES.exposures })
    .join({ h: TABLES.heads }, 'h.document_id', 'e.document_id')
    .where('e.body_document_id', bodyId)
    .where('e.opened_at', '>=', since)
    .where('e.opened_at', '<', until)
    .groupBy('h.document_id', 'h.docket', 'h.last_seq')
    .orderByRaw('min(e.opened_at), h.docket')
    .limit(limit)
    .select('h.document_id', 'h.docket', 'h.last_seq')
  return rows.map((row) => ({
    documentId: String(row.document_id),
    docket: String(row.docket),
    lastSeq: toNumber(row.last_seq),
  }))
}

/** How many drafts of a body were decided not to be exposed in a span. */
export async function countWaivers(
  { knex }: Db,
  bodyId: string,
  { since, until }: Span,
): Promise<number> {
  const row: { n?: unknown } | undefined = await knex(TABLES.waivers)
    .where('body_document_id', bodyId)
    .where('at', '>=', since)
    .where('at', '<', until)
    .count({ n: 'id' })
    .first()
  return toNumber(row?.n ?? 0)
}

/**
 * Counts the comments of a docket whose numbers lie in a stretch, those that are alike together. The
 * response, and the day on which it was due, are as they stood at an instant; a comment that was
 * erased counts as any other does, but for the response that it no longer waits for.
 *
 * @param exposures numbers of the exposures whose comments are asked for
 * @param stretch after the first number, up to the second
 */
export async function countForEvidence(
  strapi: Strapi,
  { knex }: Db,
  documentId: string,
  exposures: readonly number[],
  stretch: readonly [after: number, upTo: number],
  at: Instant,
): Promise<EvidenceComments[]> {
  const [after, upTo] = stretch
  const responses = () => knex(givenUntil(knex, at).as('g')).limit(1)
  const filed = knex({ c: tableOf(strapi, UID.comment).tableName })
    .where('c.draft_document_id', documentId)
    .where('c.seq', '>', after)
    .where('c.seq', '<=', upTo)
    .whereIn('c.exposure_n', [...exposures])
    .select('c.document_id', 'c.channel', 'c.type', 'c.state', 'c.due_at')
    .select({
      is_wanted: knex.raw(`CASE WHEN ${WANTS_RESPONSE} THEN 1 ELSE 0 END`),
      responded_at: responses().orderBy('g.at').select('g.at'),
      disposition: responses().orderBy('g.at', 'desc').select('g.disposition'),
    })
  // What was due is what the next assignment found, or what is due now where there was none.
  const nextAssignments = () =>
    knex({ a: TABLES.assignments })
      .where('a.comment_document_id', knex.ref('f.document_id'))
      .where('a.at', '>', knex.raw('coalesce(f.responded_at, ?)', [at]))
      .orderBy('a.n')
      .limit(1)
  const dated = knex(filed.as('f')).select(
    'f.channel',
    'f.type',
    'f.state',
    'f.disposition',
    'f.responded_at',
    'f.is_wanted',
    {
      due_at: knex.raw('CASE WHEN EXISTS ? THEN ? ELSE f.due_at END', [
        nextAssignments().select('a.n'),
        nextAssignments().select('a.from_due_at'),
      ]),
    },
  )
  const judged = knex(dated.as('d')).select(
    'd.channel',
    'd.type',
    'd.state',
    'd.disposition',
    'd.is_wanted',
    {
      is_responded: knex.raw('CASE WHEN d.responded_at IS NULL THEN 0 ELSE 1 END'),
      is_within: knex.raw(
        `CASE WHEN d.due_at IS NULL THEN NULL WHEN coalesce(d.responded_at, ?) <= d.due_at THEN 1 ELSE 0 END`,
        [at],
      ),
    },
  )
  const alike = [
    'channel',
    'type',
    'state',
    'disposition',
    'is_wanted',
    'is_responded',
    'is_within',
  ]
  const rows: Row[] = await knex(judged.as('j'))
    .groupBy(alike)
    .select(alike)
    .select({ n: knex.raw('count(*)') })
  return rows.map((row) => {
    const within = toNumberOrNull(row.is_within)
    return {
      channel: String(row.channel) as Channel,
      type: String(row.type) as CommentType,
      state: String(row.state) as CommentState,
      timing: responseTiming({
        isWanted: toNumber(row.is_wanted) === 1,
        isResponded: toNumber(row.is_responded) === 1,
        isWithin: within === null ? null : within === 1,
      }),
      disposition: toTextOrNull(row.disposition) as Disposition | null,
      n: toNumber(row.n),
    }
  })
}
