import { readDatabaseClock } from '../database/clock'
import { commentRowOf, commentRowsAfter, draftsToLink } from '../repositories/comment-links'
import { lockHead } from '../repositories/docket-heads'
import { appendLinks, lastLinkedSeq, newLinkSalt } from '../repositories/record-links'
import { connectionOf, inTransaction, type Strapi } from '../strapi-types'
import { refusalOf } from './refusal-error'

/** So long comments may wait for their links, so that those of one docket share a transaction. */
const GATHERING_MS = 1000
/** Links of one transaction: others wait for the docket's lock that long and no longer. */
const MOST_AT_ONCE = 250

/** Puts filed comments into their dockets' chains, soon after, in the order of filing. */
export interface CommentLinker {
  /** Comments of this draft's docket were filed. */
  readonly filed: (draftDocumentId: string) => void
  /** Links all that a docket has; resolves once its chain has every comment. */
  readonly linkAll: (draftDocumentId: string) => Promise<void>
  /** Links what no node has linked: comments filed just before one died. */
  readonly linkEarlier: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Not in the transaction that files a comment: many file at once, and none of them should wait
 * until the one before has its place in the chain. A comment without a link shows as such to
 * whoever verifies the record.
 */
export function commentLinker(strapi: Strapi): CommentLinker {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let isStopped = false
  let round: Promise<void> = Promise.resolve()

  const linkWaiting = async () => {
    const drafts = [...waiting]
    waiting.clear()
    for (const draft of drafts) await attempt(draft)
  }

  const attempt = async (draftDocumentId: string) => {
    try {
      await linkComments(strapi, draftDocumentId, () => isStopped)
    } catch (error) {
      // Tried again with the next comment and every minute; nobody is refused for it.
      const { name } = error as Error
      const code = refusalOf(error)?.code ?? name
      strapi.log.error(`comment-period: event=comments-not-linked code=${code}`)
    }
  }

  const schedule = (draftDocumentId: string) => {
    if (isStopped) return
    waiting.add(draftDocumentId)
    if (timer !== null) return
    timer = setTimeout(() => {
      timer = null
      round = round.then(linkWaiting)
    }, GATHERING_MS)
    timer.unref()
  }

  return {
    filed: schedule,
    linkAll: (draftDocumentId) => linkComments(strapi, draftDocumentId, () => false),
    linkEarlier: async () => {
      for (const draft of await draftsToLink(connectionOf(strapi))) schedule(draft)
    },
    stop: async () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      await round
    },
  }
}

/** In transactions of a bounded size, each under the docket's lock. */
async function linkComments(
  strapi: Strapi,
  draftDocumentId: string,
  isStopped: () => boolean,
): Promise<void> {
  let linked = MOST_AT_ONCE
  while (linked === MOST_AT_ONCE && !isStopped()) {
    linked = await inTransaction(strapi, async (db) => {
      await lockHead(db, { documentId: draftDocumentId })
      const after = await lastLinkedSeq(db, draftDocumentId)
      const comments = await commentRowsAfter(strapi, db, draftDocumentId, after, MOST_AT_ONCE)
      if (comments.length === 0) return 0
      const rows = comments.map((comment) => commentRowOf(comment, newLinkSalt()))
      await appendLinks(db, draftDocumentId, rows, await readDatabaseClock(db))
      return comments.length
    })
  }
}
