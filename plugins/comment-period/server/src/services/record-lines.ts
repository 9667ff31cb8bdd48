import type { ExportProfile } from '../../../domain/docket-export'
import type { Instant } from '../../../domain/instant'
import { memberSalt, type RowKind, type ShownMember } from '../../../domain/record-row'
import { chainName, linksAfter, type StoredLink } from '../repositories/record-links'
import {
  lastRecordPosition,
  linkKey,
  rowsOfLinks,
  type LinkedRow,
} from '../repositories/record-rows'
import { connectionOf } from '../strapi-types'
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
 * The part of a docket's chain that an export covers: up to its last comment, or to what staff did
 * last until its instant, whichever is later. Comments without a link get theirs first.
 */
export async function recordSpan(
  runtime: Runtime,
  { draftDocumentId, seq }: { draftDocumentId: string; seq: number },
  at: Instant,
): Promise<RecordSpan> {
  await runtime.linker.linkAll(draftDocumentId)
  const db = connectionOf(runtime.strapi)
  return {
    draftDocumentId,
    chain: await chainName(db, draftDocumentId),
    position: await lastRecordPosition(db, draftDocumentId, seq, at),
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
): AsyncGenerator<object, void, undefined> {
  const db = connectionOf(strapi)
  let after = 0
  while (after < last) {
    const links = await linksAfter(db, draftDocumentId, after, Math.min(PAGE, last - after))
    if (links.length === 0) return
    const rows = await rowsOfLinks(strapi, db, draftDocumentId, links)
    for (const link of links) {
      yield lineOf(link, rows.get(linkKey(link.kind, link.subject)), profile)
    }
    after = links.at(-1)?.position ?? last
  }
}

function lineOf(link: StoredLink, row: LinkedRow | undefined, profile: ExportProfile): object {
  const { position, kind, subject, at, rowHash, linkHash } = link
  // A row that is gone is told as it is: whoever verifies the archive finds that it is missing.
  const open = row?.unlinked.row.open ?? null
  const shown = row === undefined ? {} : shownMembers(link, row, profile)
  return { position, kind, subject, at, open, closed: link.closed, shown, rowHash, linkHash }
}

/** What says nothing of anybody. Staff may have written of people in a reason, a note or a basis. */
const SHOWN_AT_WORK: Readonly<Partial<Record<RowKind, readonly string[]>>> = {
  comment: ['clauseId', 'rating', 'stateAsFiled', 'holdReason', 'routedBy'],
  response: ['text', 'unit'],
  assignment: ['fromUnit', 'toUnit', 'fromDueAt', 'toDueAt'],
}

function shownMembers(
  link: StoredLink,
  { unlinked: { rowSalt, values } }: LinkedRow,
  profile: ExportProfile,
): Readonly<Record<string, ShownMember>> {
  const shown: Record<string, ShownMember> = {}
  if (profile === 'public' || rowSalt === null) return shown
  for (const [name, value] of Object.entries(values)) {
    if (value === null || !isShown(link.kind, name, profile)) continue
    shown[name] = { salt: memberSalt(rowSalt, name, sha256Hex), value }
  }
  return shown
}

function isShown(kind: RowKind, member: string, profile: ExportProfile): boolean {
  return profile === 'full' || SHOWN_AT_WORK[kind]?.includes(member) === true
}
