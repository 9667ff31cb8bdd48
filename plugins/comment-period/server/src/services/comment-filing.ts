import {
  insertCommentAttachments,
  type CommentAttachment,
  type ReceivedAttachment,
} from '../repositories/comment-attachments'
import { insertComments, type KeyedComment } from '../repositories/comments'
import { insertContacts, type SealedContact } from '../repositories/contacts'
import {
  isSpentBefore,
  spendChallenges,
  type SpentChallenge,
} from '../repositories/spent-challenges'
import { connectionOf, inTransaction, type Strapi } from '../strapi-types'
import { failsForAll, refuse } from './refusal-error'
import { shareRounds, type WaitingCount } from './shared-rounds'

/** A comment on its way into the record, with the name and contact that stay out of it. */
export interface Filing {
  readonly comment: KeyedComment
  readonly contact: SealedContact | null
  readonly attachments: readonly ReceivedAttachment[]
  readonly spentChallenge: SpentChallenge | null
}

/** Rows of one statement: far below the number of parameters that either database takes. */
const MOST_AT_ONCE = 50

/**
 * Files comments, those of one docket one after the other, as its lock would have them anyway;
 * those that come while one transaction is under way share the next. So a docket that everybody
 * writes to costs one lock and one flush to the disk for all who wait, and not for each.
 *
 * @param filed is told the draft of each comment that has been filed
 * @returns files one comment; it has been recorded for good when the promise is fulfilled, and
 *   rejects with what the database refused it for
 */
export function filingRounds(
  strapi: Strapi,
  waiting: WaitingCount,
  filed: (draftDocumentId: string) => void,
): (filing: Filing) => Promise<void> {
  const dockets = new Map<string, { file: (filing: Filing) => Promise<unknown>; filing: number }>()

  return async (filing) => {
    const { draftDocumentId } = filing.comment
    const docket = dockets.get(draftDocumentId) ?? { file: oneDocket(strapi, waiting), filing: 0 }
    dockets.set(draftDocumentId, docket)
    docket.filing += 1
    try {
      const failure = await docket.file(filing)
      if (failure !== null) throw failure as Error
      filed(draftDocumentId)
    } finally {
      docket.filing -= 1
      if (docket.filing === 0) dockets.delete(draftDocumentId)
    }
  }
}

/** Resolves to what a comment was refused for, and to nothing where it was recorded. */
function oneDocket(strapi: Strapi, waiting: WaitingCount): (filing: Filing) => Promise<unknown> {
  const perform = async (filings: readonly Filing[]) => {
    try {
      await record(strapi, filings)
      return new Map<Filing, unknown>()
    } catch (error) {
      if (filings.length === 1 || failsForAll(error)) throw error
    }
    // One among them cannot be taken, and nobody is refused for another's comment.
    const failures = new Map<Filing, unknown>()
    for (const filing of filings) {
      try {
        await record(strapi, [filing])
      } catch (error) {
        failures.set(filing, error)
      }
    }
    return failures
  }
  return shareRounds(perform, { most: MOST_AT_ONCE, waiting })
}

/**
 * One statement, with the challenges in it where the database can do that; with names, contacts or
 * attachments, rows of several tables that stand or fall together.
 */
async function record(strapi: Strapi, filings: readonly Filing[]): Promise<void> {
  const comments = filings.map((filing) => filing.comment)
  const contacts = filings.flatMap(({ contact }) => (contact === null ? [] : [contact]))
  const spent = filings.flatMap(({ spentChallenge }) =>
    spentChallenge === null ? [] : [spentChallenge],
  )
  const attachments = filings.flatMap((filing) => attachmentsOf(filing))
  const connection = connectionOf(strapi)
  const isOneStatement = spent.length === 0 || connection.client === 'postgres'
  if (isOneStatement && contacts.length + attachments.length === 0) {
    return spending(() => insertComments(strapi, connection, comments, spent))
  }
  await inTransaction(strapi, async (db) => {
    if (spent.length > 0 && !(await spendChallenges(db, spent))) refuse('CHALLENGE_SPENT')
    await insertComments(strapi, db, comments)
    if (contacts.length > 0) await insertContacts(db, contacts)
    if (attachments.length > 0) await insertCommentAttachments(db, attachments)
  })
}

async function spending(insert: () => Promise<void>): Promise<void> {
  try {
    await insert()
  } catch (error) {
    if (isSpentBefore(error)) refuse('CHALLENGE_SPENT')
    throw error
  }
}

function attachmentsOf({ comment, attachments }: Filing): CommentAttachment[] {
  return attachments.map((attachment, place) => ({
    ...attachment,
    commentDocumentId: comment.documentId,
    n: place + 1,
    at: comment.recordedAt,
  }))
}
