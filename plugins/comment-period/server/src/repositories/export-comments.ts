import type { Knex } from 'knex'
import type { CommentState } from '../../../domain/comment'
import type { Covered, ExportFilter } from '../../../domain/docket-export'
import type { Instant } from '../../../domain/instant'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { findCommentAttachments, type JudgedAttachment } from './comment-attachments'
import { rowsAboutEach } from './comment-ledgers'
import { SHOWN_COLUMNS, toShownComment, type ShownComment } from './comments'
import { findSealedContacts } from './contacts'
import { findResponses, type GivenResponse } from './responses'
import { toNumber, toNumberOrNull, toText, toTextOrNull } from './row-values'

/** Where comments are read without Strapi: an export does so in a thread of its own. */
export interface CommentSource {
  readonly db: Db
  readonly commentsTable: string
}

/**
 * A comment as it stood at an instant, with what goes with it in an export: state, unit and day are
 * as they were; words that have been hidden since then are hidden.
 */
export interface ExportedComment {
  /** A member, not spread out: V8 takes longer to copy thirty members than for all the rest of a row. */
  readonly shown: ShownComment
  readonly state: CommentState
  readonly withholdReason: string | null
  readonly unit: string | null
  readonly dueAt: number | null
  readonly stateNow: CommentState
  /** As filed, hidden words included. */
  readonly original: { readonly text: string | null; readonly suggestedWording: string | null }
  readonly responses: readonly GivenResponse[]
  readonly attachments: readonly JudgedAttachment[]
  readonly sealedContact: string | null
}

/**
 * What an export has a use for: every further column is one more value of a million rows for the
 * driver to read, and Strapi's instants take it longer than all the rest of a row.
 */
const COLUMNS = [...SHOWN_COLUMNS, 'unit', 'due_at', 'state']

/**
 * The next comments that an export covers, as they stood at its instant. What staff did later is
 * not in it, so that an export that is begun anew comes out the same; but what was hidden or erased
 * later is hidden or gone.
 */
export async function readExportPage(
  { db, commentsTable }: CommentSource,
  { draftDocumentId, seq: last }: Covered,
  { type, channel }: Pick<ExportFilter, 'type' | 'channel'>,
  { after, at, size }: { after: number; at: Instant; size: number },
): Promise<{ readonly items: readonly ExportedComment[]; readonly reached: number }> {
  const upTo = Math.min(after + size, last)
  const query = db
    .knex({ c: commentsTable })
    .where('c.draft_document_id', draftDocumentId)
    .where('c.seq', '>', after)
    .where('c.seq', '<=', upTo)
    .orderBy('c.seq')
    .select(COLUMNS.map((column) => `c.${column}`))
    .select(Object.fromEntries(LEDGERS_READ.map((table) => [table, oneRowIn(db, table)])))
  if (type !== null) query.where('c.type', type)
  if (channel !== null) query.where('c.channel', channel)
  const rows: Row[] = await query
  // Of most comments there is nothing in most ledgers, and what is not there is not asked for.
  const having = (table: string) =>
    rows.filter((row) => row[table] !== null).map((row) => String(row.document_id))
  const screenings = await rowsAboutEach(db, TABLES.screenings, having(TABLES.screenings))
  const assignments = await rowsAboutEach(db, TABLES.assignments, having(TABLES.assignments))
  const contacts = await findSealedContacts(db, having(TABLES.contacts))
  const answered = new Set([...having(TABLES.responses), ...having(TABLES.placements)])
  const responses = await findResponses(db, [...answered], at)
  const attachments = await findCommentAttachments(db, having(TABLES.commentAttachments), at)
  const items = rows.map((row): ExportedComment => {
    const id = String(row.document_id)
    const { state, withholdReason } = stateAt(row, screenings.get(id), at)
    const { unit, dueAt } = chargeAt(row, assignments.get(id), at)
    return {
      shown: toShownComment(row),
      state,
      withholdReason,
      unit,
      dueAt,
      stateNow: row.state as CommentState,
      original: {
        text: row.text === null ? null : toText(row.text),
        suggestedWording: toTextOrNull(row.suggested_wording),
      },
      responses: responses.get(id) ?? NOTHING,
      attachments: attachments.get(id) ?? NOTHING,
      sealedContact: contacts.get(id) ?? null,
    }
  })
  return { items, reached: upTo }
}

const NOTHING: readonly never[] = []

const LEDGERS_READ = [
  TABLES.screenings,
  TABLES.assignments,
  TABLES.contacts,
  TABLES.responses,
  TABLES.placements,
  TABLES.commentAttachments,
] as const

/** 1 where a table has a row about the comment `c`, and `null` where it has none. */
function oneRowIn({ knex }: Db, table: string): Knex.QueryBuilder {
  return knex({ r: table })
    .where('r.comment_document_id', knex.ref('c.document_id'))
    .limit(1)
    .select(knex.raw('1'))
}

/** As the last screening until then left it; before the first one, as that one found it. */
function stateAt(
  row: Row,
  screenings: readonly Row[] = NOTHING,
  at: Instant,
): Pick<ExportedComment, 'state' | 'withholdReason'> {
  const before = lastUntil(screenings, at)
  if (before !== undefined) {
    return {
      state: before.to_state as CommentState,
      withholdReason: toTextOrNull(before.withhold_reason),
    }
  }
  const state = screenings[0]?.from_state ?? row.state
  return { state: state as CommentState, withholdReason: null }
}

function chargeAt(
  row: Row,
  assignments: readonly Row[] = NOTHING,
  at: Instant,
): Pick<ExportedComment, 'unit' | 'dueAt'> {
  const before = lastUntil(assignments, at)
  if (before !== undefined) {
    return { unit: toTextOrNull(before.to_unit), dueAt: toNumberOrNull(before.to_due_at) }
  }
  const [next] = assignments
  if (next === undefined) return { unit: toTextOrNull(row.unit), dueAt: toNumberOrNull(row.due_at) }
  return { unit: toTextOrNull(next.from_unit), dueAt: toNumberOrNull(next.from_due_at) }
}

function lastUntil(rows: readonly Row[], at: Instant): Row | undefined {
  return rows.filter((row) => toNumber(row.at) <= at).at(-1)
}

/** The dockets of a body, or one of them, that have comments, each with the number of its last. */
export async function coveredDockets(
  { knex }: Db,
  { bodyId, draftDocumentId }: { bodyId: string; draftDocumentId: string | null },
): Promise<readonly Covered[]> {
  const query = knex(TABLES.heads).where({ body_document_id: bodyId }).orderBy('docket')
  if (draftDocumentId === null) query.where('last_seq', '>', 0)
  else query.where({ document_id: draftDocumentId })
  const rows: Row[] = await query.select('document_id', 'docket', 'last_seq')
  return rows.map((row) => ({
    draftDocumentId: String(row.document_id),
    docket: String(row.docket),
    seq: toNumber(row.last_seq),
  }))
}
