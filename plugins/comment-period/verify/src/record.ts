import { chainStart, linkFault, type ChainEnd } from '../../domain/record-chain'
import type { Archive } from './archive'
import { commentBook } from './comment-book'
import { openComments, type CommentLines } from './comment-lines'
import { COMMENTS, RECORD } from './files'
import type { Tell } from './findings'
import { periodBook, type PeriodBook } from './period-book'
import { readLine } from './lines'
import type { Manifest } from './manifest'
import { judgeRow, readRecordLine, type RecordLine } from './record-lines'
import { sha256 } from './sha256'
import { compareComment } from './told-comments'

/** What a walk over the record came to. */
export interface Walked {
  readonly links: number
  readonly comments: number
  /** Comments whose text is in the archive and makes the hash of the record. */
  readonly texts: number
  readonly end: string
  /** What the record says of the period, for the texts and the certificates. */
  readonly period: PeriodBook
  /** Hashes of the files that comments are told to have come with. */
  readonly attachments: ReadonlySet<string>
}

/**
 * Walks the chain line by line, and beside it the comments, which stand in the same order: so that
 * a docket of any size is verified in the memory that one of its lines takes, and a few dozen bytes
 * for each comment.
 */
export async function walkRecord(
  archive: Archive,
  manifest: Manifest,
  tell: Tell,
): Promise<Walked> {
  const comments = await openComments(archive, manifest, tell)
  try {
    return await walkBeside(comments, archive, manifest, tell)
  } finally {
    await comments.close()
  }
}

async function walkBeside(
  comments: CommentLines,
  archive: Archive,
  manifest: Manifest,
  tell: Tell,
): Promise<Walked> {
  const { docket, covers, profile } = manifest
  const book = commentBook(manifest)
  const period = periodBook()
  const attachments = new Set<string>()
  let end: ChainEnd = chainStart(docket, sha256)
  let links = 0
  let seq = 0
  let texts = 0
  let number = 0
  for await (const text of archive.lines(RECORD)) {
    number += 1
    if (number === 1) {
      judgeFirst(text, manifest, tell)
      continue
    }
    const where = `line ${String(number)}`
    const line = readRecordLine(text)
    if (line === null) {
      tell({ code: 'ROW_CHANGED', file: RECORD, where: `${where} is no line of a record` })
      continue
    }
    const row = `${where}, ${line.kind} ${line.subject}`
    judgeLink(end, line, row, tell)
    end = line
    links += 1
    const { isMemberMissing } = judgeRow(line, profile, row, tell)
    book.hear(line)
    period.hear(line)
    if (line.kind !== 'comment') continue
    if (Number(line.subject) !== seq + 1) {
      tell({ code: 'LINK_OUT_OF_ORDER', file: RECORD, where: row })
    }
    seq = Number(line.subject)
    if (seq > covers.seq || !comments.isThere) continue
    const comment = await nextOf(comments, line, tell)
    if (comment === null) continue
    if (compareComment(comment, line, profile === 'full', tell)) texts += 1
    book.note(comment, line, isMemberMissing)
    for (const file of comment.attachments) attachments.add(file.sha256)
  }
  if (links !== covers.position || seq < covers.seq) {
    const where = `${String(links)} links and ${String(seq)} comments`
    tell({ code: 'RECORD_CUT', file: RECORD, where })
  }
  if (comments.isThere && (await comments.next()) !== null) {
    missing(`more than ${String(covers.seq)} comments`, tell)
  }
  book.judge(tell)
  return { links, comments: seq, texts, end: end.linkHash, period, attachments }
}

function judgeFirst(text: string, { docket, covers }: Manifest, tell: Tell): void {
  const first = readLine(text)
  const isFirst =
    first?.format === 'comment-period-record/1' &&
    first.chain === docket &&
    first.position === covers.position &&
    Object.keys(first).length === 3
  if (!isFirst) tell({ code: 'FILE_CHANGED', file: RECORD, where: 'line 1 is not of this archive' })
}

function judgeLink(end: ChainEnd, line: RecordLine, where: string, tell: Tell): void {
  const fault = linkFault(end, line, sha256)
  if (fault === null) return
  const code = fault === 'position' ? 'LINK_OUT_OF_ORDER' : 'LINK_CHANGED'
  tell({ code, file: RECORD, where })
}

async function nextOf(comments: CommentLines, { subject }: RecordLine, tell: Tell) {
  const comment = await comments.next()
  if (comment !== null && String(comment.seq) === subject) return comment
  missing(`comment ${subject}`, tell)
  return null
}

function missing(where: string, tell: Tell): void {
  tell({ code: 'COMMENT_MISSING', file: COMMENTS, where })
}
