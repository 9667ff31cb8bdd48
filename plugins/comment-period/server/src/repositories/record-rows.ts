import { RULES_CHAIN } from '../../../domain/record-chain'
import type { RowKind } from '../../../domain/record-row'
import { TABLES } from '../database/tables'
import { tableOf, UID, type Db, type Row, type Strapi } from '../strapi-types'
import { commentRowOf, erasedRowOf, withWhatGoesWithThem } from './comment-links'
import { commentRowSubject, KIND_OF_LEDGER, withComment } from './comment-ledgers'
import { KIND_OF_OUTCOME } from './outcome-ledgers'
import { recordRowOf, type StoredLink, type UnlinkedRow } from './record-links'
import { toNumber, toTextOrNull } from './row-values'
import { ruleRevisionSubject } from './rule-revisions'
import { translationSubject } from './translations'

/** What a link stands for, as the tables have it now. */
export interface LinkedRow {
  readonly unlinked: UnlinkedRow
  /** The stored row, which holds more than the chain knows. */
  readonly columns: Row
}

const DOCKET_LEDGER = {
  exposure: TABLES.exposures,
  event: TABLES.events,
  waiver: TABLES.waivers,
  issuance: TABLES.issuances,
} as const

const LEDGER_OF_KIND = new Map<RowKind, string>(
  Object.entries(KIND_OF_LEDGER).map(([table, kind]) => [kind, table]),
)

const OUTCOME_OF_KIND = new Map<RowKind, string>(
  Object.entries(KIND_OF_OUTCOME).map(([table, kind]) => [kind, table]),
)

/**
 * The rows of a page of links, by kind and subject, as the chain would know them today. A row that
 * is gone is not among them.
 */
export async function rowsOfLinks(
  strapi: Strapi,
  db: Db,
  documentId: string,
  links: readonly StoredLink[],
): Promise<ReadonlyMap<string, LinkedRow>> {
  const found = new Map<string, LinkedRow>()
  const salts = new Map(links.map((link) => [linkKey(link.kind, link.subject), link]))
  const put = (kind: RowKind, subject: string, columns: Row) => {
    const link = salts.get(linkKey(kind, subject))
    if (link === undefined) return
    const unlinked = recordRowOf(kind, subject, columns, link.salt)
    found.set(linkKey(kind, subject), { unlinked, columns })
  }
  for (const kind of new Set(links.map((link) => link.kind))) {
    const ofKind = links.filter((link) => link.kind === kind)
    const subjects = ofKind.map(({ subject }) => subject)
    const ledger = LEDGER_OF_KIND.get(kind)
    const outcome = OUTCOME_OF_KIND.get(kind)
    if (kind === 'comment') {
      for (const [key, row] of await commentsOf(strapi, db, documentId, ofKind)) found.set(key, row)
    } else if (ledger !== undefined) {
      const rows = await rowsAboutComments(strapi, db, ledger, subjects)
      for (const [subject, row] of rows) put(kind, subject, row)
    } else if (outcome !== undefined) {
      const rows: Row[] = await db
        .knex(outcome)
        .where({ document_id: documentId })
        .whereIn('n', subjects.map(Number))
      for (const row of rows) put(kind, String(toNumber(row.n)), row)
    } else if (kind === 'rule-revision') {
      const rows: Row[] = await db.knex(TABLES.ruleRevisions)
      for (const row of rows) put(kind, subjectOfRule(row), row)
    } else if (kind === 'translation') {
      const rows: Row[] = await db.knex(TABLES.translations).where({ document_id: documentId })
      for (const row of rows) put(kind, subjectOfTranslation(row), row)
    } else {
      const table = DOCKET_LEDGER[kind as keyof typeof DOCKET_LEDGER]
      const rows: Row[] = await db
        .knex(table)
        .where({ document_id: documentId })
        .whereIn('ordinal', subjects.map(Number))
      for (const row of rows) put(kind, String(toNumber(row.ordinal)), row)
    }
  }
  return found
}

export function linkKey(kind: RowKind, subject: string): string {
  return `${kind}:${subject}`
}

async function commentsOf(
  strapi: Strapi,
  db: Db,
  documentId: string,
  links: readonly StoredLink[],
): Promise<readonly (readonly [string, LinkedRow])[]> {
  const rows: Row[] = await db
    .knex(tableOf(strapi, UID.comment).tableName)
    .where({ draft_document_id: documentId })
    .whereIn(
      'seq',
      links.map(({ subject }) => Number(subject)),
    )
  const linkOf = new Map(links.map((link) => [link.subject, link]))
  const filed = await withWhatGoesWithThem(db, rows)
  return filed.map((comment) => {
    const columns = comment.row
    const subject = String(toNumber(columns.seq))
    const { salt, closed } = linkOf.get(subject) ?? { salt: '', closed: {} }
    const unlinked =
      columns.salt === null
        ? erasedRowOf(subject, columns, salt, closed)
        : commentRowOf(comment, salt)
    return [linkKey('comment', subject), { unlinked, columns }] as const
  })
}

async function rowsAboutComments(
  strapi: Strapi,
  { knex }: Db,
  ledger: string,
  subjects: readonly string[],
): Promise<readonly (readonly [string, Row])[]> {
  const publicIds = [...new Set(subjects.map((subject) => subject.split('/')[0] ?? ''))]
  const rows: Row[] = await knex({ r: ledger })
    .join({ c: tableOf(strapi, UID.comment).tableName }, 'c.document_id', 'r.comment_document_id')
    .whereIn('c.public_id', publicIds)
    .select('r.*', { public_id: 'c.public_id' })
  return rows.map((row) => {
    const publicId = String(row.public_id)
    return [commentRowSubject(publicId, toNumber(row.n)), withComment(row, publicId)] as const
  })
}

