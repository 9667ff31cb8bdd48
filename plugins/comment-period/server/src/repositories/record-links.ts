import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from '../../../domain/instant'
import {
  chainStart,
  nextLink,
  RULES_CHAIN,
  type ChainEnd,
  type ChainLink,
} from '../../../domain/record-chain'
import {
  commitments,
  ROW_FORMATS,
  rowHash,
  rowSaltOf,
  type RecordRow,
  type RowKind,
} from '../../../domain/record-row'
import { TABLES } from '../database/tables'
import type { Db, Row } from '../strapi-types'
import { toNumber, toNumberOrNull } from './row-values'
import { assertStored } from './stored-rows'

const sha256 = (utf8: string) => createHash('sha256').update(utf8, 'utf8').digest('hex')

/** Far below the number of parameters that either database takes in one statement. */
const LINKS_OF_ONE_STATEMENT = 50

export function newLinkSalt(): string {
  return randomBytes(16).toString('hex')
}

/** A row that is to be linked, and what its closed members are salted with. */
export interface UnlinkedRow {
  readonly row: RecordRow
  /** What the link keeps. */
  readonly linkSalt: string
  /** What the members are salted with; `null` where that was erased. */
  readonly rowSalt: string | null
  /** What the commitments stand for. */
  readonly values: Readonly<Record<string, string | null>>
}

/** A stored row as the chain knows it; `null` members count as absent. */
export function recordRowOf(
  kind: RowKind,
  subject: string,
  columns: Row,
  linkSalt: string,
  commentSalt: string | null = null,
): UnlinkedRow {
  const row = { kind, subject, open: openMembers(kind, columns) }
  const values = closedMembers(kind, columns)
  const rowSalt = rowSaltOf(linkSalt, commentSalt, sha256)
  const closed = commitments(rowSalt, values, sha256)
  return { row: { ...row, closed }, linkSalt, rowSalt, values }
}

export function openMembers(kind: RowKind, columns: Row): RecordRow['open'] {
  const members: Record<string, string | number | boolean | null> = {}
  for (const [name, type] of Object.entries(ROW_FORMATS[kind].open)) {
    const value = columns[columnOf(name)] ?? null
    if (value === null) members[name] = null
    else if (type === 'flag') members[name] = value === true || value === 1
    else members[name] = type === 'number' ? toNumber(value) : (value as string)
  }
  return members
}

/** Closed members are texts, as they are stored; a number is written in decimal. */
function closedMembers(kind: RowKind, columns: Row): Readonly<Record<string, string | null>> {
  const names: readonly string[] = ROW_FORMATS[kind].closed
  return Object.fromEntries(
    names.map((name) => {
      const value = columns[columnOf(name)] ?? null
      return [name, value === null ? null : String(value as string | number)]
    }),
  )
}

function columnOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * Links a row that was just stored, in the transaction that stored it. The guard of that row holds
 * the docket's lock by now, so that nobody else links to this chain.
 */
export function linkRow(
  db: Db,
  documentId: string,
  { kind, subject, columns }: { kind: RowKind; subject: string; columns: Row },
  at: Instant,
): Promise<void> {
  const row = recordRowOf(kind, subject, columns, newLinkSalt())
  return appendLinks(db, documentId, [row], at)
}

/** Makes the next links of a chain. Whoever calls holds its docket's lock. */
export async function appendLinks(
  db: Db,
  documentId: string,
  rows: readonly UnlinkedRow[],
  at: Instant,
): Promise<void> {
  let end = await chainEnd(db, documentId)
  for (let from = 0; from < rows.length; from += LINKS_OF_ONE_STATEMENT) {
    const links = rows.slice(from, from + LINKS_OF_ONE_STATEMENT).map(({ row, linkSalt }) => {
      const { kind, subject } = row
      const link = nextLink(end, { kind, subject, rowHash: rowHash(row, sha256), at }, sha256)
      end = link
      return {
        document_id: documentId,
        position: link.position,
        kind,
        subject,
        salt: linkSalt,
        closed: JSON.stringify(row.closed),
        row_hash: link.rowHash,
        at,
        link_hash: link.linkHash,
      }
    })
    assertStored(await db.knex(TABLES.links).insert(links).returning('id'), links.length)
  }
}

/** Where a chain ends. */
async function chainEnd({ knex }: Db, documentId: string): Promise<ChainEnd> {
  const row: Row | undefined = await knex(TABLES.links)
    .where({ document_id: documentId })
    .orderBy('position', 'desc')
    .first('position', 'link_hash')
  if (row !== undefined) {
    return { position: toNumber(row.position), linkHash: String(row.link_hash) }
  }
  return chainStart(await chainName({ knex }, documentId), sha256)
}

/** The number of the docket, which does not change, or the name of the chain of the rules. */
export async function chainName({ knex }: Pick<Db, 'knex'>, documentId: string): Promise<string> {
  if (documentId === RULES_CHAIN) return RULES_CHAIN
  const head: Row | undefined = await knex(TABLES.heads)
    .where({ document_id: documentId })
    .first('docket')
  if (head === undefined) throw new Error(`comment-period: no docket has the draft ${documentId}`)
  return String(head.docket)
}

/**
 * Chains of dockets that have no head: the ids of their drafts, each with the number that a row of the
 * docket has, by which the chain began, or the id itself where none is left.
 */
export async function chainsWithoutHead({
  knex,
}: Db): Promise<readonly (readonly [documentId: string, name: string])[]> {
  const rows: Row[] = await knex({ l: TABLES.links })
    .leftJoin({ h: TABLES.heads }, 'h.document_id', 'l.document_id')
    .whereNull('h.document_id')
    .whereNot('l.document_id', RULES_CHAIN)
    .distinct('l.document_id')
  return Promise.all(
    rows.map(async (row) => {
      const documentId = String(row.document_id)
      for (const table of [TABLES.exposures, TABLES.waivers]) {
        const first: Row | undefined = await knex(table)
          .where({ document_id: documentId })
          .first('docket')
        if (first !== undefined) return [documentId, String(first.docket)] as const
      }
      return [documentId, documentId] as const
    }),
  )
}

/** The number of the last comment that a docket's chain has; 0 where it has none. */
export async function lastLinkedSeq({ knex }: Db, documentId: string): Promise<number> {
  const row: Row | undefined = await knex(TABLES.links)
    .where({ document_id: documentId, kind: 'comment' })
    .orderBy('position', 'desc')
    .first('subject')
  return toNumberOrNull(row?.subject) ?? 0
}

/** A link as it is stored. */
export interface StoredLink extends ChainLink {
  readonly salt: string
  readonly closed: Readonly<Record<string, string>>
}

/** The links of a chain after a position, in order. */
export async function linksAfter(
  { knex }: Db,
  documentId: string,
  position: number,
  limit: number,
): Promise<readonly StoredLink[]> {
  const rows: Row[] = await knex(TABLES.links)
    .where({ document_id: documentId })
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
  return rows.map((row) => ({
    position: toNumber(row.position),
    kind: row.kind as RowKind,
    subject: String(row.subject),
    salt: String(row.salt),
    closed: JSON.parse(String(row.closed)) as Record<string, string>,
    rowHash: String(row.row_hash),
    at: toNumber(row.at),
    linkHash: String(row.link_hash),
  }))
}
