import type { Archive } from './archive'
import { COMMENTS } from './files'
import type { Tell } from './findings'
import { readLine } from './lines'
import type { Manifest } from './manifest'

/** What is compared of a response. */
export interface ToldResponse {
  readonly text: string
  readonly disposition: string
  readonly respondedAt: number
  readonly theme: string | null
}

/** A comment as an archive tells it. Who wrote the line may have written anything. */
export type CommentLine = Readonly<Record<string, unknown>> & {
  readonly seq: number
  readonly publicId: string
  readonly state: string
  readonly text: string | null
  readonly salt: string | null
  readonly hidden: number
  readonly responses: readonly ToldResponse[]
  readonly attachments: readonly {
    readonly name: string
    readonly bytes: number
    readonly sha256: string
  }[]
}

/** The comments of an archive, one after the other. */
export interface CommentLines {
  readonly isThere: boolean
  /** @returns `null` after the last, and for a line that is no comment */
  next(): Promise<CommentLine | null>
  close(): Promise<void>
}

/** Compares the first line with the manifest and hands out the others. */
export async function openComments(
  archive: Archive,
  manifest: Manifest,
  tell: Tell,
): Promise<CommentLines> {
  if (!archive.names.includes(COMMENTS)) {
    return { isThere: false, next: () => Promise.resolve(null), close: () => Promise.resolve() }
  }
  const lines = archive.lines(COMMENTS)
  const first = await lines.next()
  if (first.done === true || !isAbout(first.value, manifest)) {
    tell({ code: 'FILE_CHANGED', file: COMMENTS, where: 'line 1 is not of this archive' })
  }
  return {
    isThere: true,
    async next() {
      const line = await lines.next()
      return line.done === true ? null : commentOf(line.value)
    },
    async close() {
      await lines.return()
    },
  }
}

function isAbout(line: string, manifest: Manifest): boolean {
  const told = readLine(line)
  if (told === null) return false
  const { docket, covers, instant, profile, title, body } = manifest
  const expected = {
    format: 'comment-period-comments/1',
    covers: [{ docket, seq: covers.seq }],
    filter: { state: null, type: null, channel: null, unit: null },
    instant,
    profile,
    title,
    body,
  }
  return Object.entries(expected).every(([name, value]) => isSame(told[name], value))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function commentOf(text: string): CommentLine | null {
  const read = readLine(text)
  if (read === null) return null
  // Of a comment that the profile does not tell of, responses are not told either.
  const responses = read.isTold === false ? (read.responses ?? []) : read.responses
  const line = { ...read, responses } as CommentLine
  const { seq, publicId, state, text: filed, salt, hidden, attachments } = line
  const isComment =
    Number.isSafeInteger(seq) &&
    typeof publicId === 'string' &&
    typeof state === 'string' &&
    [filed, salt].every((each) => each === null || typeof each === 'string') &&
    Number.isSafeInteger(hidden) &&
    isListOf(responses, 'object') &&
    isListOf(attachments, 'object')
  return isComment ? line : null
}

function isListOf(value: unknown, type: 'object'): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === type && each !== null)
}