function subjectOfRule(row: Row): string {
  return ruleRevisionSubject({
    ruleId: String(row.rule_document_id),
    revision: toNumber(row.revision),
  })
}

function subjectOfTranslation(row: Row): string {
  return translationSubject({
    exposureN: toNumber(row.exposure_n),
    locale: String(row.locale),
    version: toNumber(row.version),
  })
}

/** Up to where the chain of a docket goes for an archive: its last comment, or what staff did last. */
export async function lastRecordPosition(
  { knex }: Db,
  documentId: string,
  seq: number,
): Promise<number> {
  const links = () => knex(TABLES.links).where({ document_id: documentId })
  const comment: Row | undefined = await links()
    .where({ kind: 'comment', subject: String(seq) })
    .first('position')
  const act: Row | undefined = await links()
    .whereNot({ kind: 'comment' })
    .orderBy('position', 'desc')
    .first('position')
  return Math.max(toNumber(comment?.position ?? 0), toNumber(act?.position ?? 0))
}

/** A row that no chain has. */
export interface RowWithoutLink {
  readonly documentId: string
  readonly kind: RowKind
  readonly subject: string
}

/** Rows of the ledgers that were written past the services. */
export async function rowsWithoutLink(
  strapi: Strapi,
  { knex }: Db,
  limit: number,
): Promise<readonly RowWithoutLink[]> {
  const comments = tableOf(strapi, UID.comment).tableName
  const found: RowWithoutLink[] = []
  const search = async (kind: RowKind, from: string, documentId: string, subject: string) => {
    const rows: Row[] = await knex
      .select({ document_id: knex.raw(documentId), subject: knex.raw(subject) })
      .from(knex.raw(from))
      .whereRaw(
        `NOT EXISTS (SELECT 1 FROM ?? AS l WHERE l.document_id = ${documentId} AND l.kind = ? AND l.subject = ${subject})`,
        [TABLES.links, kind],
      )
      .limit(limit)
    for (const row of rows) {
      found.push({ documentId: String(row.document_id), kind, subject: String(row.subject) })
    }
  }
  for (const [kind, table] of Object.entries(DOCKET_LEDGER)) {
    await search(kind as RowKind, `${table} AS r`, 'r.document_id', "'' || r.ordinal")
  }
  const version = "r.exposure_n || '/' || r.locale || '/' || r.version"
  await search('translation', `${TABLES.translations} AS r`, 'r.document_id', version)
  const revision = "r.rule_document_id || '/' || r.revision"
  await search('rule-revision', `${TABLES.ruleRevisions} AS r`, `'${RULES_CHAIN}'`, revision)
  for (const [table, kind] of Object.entries(KIND_OF_OUTCOME)) {
    await search(kind, `${table} AS r`, 'r.document_id', "'' || r.n")
  }
  for (const [table, kind] of Object.entries(KIND_OF_LEDGER)) {
    const from = `${table} AS r JOIN ${comments} AS c ON c.document_id = r.comment_document_id`
    await search(kind, from, 'c.draft_document_id', "c.public_id || '/' || r.n")
  }
  return found
}

/** What the last row of a comment's ledgers made of it. */
export interface LastWord {
  readonly state: string | null
  readonly withholdReason: string | null
  readonly spans: string | null
  readonly charge: { readonly unit: string | null; readonly dueAt: unknown } | null
  /** Who asked for the erasure, and on which basis; `null` where nobody did. */
  readonly request: { readonly by: string; readonly basis: string } | null
}

/** The last screening, redaction, assignment and request for erasure of several comments. */
export async function lastWords(
  { knex }: Db,
  commentDocumentIds: readonly string[],
): Promise<(commentDocumentId: string) => LastWord> {
  const last = async (table: string) => {
    const rows: Row[] = await knex(table)
      .whereIn('comment_document_id', [...commentDocumentIds])
      .orderBy('n')
    return new Map(rows.map((row) => [String(row.comment_document_id), row]))
  }
  const screenings = await last(TABLES.screenings)
  const redactions = await last(TABLES.redactions)
  const assignments = await last(TABLES.assignments)
  const requests = await last(TABLES.erasureRequests)
  return (id) => {
    const assignment = assignments.get(id)
    return {
      state: toTextOrNull(screenings.get(id)?.to_state),
      withholdReason: toTextOrNull(screenings.get(id)?.withhold_reason),
      spans: toTextOrNull(redactions.get(id)?.spans),
      charge:
        assignment === undefined
          ? null
          : { unit: toTextOrNull(assignment.to_unit), dueAt: assignment.to_due_at },
      request: requestOf(requests.get(id)),
    }
  }
}

function requestOf(row: Row | undefined): LastWord['request'] {
  return row === undefined ? null : { by: String(row.requested_by), basis: String(row.basis) }
}

/** The rows of these kinds that a docket's chain has up to a position, by kind and subject. */
export async function linkedUpTo(
  { knex }: Db,
  documentId: string,
  position: number,
  kinds: readonly RowKind[],
): Promise<ReadonlySet<string>> {
  const rows: Row[] = await knex(TABLES.links)
    .where({ document_id: documentId })
    .where('position', '<=', position)
    .whereIn('kind', [...kinds])
    .select('kind', 'subject')
  return new Set(rows.map((row) => linkKey(row.kind as RowKind, String(row.subject))))
}
