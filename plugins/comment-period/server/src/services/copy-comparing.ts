import { copyForm, copyKey, copySignature, formatSignature } from '../../../domain/copy-signature'
import { readDatabaseClock } from '../database/clock'
import { keepCopyDocket } from '../repositories/copy-dockets'
import {
  commentsToCompare,
  displacedComments,
  findTexts,
  insertTexts,
  saveMembers,
  type NewText,
  type UncomparedComment,
} from '../repositories/copy-texts'
import { lockHead } from '../repositories/docket-heads'
import { inTransaction, type Db } from '../strapi-types'
import type { CopyWork } from './copy-grouping'
import { sha256Hex } from './keys'

/** Comments of one transaction: others wait for the docket's lock that long and no longer. */
const COMPARED_AT_ONCE = 200

/**
 * Says of each comment which text it has: exact copies share one. Under the docket's lock, so that
 * nothing is kept of a text that is erased in the same moment.
 */
export async function compareComments(work: CopyWork, placedSeq: number): Promise<void> {
  const { runtime, draftDocumentId } = work
  const { strapi } = runtime
  let displaced = COMPARED_AT_ONCE
  while (displaced === COMPARED_AT_ONCE) {
    await work.turn()
    displaced = await inTransaction(strapi, async (db) => {
      await lockHead(db, { documentId: draftDocumentId })
      const comments = await displacedComments(strapi, db, draftDocumentId, COMPARED_AT_ONCE)
      return compare(work, db, comments, placedSeq)
    })
  }
  let after = placedSeq
  for (let compared = COMPARED_AT_ONCE; compared === COMPARED_AT_ONCE;) {
    await work.turn()
    compared = await inTransaction(strapi, async (db) => {
      await lockHead(db, { documentId: draftDocumentId })
      const range = { after, limit: COMPARED_AT_ONCE }
      const comments = await commentsToCompare(strapi, db, draftDocumentId, range)
      const last = comments.at(-1)?.seq ?? after
      const count = await compare(work, db, comments, last)
      after = last
      return count
    })
  }
}

/** @returns how many there were */
async function compare(
  work: CopyWork,
  db: Db,
  comments: readonly UncomparedComment[],
  upTo: number,
): Promise<number> {
  if (comments.length === 0) return 0
  const { draftDocumentId, holder } = work
  const read: { comment: UncomparedComment; key: string; text: string }[] = []
  for (const comment of comments) {
    await work.turnInTransaction()
    const { text } = comment
    // Erased before it was compared: it is no copy of anything that anybody could tell.
    if (text === null) continue
    read.push({ comment, text, key: comment.copyKey ?? copyKey(text, sha256Hex) })
  }
  const known = new Map(await findTexts(db, draftDocumentId, distinct(read.map(({ key }) => key))))
  const added = new Map<string, NewText>()
  for (const { key, text } of read) {
    if (known.has(key) || added.has(key)) continue
    await work.turnInTransaction()
    const form = copyForm(text)
    const signature = formatSignature(copySignature(form))
    added.set(key, { copyKey: key, signature, formLength: form.length })
  }
  const ids = await insertTexts(db, draftDocumentId, [...added.values()])
  for (const [at, key] of [...added.keys()].entries()) known.set(key, ids[at] ?? 0)
  await saveMembers(
    db,
    draftDocumentId,
    read.map(({ comment, key }) => ({ ...comment, textId: known.get(key) ?? 0 })),
  )
  const until = (await readDatabaseClock(db)) + work.heldMs
  const compared = { upTo, newTexts: added.size }
  if (!(await keepCopyDocket(db, draftDocumentId, { holder, until }, compared))) work.lost()
  return comments.length
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)]
}
