import type { CopiesOut, CopyGroupOut, CopyQuery } from '../../../contracts/copies'
import { addedSentences } from '../../../domain/added-sentences'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readsComments, unitsRead } from '../../../domain/membership'
import { lastSeqOf } from '../repositories/comments'
import { findCopyDocket } from '../repositories/copy-dockets'
import {
  findGroup,
  findGroupOf,
  findReadable,
  listGroups,
  listMembers,
  listPerhaps,
  type GroupMember,
  type GroupPosition,
  type MemberPosition,
} from '../repositories/copy-lists'
import type { TalliedGroup } from '../../../domain/copy-tally'
import type { Edition } from '../repositories/copy-places'
import { findHead, type DocketHead } from '../repositories/docket-heads'
import { connectionOf, type Db } from '../strapi-types'
import { currentActor, standingsIn } from './actors'
import { isPairOfRowNumbers, readCursor, writeCursor } from './cursors'
import { refuse } from './refusal-error'
import { readLegalText } from '../../../domain/legal-text'
import type { Runtime } from './runtime'
import { timeSlices } from './time-slices'

const USUAL_ITEMS = 50
/** Texts that are perhaps of a group: what a person looks through. */
const MOST_PERHAPS = 20
/** Code points of a text that a list shows. */
const EXCERPT = 300

/** Groups of comments of a docket that have the same text or nearly, the largest first. */
export async function listCopies(
  runtime: Runtime,
  documentId: string,
  query: CopyQuery,
): Promise<CopiesOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const { head, units } = await readersOf(runtime, db, documentId)
  const compared = await comparedSoFar(runtime, db, documentId)
  const limit = query.limit ?? USUAL_ITEMS
  const after = query.cursor === undefined ? null : positionIn(query.cursor)
  const edition = { draftDocumentId: documentId, edition: compared.edition }
  const found = await listGroups(db, edition, after, limit + 1)
  const page = found.slice(0, limit)
  const slices = timeSlices()
  const items: CopiesOut['items'] = []
  for (const group of page) {
    await slices.turn()
    const text = (await findReadable(strapi, db, group.commonTextId, units))?.text ?? null
    items.push({ ...countedOut(group), excerpt: text === null ? null : excerptOf(text) })
  }
  const last = page.at(-1)
  return {
    ...(await named(runtime, head)),
    compared: { upTo: compared.upTo, of: compared.of, at: writtenOrNull(compared.at) },
    items,
    nextCursor:
      found.length > limit && last !== undefined
        ? writeCursor([last.comments, last.commonTextId] satisfies GroupPosition)
        : null,
  }
}

/** The comments of one group, with what each adds to the common text in its own words. */
export async function readCopies(
  runtime: Runtime,
  { documentId, copyGroup }: { documentId: string; copyGroup: number },
  query: CopyQuery,
): Promise<CopyGroupOut> {
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const { head, units } = await readersOf(runtime, db, documentId)
  const { edition: shown } = await comparedSoFar(runtime, db, documentId)
  const edition = { draftDocumentId: documentId, edition: shown }
  const group = await findGroup(db, edition, copyGroup)
  if (group === null) return refuse('COPY_GROUP_UNKNOWN')
  const limit = query.limit ?? USUAL_ITEMS
  const after: MemberPosition | null = query.cursor === undefined ? null : positionIn(query.cursor)
  const found = await listMembers(strapi, db, edition, copyGroup, after, limit + 1)
  const page = found.slice(0, limit)
  const textFor = async (readers: readonly string[] | null) =>
    (await findReadable(strapi, db, copyGroup, readers))?.text ?? null
  const commonText = await textFor(units)
  // Also where it is not theirs to read: it is compared with, and only what is theirs is shown.
  const compared = units === null ? commonText : await textFor(null)
  const theirs = page.filter(
    ({ comment: { unit } }) => units === null || (unit !== null && units.includes(unit)),
  )
  const last = page.at(-1)
  return {
    ...(await named(runtime, head)),
    ...countedOut(group),
    commonText,
    perhaps: await perhapsOut(runtime, db, edition, copyGroup, units),
    items: await membersOut(theirs, copyGroup, compared),
    nextCursor:
      found.length > limit && last !== undefined
        ? writeCursor([last.textId, last.comment.seq] satisfies MemberPosition)
        : null,
  }
}

