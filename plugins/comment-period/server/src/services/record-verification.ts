import { isFiledText } from '../../../domain/legal-text'
import { chainStart, linkFault, RULES_CHAIN, type ChainEnd } from '../../../domain/record-chain'
import { rowHash, type RowKind } from '../../../domain/record-row'
import { draftsToLink } from '../repositories/comment-links'
import { loadHeadCaches } from '../repositories/docket-heads'
import { chainsWithoutHead, linksAfter, type StoredLink } from '../repositories/record-links'
import {
  lastWords,
  linkKey,
  rowsOfLinks,
  rowsWithoutLink,
  type LastWord,
  type LinkedRow,
} from '../repositories/record-rows'
import { toNumberOrNull, toTextOrNull } from '../repositories/row-values'
import { connectionOf, type Db, type Row, type Strapi } from '../strapi-types'
import { inspectGuards } from './guard-watch'
import { sha256Hex } from './keys'
import { listUnrecordedRules } from './rules'

const LINKS_AT_ONCE = 250
const MOST_ROWS_NAMED = 100

export type RecordFaultCode =
  /** A link is missing, doubled or moved. */
  | 'LINK_OUT_OF_ORDER'
  /** A link is not what was made of its row and of the link before. */
  | 'LINK_CHANGED'
  /** A row of which there is a link is gone. */
  | 'ROW_MISSING'
  /** A row is not what it was when it was linked. */
  | 'ROW_CHANGED'
  /** The text of a comment is not the one that was filed. */
  | 'TEXT_CHANGED'
  /** State, hidden words, unit or erasure of a comment are not what staff recorded. */
  | 'STATE_CHANGED'
  /** A row was written past the services. */
  | 'ROW_WITHOUT_LINK'
  /** A docket of which there is a chain has no head any more. */
  | 'HEAD_MISSING'

/** Something in the record that does not fit. */
export interface RecordFault {
  readonly code: RecordFaultCode
  /** The number of the docket, or `rules`; the id of the draft where no row has the number. */
  readonly chain: string
  /** `null` where it is the chain as a whole. */
  readonly kind: RowKind | null
  /** What the row is within its chain and kind. */
  readonly subject: string
  readonly position: number | null
}

export interface RecordReport {
  readonly chains: number
  readonly links: number
  readonly faults: readonly RecordFault[]
  /** Dockets with comments that are not linked yet: those of the last second, or more. */
  readonly waiting: readonly string[]
  /** Guards that are absent or altered, and what stands beside them and is not ours. */
  readonly missingGuards: readonly string[]
  readonly strangers: readonly string[]
  /** Rules in Strapi's table of which there is no revision: the next start records them. */
  readonly unrecordedRules: readonly string[]
}

/**
 * Walks the chain of every docket and of the rules, and compares each link with its row. Reads
 * only; what was changed in the tables behind the guards shows, as long as not every later link was
 * made anew with it.
 */
export async function verifyRecord(strapi: Strapi): Promise<RecordReport> {
  const db = connectionOf(strapi)
  const heads = await loadHeadCaches(db)
  const names = new Map(heads.map(({ documentId, docket }) => [documentId, docket]))
  const faults: RecordFault[] = []
  for (const [documentId, chain] of await chainsWithoutHead(db)) {
    faults.push({ code: 'HEAD_MISSING', chain, kind: null, subject: '', position: null })
    names.set(documentId, chain)
  }
  let links = 0
  for (const [documentId, name] of [[RULES_CHAIN, RULES_CHAIN] as const, ...names]) {
    links += await verifyChain(strapi, db, documentId, name, faults)
  }
  for (const { documentId, kind, subject } of await rowsWithoutLink(strapi, db, MOST_ROWS_NAMED)) {
    const chain = names.get(documentId) ?? documentId
    faults.push({ code: 'ROW_WITHOUT_LINK', chain, kind, subject, position: null })
  }
  const waiting = (await draftsToLink(db)).map((documentId) => names.get(documentId) ?? documentId)
  const { missing: missingGuards, strangers } = await inspectGuards(strapi, db)
  const unrecordedRules = await listUnrecordedRules(strapi, db)
  const chains = names.size + 1
  return { chains, links, faults, waiting, missingGuards, strangers, unrecordedRules }
}

