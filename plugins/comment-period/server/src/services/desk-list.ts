import type { DeskItem, DeskListOut, DeskQuery } from '../../../contracts/desk'
import { searchQuery, searchText } from '../../../domain/canonical-text'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readLegalText, type LegalText } from '../../../domain/legal-text'
import { readDatabaseClock } from '../database/clock'
import { findCommentAttachments, type JudgedAttachment } from '../repositories/comment-attachments'
import type { CommentRecord } from '../repositories/comments'
import {
  readDeskWindow,
  type DeskFilter,
  type DeskRow,
  type DeskScope,
} from '../repositories/desk-comments'
import { findExposure } from '../repositories/exposures'
import { listUnits, type Unit } from '../repositories/units'
import { connectionOf, type Db } from '../strapi-types'
import { isSeq, readCursor, writeCursor } from './cursors'
import { deskBodies, type DeskBody } from './desk'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

const USUAL_ITEMS = 50
/** Comments of one window, and of one call: what is rare is found over several pages. */
const LOOKED_AT_ONCE = 1_000
const MOST_LOOKED_AT = 10_000

/** What has come in for the bodies of whoever asks, the latest first. */
export async function listDesk(runtime: Runtime, query: DeskQuery): Promise<DeskListOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const bodies = await deskBodies(strapi)
  const now = await readDatabaseClock(db)
  const scope = scopeOf(bodies, query)
  const filter: DeskFilter = {
    type: query.type ?? null,
    channel: query.channel ?? null,
    unit: query.unit ?? null,
    response: query.response ?? null,
    now,
  }
  const wanted = query.limit ?? USUAL_ITEMS
  const names = namesIn(query.q)
  const isSifted = [query.type, query.channel, query.unit, query.response, query.q].some(
    (asked) => asked !== undefined,
  )
  const size = isSifted ? LOOKED_AT_ONCE : wanted + 1
  let before = query.cursor === undefined ? null : readCursor(query.cursor, isSeq)
  const found: DeskRow[] = []
  let isLast = false
  for (let lookedAt = 0; !isLast && lookedAt < MOST_LOOKED_AT; lookedAt += size) {
    const room = wanted - found.length
    // Words are looked for here, in texts as they are spelt; all else the database sifts.
    const most = query.q === undefined ? Math.min(room + 1, size) : size
    const window = await readDeskWindow(strapi, db, scope, filter, { before, size, most })
    const matching = window.rows.filter((row) => names(row))
    found.push(...matching.slice(0, room))
    if (matching.length > room) {
      before = found.at(-1)?.rowId ?? before
      break
    }
    before = window.reached ?? before
    isLast = window.isLast
  }
  return {
    items: await itemsOf(runtime, db, bodies, found, now),
    nextCursor: isLast || before === null ? null : writeCursor(before),
  }
}

function scopeOf(bodies: readonly DeskBody[], query: DeskQuery): DeskScope {
  const asked = bodies.filter(({ body }) => query.body === undefined || body.slug === query.body)
  // One that there is not, and one that is not theirs: neither is told from the other.
  if (query.body !== undefined && asked.length === 0) refuse('NOT_A_MEMBER')
  return {
    bodies: asked.map(({ body, units }) => ({ bodyId: body.id, units })),
    draftDocumentId: query.draft ?? null,
    state: query.state ?? null,
  }
}

/** Whether a comment is meant by what was typed: its words, its number, or that of its docket. */
function namesIn(q: string | undefined): (row: DeskRow) => boolean {
  if (q === undefined) return () => true
  const typed = q.trim().toLowerCase()
  const terms = searchQuery(q)
  return ({ publicId, docket, text, suggestedWording }) => {
    if (publicId === typed || docket === typed) return true
    if (terms.length === 0) return false
    const words = searchText([text ?? '', suggestedWording ?? ''].join('\n'))
    return terms.every((term) => words.includes(term))
  }
}

async function itemsOf(
  runtime: Runtime,
  db: Db,
  bodies: readonly DeskBody[],
  rows: readonly DeskRow[],
  now: Instant,
): Promise<DeskItem[]> {
  const attachments = await findCommentAttachments(
    db,
    rows.map(({ documentId }) => documentId),
  )
  const units = await listUnits(runtime.strapi, [...new Set(rows.map(({ bodyId }) => bodyId))])
  const textOf = textsAsExposed(runtime, db)
  return Promise.all(
    rows.map(async (row) => {
      const text = await textOf(row)
      const clause = text?.clauses.find(({ clauseId }) => clauseId === row.clauseId)
      return {
        ...deskFacts(row, bodies, units.get(row.bodyId) ?? [], text, now),
        clause: clause?.label ?? null,
        responses: row.responses,
        quarantined: quarantinedOf(attachments.get(row.documentId) ?? []),
      }
    }),
  )
}

function quarantinedOf(attachments: readonly JudgedAttachment[]): number {
  return attachments.filter(({ state }) => state === 'quarantined').length
}

type FiledComment = Omit<DeskRow, 'rowId'>

/** What a comment is called wherever the desk shows it. */
export function deskFacts(
  row: FiledComment,
  bodies: readonly DeskBody[],
  units: readonly Unit[],
  text: LegalText | null,
  now: Instant,
): Omit<DeskItem, 'clause' | 'responses' | 'quarantined'> {
  const body = bodies.find((each) => each.body.id === row.bodyId)?.body
  return {
    publicId: row.publicId,
    docket: row.docket,
    draft: { documentId: row.draftDocumentId, title: text?.title ?? row.docket },
    body: { slug: body?.slug ?? '', name: body?.name ?? '' },
    type: row.type,
    channel: row.channel,
    state: row.state,
    withholdReason: row.withholdReason,
    text: row.text,
    displayName: row.displayName,
    onBehalfOf: row.onBehalfOf,
    late: row.late,
    receivedAt: toIsoUtc(row.receivedAt),
    unit: unitOut(row.unit, units),
    dueAt: row.dueAt === null ? null : toIsoUtc(row.dueAt),
    overdue: row.dueAt !== null && row.dueAt < now && row.responses === 0,
  }
}

/** A unit by its name; one that is no more has none. */
export function unitOut(key: string | null, units: readonly Unit[]): DeskItem['unit'] {
  return key === null ? null : { key, name: units.find((unit) => unit.key === key)?.name ?? null }
}

/** The text that a comment is about, each read once. */
export function textsAsExposed(
  runtime: Runtime,
  db: Db,
): (comment: CommentRecord) => Promise<LegalText | null> {
  const read = new Map<string, Promise<LegalText | null>>()
  const load = async ({ docket, draftDocumentId, exposureN }: CommentRecord) => {
    const latest = (await runtime.snapshotOf(docket))?.latest ?? null
    const exposure =
      latest?.n === exposureN ? latest : await findExposure(db, draftDocumentId, exposureN)
    return exposure === null ? null : readLegalText(exposure.content)
  }
  return (row) => {
    const key = `${row.docket}/${String(row.exposureN)}`
    const text = read.get(key) ?? load(row)
    read.set(key, text)
    return text
  }
}
