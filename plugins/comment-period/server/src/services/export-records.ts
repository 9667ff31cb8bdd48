import { createHmac } from 'node:crypto'
import { setImmediate as endOfTurn } from 'node:timers/promises'
import { batchSize } from '../../../domain/batch-size'
import type { Covered, ExportFilter } from '../../../domain/docket-export'
import { readLegalText } from '../../../domain/legal-text'
import type {
  AttachmentState,
  Disposition,
  SubmitterCategory,
  SubmitterType,
} from '../../../domain/comment'
import { comparedContact } from '../../../domain/sender-contact'
import type { ExportRecord } from '../exporters/comment-columns'
import { findExposures } from '../repositories/exposures'
import {
  readExportPage,
  type CommentSource,
  type ExportedComment,
} from '../repositories/export-comments'
import type { ExportJob } from '../repositories/exports'
import { connectionOf, tableOf, UID, type DatabaseClient } from '../strapi-types'
import type { KeyRing } from './keys'
import type { Runtime } from './runtime'
import { openContact, type NameAndContact } from './sealed-contacts'

/** Where an export reads, and what names and contacts were sealed with. */
export interface ExportSource extends CommentSource {
  readonly keys: Pick<KeyRing, 'contact'>
}

export function exportSourceOf({ strapi, keys: { contact } }: Runtime): ExportSource {
  const { tableName } = tableOf(strapi, UID.comment)
  return { db: connectionOf(strapi), commentsTable: tableName, keys: { contact } }
}

/**
 * Comments of one question: few enough that nobody else waits long for SQLite, which answers within
 * the turn, or while this process reads what PostgreSQL has sent, of which up to two mebibytes come
 * in one turn.
 */
const MOST_AT_ONCE: Readonly<Record<DatabaseClient, number>> = { sqlite: 200, postgres: 400 }
/** Characters of comments and responses that are read at once, or about as many. */
const CHARACTERS_AT_ONCE = 1_000_000

/**
 * The comments that an export covers, in order, as its profile shows them, some at a time.
 *
 * @param onRead is told after each page how many of the covered comments have been read
 */
export async function* exportRecordPages(
  source: ExportSource,
  job: Pick<ExportJob, 'covers' | 'filter' | 'profile' | 'seed' | 'askedAt'>,
  onRead: (done: number) => void,
): AsyncGenerator<readonly ExportRecord[], void, undefined> {
  let done = 0
  for (const covered of job.covers) {
    const { docket } = covered
    const clauseOf = await clauseLabels(source, covered)
    for await (const { items, read } of pagesOf(source, job, covered)) {
      yield items
        .filter((item) => isAskedFor(item, job.filter))
        .map((item) => recordOf(source, job, item, { docket, clauseOf }))
      done += read
      onRead(done)
    }
  }
}

interface Page {
  readonly items: readonly ExportedComment[]
  /** How many comments it took of those covered, with those that were not asked for. */
  readonly read: number
}

async function* pagesOf(
  source: ExportSource,
  { filter, askedAt }: Pick<ExportJob, 'filter' | 'askedAt'>,
  covered: Covered,
): AsyncGenerator<Page, void, undefined> {
  const { client } = source.db
  const size = batchSize(MOST_AT_ONCE[client], CHARACTERS_AT_ONCE)
  const ask = (after: number) => {
    if (after >= covered.seq) return null
    const page = readExportPage(source, covered, filter, {
      after,
      at: askedAt,
      size: size.limit(),
    })
    // Whoever asked may be gone when it fails; who is still there hears of it all the same.
    page.catch(() => undefined)
    return page
  }
  let after = 0
  let next = ask(after)
  try {
    while (next !== null) {
      const { items, reached } = await next
      size.met(items.length, charactersOf(items))
      // PostgreSQL looks for the next page while this one is written.
      next = client === 'postgres' ? ask(reached) : null
      yield { items, read: reached - after }
      after = reached
      // SQLite's driver answers within the turn: without this, a page would follow upon the other.
      await endOfTurn()
      next ??= ask(reached)
    }
  } finally {
    // The database may be closed once nobody is at work any more.
    await next?.catch(() => undefined)
  }
}

function charactersOf(items: readonly ExportedComment[]): number {
  return items.reduce(
    (sum, { original, responses }) =>
      sum +
      (original.text?.length ?? 0) +
      (original.suggestedWording?.length ?? 0) +
      responses.reduce((ofAll, { text }) => ofAll + text.length, 0),
    0,
  )
}

