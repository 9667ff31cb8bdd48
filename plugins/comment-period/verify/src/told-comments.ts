import { isFiledText } from '../../domain/legal-text'
import { COMMENTS } from './files'
import type { Tell } from './findings'
import type { CommentLine } from './comment-lines'
import type { RecordLine } from './record-lines'
import { sha256 } from './sha256'

/** Open members that a comment is told with. */
const OPEN = [
  'docket',
  'exposureN',
  'type',
  'language',
  'channel',
  'portal',
  'receivedAt',
  'recordedAt',
  'late',
] as const

/** Closed members that it is told with, as far as the profile shows them. */
const CLOSED = [
  'clauseId',
  'rating',
  'submitterType',
  'submitterCategory',
  'suggestedWording',
  'displayName',
  'onBehalfOf',
] as const

/**
 * Compares a comment as the archive tells it with its row: what is open, what is shown of the rest,
 * and the text with its hash.
 *
 * @returns whether its text is there and is the one that was filed
 */
export function compareComment(
  comment: CommentLine,
  row: RecordLine,
  isFull: boolean,
  tell: Tell,
): boolean {
  const where = `comment ${row.subject}`
  const { open } = row
  if (open === null) return false
  if (comment.publicId !== open.publicId || comment.textHash !== open.textHash) {
    tell({ code: 'TEXT_CHANGED', file: COMMENTS, where })
    return false
  }
  const changed = (member: string) => {
    tell({ code: 'COMMENT_CHANGED', file: COMMENTS, where: `${where}, ${member}` })
  }
  for (const member of OPEN) if (comment[member] !== open[member]) changed(member)
  for (const member of changedMembers(comment, row)) changed(member)
  return isTextAsFiled(comment, isFull, where, tell)
}

function changedMembers(comment: CommentLine, { closed, shown }: RecordLine): readonly string[] {
  // Of a comment that was erased before it had a link, nothing is committed to.
  if (Object.keys(closed).length === 0) return []
  const names: string[] = CLOSED.filter((name) => {
    const told = comment[name] ?? null
    if (closed[name] === undefined) return told !== null
    // Shown as it was filed; the words that are hidden in it now are not.
    const member = shown[name]
    return member !== undefined && (typeof told === 'number' ? String(told) : told) !== member.value
  })
  return isAttachmentsAsFiled(comment, closed, shown) ? names : [...names, 'attachments']
}

function isAttachmentsAsFiled(
  { attachments, text }: CommentLine,
  closed: RecordLine['closed'],
  shown: RecordLine['shown'],
): boolean {
  if (closed.attachments === undefined) return attachments.length === 0
  const committed = shown.attachments?.value
  if (committed === undefined || text === null) return true
  const filed = JSON.parse(committed) as { name: string; size: number; sha256: string }[]
  const came = filed.map(({ name, size, sha256: hash }) => [name, size, hash])
  const told = attachments.map(({ name, bytes, sha256: hash }) => [name, bytes, hash])
  return JSON.stringify(came) === JSON.stringify(told)
}

function isTextAsFiled(
  { text, salt, textHash, hidden }: CommentLine,
  isFull: boolean,
  where: string,
  tell: Tell,
): boolean {
  if (text === null) return false
  // Only words that are hidden take the salt away; in the full profile none are.
  if (salt === null && hidden > 0 && !isFull) return false
  const isFiled = isFiledText(salt, text, textHash, sha256)
  if (!isFiled) tell({ code: 'TEXT_CHANGED', file: COMMENTS, where })
  return isFiled
}