/** What is perhaps of the same text, for whoever reads to judge. */
async function perhapsOut(
  { strapi }: Runtime,
  db: Db,
  edition: Edition,
  copyGroup: number,
  units: readonly string[] | null,
): Promise<CopyGroupOut['perhaps']> {
  const found = await listPerhaps(db, edition, copyGroup, MOST_PERHAPS)
  const items: CopyGroupOut['perhaps'] = []
  for (const { commonTextId, likeness, comments } of found) {
    const comment = await findReadable(strapi, db, commonTextId, units)
    items.push({
      group: comments > 1 ? commonTextId : null,
      publicId: comment?.publicId ?? null,
      comments,
      likeness,
      excerpt: comment?.text === null || comment === null ? null : excerptOf(comment.text),
    })
  }
  return items
}

/** What the page of a comment says of others of its text. */
export async function copiesOfComment(db: Db, commentDocumentId: string) {
  const group = await findGroupOf(db, commentDocumentId)
  if (group === null) return null
  const { commonTextId, comments, texts, senders } = group
  return { group: commonTextId, comments, texts, senders }
}

async function membersOut(
  members: readonly GroupMember[],
  commonTextId: number,
  commonText: string | null,
): Promise<CopyGroupOut['items']> {
  const added = new Map<number, readonly string[]>()
  const slices = timeSlices()
  const items: CopyGroupOut['items'] = []
  for (const { comment, textId, likeness } of members) {
    await slices.turn()
    const exact = textId === commonTextId
    // Exact copies have the same words, but each with its own punctuation: one stands for all.
    const own =
      added.get(textId) ??
      (commonText === null || comment.text === null || exact
        ? []
        : addedSentences(comment.text, commonText))
    added.set(textId, own)
    items.push({
      publicId: comment.publicId,
      seq: comment.seq,
      state: comment.state,
      receivedAt: toIsoUtc(comment.receivedAt),
      exact,
      likeness,
      added: commonText === null ? null : [...own],
    })
  }
  return items
}

/** Whose comments of a docket someone reads who asks for its copies. */
async function readersOf(
  { strapi }: Runtime,
  db: Db,
  documentId: string,
): Promise<{ head: DocketHead; units: readonly string[] | null }> {
  const head = await findHead(db, { documentId })
  if (head === null) return refuse('NOT_EXPOSED')
  const standings = await standingsIn(strapi, db, currentActor(strapi), head.bodyId)
  if (standings === null) return { head, units: null }
  if (!readsComments(standings)) return refuse('NOT_A_MEMBER')
  return { head, units: unitsRead(standings) }
}

/** How far a docket has been compared; where somebody looks, the rest is not put off any longer. */
async function comparedSoFar({ strapi, copies }: Runtime, db: Db, draftDocumentId: string) {
  const docket = await findCopyDocket(db, draftDocumentId)
  const of = await lastSeqOf(strapi, db, draftDocumentId)
  const upTo = docket === null || docket.edition === 0 ? 0 : docket.countedSeq
  if (upTo < of || docket?.changes !== docket?.changesCounted) copies.wanted(draftDocumentId)
  return { upTo, of, at: docket?.countedAt ?? null, edition: docket?.edition ?? 0 }
}

async function named(runtime: Runtime, { docket }: DocketHead) {
  const latest = (await runtime.snapshotOf(docket))?.latest ?? null
  return { docket, title: latest === null ? docket : readLegalText(latest.content).title }
}

function countedOut(group: TalliedGroup) {
  const { commonTextId, comments, erased, texts, senders, firstAt, lastAt } = group
  return {
    group: commonTextId,
    comments,
    erased,
    texts,
    senders,
    firstAt: writtenOrNull(firstAt),
    lastAt: writtenOrNull(lastAt),
  }
}

function writtenOrNull(at: Instant | null): string | null {
  return at === null ? null : toIsoUtc(at)
}

function excerptOf(text: string): string {
  const beginning = Array.from(text.slice(0, EXCERPT * 2))
  const isWhole = text.length <= EXCERPT * 2 && beginning.length <= EXCERPT
  return isWhole ? text : `${beginning.slice(0, EXCERPT).join('')}…`
}

function positionIn(cursor: string): readonly [number, number] {
  return readCursor(cursor, isPairOfRowNumbers)
}