function isAskedFor(comment: ExportedComment, { state, unit }: ExportFilter): boolean {
  return (state === null || comment.state === state) && (unit === null || comment.unit === unit)
}

type ClauseLabels = (exposureN: number, clauseId: string) => string | null

/** What the exposed texts of a docket call their clauses. */
async function clauseLabels(
  { db }: ExportSource,
  { draftDocumentId }: Covered,
): Promise<ClauseLabels> {
  const exposures = await findExposures(db, draftDocumentId)
  const labels = new Map<string, string>()
  for (const { n, content } of exposures) {
    for (const { clauseId, label } of readLegalText(content).clauses) {
      if (label !== '') labels.set(`${String(n)}/${clauseId}`, label)
    }
  }
  return (n, clauseId) => labels.get(`${String(n)}/${clauseId}`) ?? null
}

function recordOf(
  { keys }: ExportSource,
  { profile, seed }: Pick<ExportJob, 'profile' | 'seed'>,
  comment: ExportedComment,
  { docket, clauseOf }: { docket: string; clauseOf: ClauseLabels },
): ExportRecord {
  const { shown, original } = comment
  const isFull = profile === 'full'
  const isPublic = profile === 'public'
  const isErased = original.text === null
  // What was withheld since it was asked for must not go out by a file that was in the queue.
  const isPublished = comment.state === 'published' && comment.stateNow === 'published'
  const isShown = !isErased && (!isPublic || isPublished)
  const isTold = !isPublic || isPublished
  const people =
    isPublic || comment.sealedContact === null
      ? null
      : openContact(keys, comment.sealedContact, shown.documentId)
  const words = isFull ? original : shown
  return {
    docket,
    seq: shown.seq,
    publicId: shown.publicId,
    receivedAt: shown.receivedAt,
    recordedAt: shown.recordedAt,
    late: shown.late,
    channel: shown.channel,
    portal: shown.portal,
    type: shown.type,
    rating: isTold ? shown.rating : null,
    language: shown.language,
    isTold,
    exposureN: shown.exposureN,
    clauseId: isTold ? shown.clauseId : null,
    clause: shown.clauseId === null || !isTold ? null : clauseOf(shown.exposureN, shown.clauseId),
    state: comment.state,
    withholdReason: comment.withholdReason,
    text: isShown ? words.text : null,
    textState: isErased ? 'erased' : isShown ? 'shown' : 'not-published',
    suggestedWording: isShown ? words.suggestedWording : null,
    hidden: isFull ? 0 : shown.redactions.length,
    submitterType: isTold ? (shown.submitterType as SubmitterType | null) : null,
    submitterCategory: isTold ? (shown.submitterCategory as SubmitterCategory | null) : null,
    pseudonym: profile === 'working' ? pseudonymOf(people, shown.documentId, seed) : null,
    onBehalfOf: isFull ? shown.onBehalfOf : null,
    displayName: isFull ? shown.displayName : null,
    name: isFull ? (people?.name ?? null) : null,
    contact: isFull ? (people?.contact ?? null) : null,
    unit: isPublic ? null : comment.unit,
    dueAt: isPublic ? null : comment.dueAt,
    responses: !isTold
      ? null
      : comment.responses.map((given) => ({
          text: given.text,
          disposition: given.disposition as Disposition,
          respondedAt: given.at,
          theme: given.theme?.title ?? null,
          reason: isPublic ? null : given.reason,
        })),
    attachments: comment.attachments
      // What was rejected since it was asked for must not go out either.
      .filter(({ state, stateNow }) => isShown && (!isPublic || isReleased(state, stateNow)))
      .map(({ name, size, sha256, state, scan }) => ({ name, bytes: size, sha256, state, scan })),
    textHash: shown.textHash,
    salt: isShown && (isFull || shown.redactions.length === 0) ? shown.salt : null,
  }
}

function isReleased(...states: readonly AttachmentState[]): boolean {
  return states.every((state) => state === 'released')
}

/**
 * The same for one contact throughout an export, however it was typed, and another in the next:
 * nobody can join the two. Two people may have one name, so that who left a name alone has a pseudonym
 * for each comment; who left neither has none.
 */
function pseudonymOf(
  people: NameAndContact | null,
  commentId: string,
  seed: string | null,
): string | null {
  if (people === null) return null
  const contact = people.contact === null ? null : comparedContact(people.contact)
  if (contact === null && people.name === null) return null
  const known = contact === null ? `comment:${commentId}` : `contact:${contact}`
  const mac = createHmac('sha256', seed ?? '').update(known, 'utf8')
  return `P-${mac.digest('hex').slice(0, 12)}`
}
