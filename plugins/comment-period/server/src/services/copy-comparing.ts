import { setImmediate as endOfTurn } from 'node:timers/promises'
import { batchSize } from '../../../domain/batch-size'
import { copyForm, copyKey, copySignature, formatSignature } from '../../../domain/copy-signature'
import { readDatabaseClock } from '../database/clock'
import { keepCopyDocket } from '../repositories/copy-dockets'
import {
  commentsToCompare,
  displacedComments,
  findMarks,
  findTexts,
  insertTexts,
  saveMembers,
  type NewText,
  type UncomparedComment,
} from '../repositories/copy-texts'
import { lockHead } from '../repositories/docket-heads'
import { connectionOf, inTransaction, type Db } from '../strapi-types'
import type { CopyWork } from './copy-grouping'
import { sha256Hex } from './keys'

/** Comments of one transaction: others wait for the docket's lock that long and no longer. */
const MOST_AT_ONCE = 200
/** Characters that are read at once, or about as many: what long comments come to is unlike others. */
const CHARACTERS_AT_ONCE = 500_000

/** A comment with what is kept of its text; nothing where it was erased before it was compared. */
interface ReadComment {
  readonly comment: UncomparedComment
  readonly key: string | null
  /** Where the docket had no such text yet. */
  readonly added: NewText | null
}

/** Says of each comment which text it has: exact copies share one. */
export async function compareComments(work: CopyWork, placedSeq: number): Promise<void> {
  const { runtime, draftDocumentId } = work
  const { strapi } = runtime
  const db = connectionOf(strapi)
  const batch = batchSize(MOST_AT_ONCE, CHARACTERS_AT_ONCE)
  for (;;) {
    await work.turn()
    const comments = await displacedComments(strapi, db, draftDocumentId, batch.limit())
    if (comments.length === 0) break
    batch.met(comments.length, charactersOf(comments))
    const kept = await keepCompared(work, await readComments(work, comments), placedSeq)
    // What has changed again meanwhile waits for the next time.
    if (!kept.some(({ key }) => key !== null)) break
  }
  for (let after = placedSeq; ;) {
    await work.turn()
    const range = { after, limit: batch.limit() }
    const comments = await commentsToCompare(strapi, db, draftDocumentId, range)
    if (comments.length === 0) return
    batch.met(comments.length, charactersOf(comments))
    const kept = await keepCompared(work, await readComments(work, comments), null)
    after = kept.at(-1)?.comment.seq ?? after
  }
}

const charactersOf = (comments: readonly UncomparedComment[]) =>
  comments.reduce((sum, { text }) => sum + (text?.length ?? 0), 0)

/** Before the lock: folding and signing two hundred long texts takes seconds. */
async function readComments(
  work: CopyWork,
  comments: readonly UncomparedComment[],
): Promise<readonly ReadComment[]> {
  const db = connectionOf(work.runtime.strapi)
  const keyed: { comment: UncomparedComment; text: string; key: string }[] = []
  for (const comment of comments) {
    await work.turn()
    const { text } = comment
    if (text !== null) keyed.push({ comment, text, key: keyOf(comment, text) })
  }
  await work.turn()
  const known = await findTexts(db, work.draftDocumentId, distinct(keyed.map(({ key }) => key)))
  const added = new Map<string, NewText>()
  for (const { key, text } of keyed) {
    if (known.has(key) || added.has(key)) continue
    await work.turn()
    const form = copyForm(text)
    const signature = formatSignature(copySignature(form))
    added.set(key, { copyKey: key, signature, formLength: form.length })
  }
  const keys = new Map(keyed.map(({ comment, key }) => [comment, key]))
  return comments.map((comment) => {
    const key = keys.get(comment) ?? null
    return { comment, key, added: key === null ? null : (added.get(key) ?? null) }
  })
}

function keyOf({ copyKey: kept }: UncomparedComment, text: string): string {
  return kept ?? copyKey(text, sha256Hex)
}

/**
 * Under the docket's lock, so that nothing is kept of a text that is erased or hidden in the same
 * moment: up to the first comment that reads otherwise than it did, which is read again.
 *
 * @param placedSeq where comments of before are looked at again, what has been looked at before
 * @returns those that were kept
 */
async function keepCompared(
  work: CopyWork,
  read: readonly ReadComment[],
  placedSeq: number | null,
): Promise<readonly ReadComment[]> {
  const { runtime, draftDocumentId, holder } = work
  const { strapi } = runtime
  return inTransaction(strapi, async (db) => {
    await lockHead(db, { documentId: draftDocumentId })
    const marks = await findMarks(
      strapi,
      db,
      read.map(({ comment }) => comment.documentId),
    )
    const ids = new Map(await findTexts(db, draftDocumentId, distinct(read.flatMap(keysOf))))
    const kept = leading(
      read,
      ({ comment, key, added }) =>
        marks.get(comment.documentId) === comment.mark &&
        (key === null || ids.has(key) || added !== null),
    )
    const last = kept.at(-1)
    if (last === undefined) return kept
    // SQLite's driver answers within the turn: together these would hold up every other request.
    await endOfTurn()
    const newTexts = await insertNew(db, draftDocumentId, kept, ids)
    await endOfTurn()
    await saveMembers(
      db,
      draftDocumentId,
      kept.flatMap(({ comment, key }) => {
        const textId = key === null ? undefined : ids.get(key)
        return textId === undefined ? [] : [{ ...comment, textId }]
      }),
    )
    const until = (await readDatabaseClock(db)) + work.heldMs
    const compared = { upTo: placedSeq ?? last.comment.seq, newTexts }
    if (!(await keepCopyDocket(db, draftDocumentId, { holder, until }, compared))) work.lost()
    return kept
  })
}

const keysOf = ({ key }: ReadComment) => (key === null ? [] : [key])

/** @returns how many there were */
async function insertNew(
  db: Db,
  draftDocumentId: string,
  kept: readonly ReadComment[],
  ids: Map<string, number>,
): Promise<number> {
  const texts = new Map<string, NewText>()
  for (const { added } of kept) {
    if (added !== null && !ids.has(added.copyKey)) texts.set(added.copyKey, added)
  }
  const inserted = await insertTexts(db, draftDocumentId, [...texts.values()])
  for (const [at, key] of [...texts.keys()].entries()) ids.set(key, inserted[at] ?? 0)
  return texts.size
}

function leading<T>(items: readonly T[], isFit: (item: T) => boolean): readonly T[] {
  const unfit = items.findIndex((item) => !isFit(item))
  return unfit === -1 ? items : items.slice(0, unfit)
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)]
}
