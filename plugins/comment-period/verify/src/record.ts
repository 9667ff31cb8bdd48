import { isFiledText } from '../../domain/legal-text'
import { chainStart, linkFault, type ChainEnd, type ChainLink } from '../../domain/record-chain'
import {
  isCommitted,
  isRowKind,
  rowHash,
  type RecordRow,
  type ShownMember,
} from '../../domain/record-row'
import type { Archive } from './archive'
import type { Tell } from './findings'
import type { Manifest } from './manifest'
import { sha256 } from './sha256'

export const RECORD = 'record.ndjson'
export const COMMENTS = 'comments/comments.ndjson'

/** A line of the record. */
interface RecordLine extends ChainLink {
  readonly open: RecordRow['open'] | null
  readonly closed: RecordRow['closed']
  readonly shown: Readonly<Record<string, ShownMember>>
}

/** What a walk over the record came to. */
export interface Walked {
  readonly links: number
  readonly comments: number
  /** Comments whose text is in the archive and makes the hash of the record. */
  readonly texts: number
  readonly end: string
  /** Hashes of the legal texts that the record has, by the names of their files. */
  readonly legalTexts: ReadonlyMap<string, string>
}

/**
 * Walks the chain line by line, and beside it the comments, which stand in the same order: so that
 * a docket of any size is verified in the memory that one of its lines takes.
 */
export async function walkRecord(
  archive: Archive,
  { docket, covers, profile }: Manifest,
  tell: Tell,
): Promise<Walked> {
  const comments = commentReader(archive, profile, tell)
  let end: ChainEnd = chainStart(docket, sha256)
  let links = 0
  let seq = 0
  let texts = 0
  let number = 0
  const legalTexts = new Map<string, string>()
  for await (const text of archive.lines(RECORD)) {
    number += 1
    if (number === 1) continue
    const where = `line ${String(number)}`
    const line = readLine(text)
    if (line === null) {
      tell({ code: 'ROW_CHANGED', file: RECORD, where: `${where} is no line of a record` })
      continue
    }
    const row = `${where}, ${line.kind} ${line.subject}`
    const fault = linkFault(end, line, sha256)
    if (fault !== null) {
      const code = fault === 'position' ? 'LINK_OUT_OF_ORDER' : 'LINK_CHANGED'
      tell({ code, file: RECORD, where: row })
    }
    end = line
    links += 1
    judgeRow(line, row, tell)
    noteLegalText(line, legalTexts)
    if (line.kind !== 'comment') continue
    if (Number(line.subject) !== seq + 1)
      tell({ code: 'LINK_OUT_OF_ORDER', file: RECORD, where: row })
    seq = Number(line.subject)
    if (seq <= covers.seq && (await comments.fits(line))) texts += 1
  }
  if (links !== covers.position || seq < covers.seq) {
    const where = `${String(links)} links and ${String(seq)} comments`
    tell({ code: 'RECORD_CUT', file: RECORD, where })
  }
  await comments.end(covers.seq)
  return { links, comments: seq, texts, end: end.linkHash, legalTexts }
}

function noteLegalText({ kind, open }: RecordLine, legalTexts: Map<string, string>): void {
  const textHash = String(open?.textHash)
  if (kind === 'exposure') legalTexts.set(`texts/exposure-${String(open?.n)}.json`, textHash)
  if (kind === 'issuance') legalTexts.set('texts/final.json', textHash)
}

function readLine(text: string): RecordLine | null {
  try {
    const line = JSON.parse(text) as RecordLine
    return isRowKind(line.kind) && typeof line.closed === 'object' ? line : null
  } catch {
    return null
  }
}

function judgeRow(
  { kind, subject, open, closed, shown, rowHash: linked }: RecordLine,
  where: string,
  tell: Tell,
) {
  if (open === null) {
    tell({ code: 'ROW_MISSING', file: RECORD, where })
    return
  }
  if (hashOf({ kind, subject, open, closed }) !== linked) {
    tell({ code: 'ROW_CHANGED', file: RECORD, where })
  }
  for (const [name, member] of Object.entries(shown)) {
    if (!isCommitted(member, closed[name], sha256)) {
      tell({ code: 'MEMBER_CHANGED', file: RECORD, where: `${where}, ${name}` })
    }
  }
  const { content, textHash } = open
  if (typeof content === 'string' && sha256(content) !== textHash) {
    tell({ code: 'TEXT_CHANGED', file: RECORD, where })
  }
}

function hashOf(row: RecordRow): string | null {
  try {
    return rowHash(row, sha256)
  } catch {
    return null
  }
}

interface CommentLine {
  readonly seq: number
  readonly publicId: string
  readonly text: string | null
  readonly salt: string | null
  readonly textHash: string
  readonly hidden: number
}

/** Reads the comments beside the record, and compares each with its row. */
function commentReader(archive: Archive, profile: string, tell: Tell) {
  const isThere = archive.names.includes(COMMENTS)
  const lines = isThere ? archive.lines(COMMENTS) : null
  let read = -1
  const missing = (where: string) => {
    tell({ code: 'COMMENT_MISSING', file: COMMENTS, where })
    return false
  }
  const next = async (): Promise<CommentLine | null> => {
    if (read === -1) await lines?.next()
    read = Math.max(read, 0) + 1
    const line = await lines?.next()
    if (line === undefined || line.done === true) return null
    try {
      return JSON.parse(line.value) as CommentLine
    } catch {
      return null
    }
  }
  return {
    /** @returns whether its text is there and is the one that was filed */
    async fits({ subject, open }: RecordLine): Promise<boolean> {
      if (!isThere) return false
      const comment = await next()
      const where = `comment ${subject}`
      if (comment === null || String(comment.seq) !== subject) return missing(where)
      if (comment.publicId !== open?.publicId || comment.textHash !== open.textHash) {
        tell({ code: 'TEXT_CHANGED', file: COMMENTS, where })
        return false
      }
      if (comment.text === null) return false
      if (comment.salt === null) {
        // Only words that are hidden take the salt away; in the full profile none are.
        if (profile !== 'full' && comment.hidden > 0) return false
        tell({ code: 'TEXT_CHANGED', file: COMMENTS, where: `${where} has no salt` })
        return false
      }
      const isFiled = isFiledText(comment.salt, comment.text, comment.textHash, sha256)
      if (!isFiled) tell({ code: 'TEXT_CHANGED', file: COMMENTS, where })
      return isFiled
    },
    async end(seq: number): Promise<void> {
      if (!isThere) {
        if (seq > 0) missing('is not in the archive')
        return
      }
      if ((await next()) !== null) missing(`more than ${String(seq)} comments`)
    },
  }
}
