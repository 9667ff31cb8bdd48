import type { ExportProfile } from '../../../domain/docket-export'
import { isMemberShown, mayMemberBeShown } from '../../../domain/record-profile'
import { memberSalt, type RowKind, type ShownMember } from '../../../domain/record-row'
import { TABLES } from '../database/tables'
import { publishedAmong } from '../repositories/comments'
import { outcomeRows } from '../repositories/outcome-ledgers'
import { chainName, linksAfter, type StoredLink } from '../repositories/record-links'
import {
  lastRecordPosition,
  linkKey,
  rowsOfLinks,
  type LinkedRow,
} from '../repositories/record-rows'
import { connectionOf, type Db } from '../strapi-types'
import { sha256Hex } from './keys'
import type { Runtime } from './runtime'

const PAGE = 250

/** Where the chain ends for an export, and what it is called. */
export interface RecordSpan {
  readonly draftDocumentId: string
  readonly chain: string
  readonly position: number
}

/**
 * The part of a docket's chain that an archive holds: up to its last comment, or to what staff did
 * last until now, whichever is later. Whoever hid or erased something since the archive was asked
 * for has a row in it that says so. Comments without a link get theirs first.
 */
export async function recordSpan(
  runtime: Runtime,
  { draftDocumentId, seq }: { draftDocumentId: string; seq: number },
): Promise<RecordSpan> {
  await runtime.linker.linkAll(draftDocumentId)
  const db = connectionOf(runtime.strapi)
  return {
    draftDocumentId,
    chain: await chainName(db, draftDocumentId),
    position: await lastRecordPosition(db, draftDocumentId, seq),
  }
}

/**
 * The record of a docket, a line for each link: the row that it stands for with what this profile
 * shows of its closed members (docs/record-format.md).
 */
export async function* recordLines(
  { strapi }: Runtime,
  { draftDocumentId, position: last }: RecordSpan,
  profile: ExportProfile,
): AsyncGenerator<readonly object[], void, undefined> {
  const db = connectionOf(strapi)
  const titles = await publicTitles(db, draftDocumentId)
  let after = 0
  while (after < last) {
    const links = await linksAfter(db, draftDocumentId, after, Math.min(PAGE, last - after))
    if (links.length === 0) return
    const rows = await rowsOfLinks(strapi, db, draftDocumentId, links)
    // The other profiles show it of every comment.
    const named = (profile === 'public' ? links : []).flatMap(({ kind, subject }) => {
      const about = commentNamed(kind, rows.get(linkKey(kind, subject)))
      return about === null ? [] : [about]
    })
    const published = await publishedAmong(strapi, db, named)
    const isShown: IsShown = ({ kind, subject }, row, member) =>
      isMemberShown(profile, kind, member) ||
      (kind === 'theme' && member === 'title' && titles.has(subject)) ||
      (mayMemberBeShown(profile, kind, member) && published.has(commentNamed(kind, row) ?? ''))
    yield links.map((link) => lineOf(link, rows.get(linkKey(link.kind, link.subject)), isShown))
    after = links.at(-1)?.position ?? last
  }
}

type IsShown = (link: StoredLink, row: LinkedRow, member: string) => boolean

/** The comment by whose state it goes whether everybody reads what a row says of it. */
function commentNamed(kind: RowKind, row: LinkedRow | undefined): string | null {
  if (row === undefined) return null
  const { row: hashed, values } = row.unlinked
  if (kind === 'placement') return String(hashed.open.comment)
  return kind === 'change-ground' ? (values.comment ?? null) : null
}

/**
 * The rows by which themes have the titles that everybody reads: those that were answered, as they are
 * called now. A theme that nobody was answered by is among staff, and so is what it was called before.
 */
async function publicTitles(db: Db, draftDocumentId: string): Promise<ReadonlySet<string>> {
  const answers = await outcomeRows(db, TABLES.themeResponses, draftDocumentId)
  const answered = new Set(answers.map(({ theme }) => Number(theme)))
  const last = new Map<number, string>()
  for (const { theme, n } of await outcomeRows(db, TABLES.themes, draftDocumentId)) {
    if (answered.has(Number(theme))) last.set(Number(theme), String(n))
  }
  return new Set(last.values())
}

function lineOf(link: StoredLink, row: LinkedRow | undefined, isShown: IsShown): object {
  const { position, kind, subject, at, rowHash, linkHash } = link
  // A row that is gone is told as it is: whoever verifies the archive finds that it is missing.
  const open = row?.unlinked.row.open ?? null
  const shown = row === undefined ? {} : shownMembers(link, row, isShown)
  return { position, kind, subject, at, open, closed: link.closed, shown, rowHash, linkHash }
}

function shownMembers(
  link: StoredLink,
  row: LinkedRow,
  isShown: IsShown,
): Readonly<Record<string, ShownMember>> {
  const shown: Record<string, ShownMember> = {}
  const { rowSalt, values } = row.unlinked
  if (rowSalt === null) return shown
  for (const [name, value] of Object.entries(values)) {
    if (value === null || !isShown(link, row, name)) continue
    shown[name] = { salt: memberSalt(rowSalt, name, sha256Hex), value }
  }
  return shown
}