async function verifyChain(
  strapi: Strapi,
  db: Db,
  documentId: string,
  chain: string,
  faults: RecordFault[],
): Promise<number> {
  let end: ChainEnd = chainStart(chain, sha256Hex)
  let lastSeq = 0
  let count = 0
  for (;;) {
    const links = await linksAfter(db, documentId, end.position, LINKS_AT_ONCE)
    const judge = await judgeOf(strapi, db, documentId, links)
    for (const link of links) {
      const { kind, subject, position } = link
      const found = new Set<RecordFaultCode>()
      const fault = linkFault(end, link, sha256Hex)
      if (fault !== null) found.add(fault === 'position' ? 'LINK_OUT_OF_ORDER' : 'LINK_CHANGED')
      if (kind === 'comment') {
        if (Number(subject) !== lastSeq + 1) found.add('LINK_OUT_OF_ORDER')
        lastSeq = Number(subject)
      }
      // Rows and what staff said of them are read one after the other, and staff are at work: what
      // does not fit is read once more before it is told.
      const isSuspect = judge(link).length > 0
      const again = isSuspect ? await judgeOf(strapi, db, documentId, [link]) : judge
      for (const code of again(link)) found.add(code)
      for (const code of found) faults.push({ code, chain, kind, subject, position })
      end = link
    }
    count += links.length
    if (links.length < LINKS_AT_ONCE) return count
  }
}

type Judge = (link: StoredLink) => readonly RecordFaultCode[]

async function judgeOf(
  strapi: Strapi,
  db: Db,
  documentId: string,
  links: readonly StoredLink[],
): Promise<Judge> {
  const rows = await rowsOfLinks(strapi, db, documentId, links)
  const lastWordOf = await lastWordsOf(db, rows)
  return (link) => rowFaults(link, rows.get(linkKey(link.kind, link.subject)), lastWordOf)
}

function lastWordsOf(db: Db, rows: ReadonlyMap<string, LinkedRow>) {
  const comments = [...rows.values()].filter(({ unlinked }) => unlinked.row.kind === 'comment')
  return lastWords(
    db,
    comments.map(({ columns }) => String(columns.document_id)),
  )
}

function rowFaults(
  link: StoredLink,
  row: LinkedRow | undefined,
  lastWordOf: (commentDocumentId: string) => LastWord,
): readonly RecordFaultCode[] {
  if (row === undefined) return ['ROW_MISSING']
  const faults: RecordFaultCode[] = []
  if (rowHash(row.unlinked.row, sha256Hex) !== link.rowHash) faults.push('ROW_CHANGED')
  if (link.kind === 'comment') {
    const { columns } = row
    if (!isTextAsFiled(columns)) faults.push('TEXT_CHANGED')
    if (!isAsStaffSaid(columns, lastWordOf(String(columns.document_id)))) {
      faults.push('STATE_CHANGED')
    }
  }
  return faults
}

function isTextAsFiled({ text, salt, text_hash: textHash }: Row): boolean {
  return (text === null && salt === null) || isFiledText(salt, text, textHash, sha256Hex)
}

/** A text is gone only as one asked for it, on a basis, and another approved. */
function isErasureSaid(columns: Row, { request }: LastWord): boolean {
  const isErased = columns.erased_at !== null || columns.text === null || columns.salt === null
  if (!isErased) return columns.erased_by === null && columns.erasure_approved_by === null
  const approvedBy = toTextOrNull(columns.erasure_approved_by)
  return (
    request !== null &&
    columns.erased_at !== null &&
    columns.text === null &&
    columns.salt === null &&
    columns.erased_by === request.by &&
    columns.erasure_basis === request.basis &&
    approvedBy !== null &&
    approvedBy !== request.by
  )
}

/** A comment changes only as the last row of a ledger says; before the first, it is as it came. */
function isAsStaffSaid(columns: Row, last: LastWord): boolean {
  const state = String(columns.state)
  const isStateSaid =
    last.state === null
      ? (state === 'received' || state === 'published') && columns.withhold_reason === null
      : state === last.state && toTextOrNull(columns.withhold_reason) === last.withholdReason
  const isChargeSaid =
    last.charge === null ||
    (toTextOrNull(columns.unit) === last.charge.unit &&
      toNumberOrNull(columns.due_at) === toNumberOrNull(last.charge.dueAt))
  const isHiddenSaid = toTextOrNull(columns.redactions) === last.spans
  return isStateSaid && isChargeSaid && isHiddenSaid && isErasureSaid(columns, last)
}
