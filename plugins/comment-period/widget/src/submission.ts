import type { CommentSubmission, SubmissionReceipt } from '../../contracts/comments'
import type { Answer, Api, Refusal } from './api'
import { newIdempotencyKey } from './idempotency-key'
import type { Work } from './work'

export type Outcome =
  | { readonly kind: 'filed'; readonly receipt: SubmissionReceipt }
  /** Nothing is taken any more, or for the time being. */
  | { readonly kind: 'over'; readonly refusal: Refusal }
  /** Something in the form is to be put right. */
  | { readonly kind: 'faulty'; readonly refusal: Refusal }
  /** The same may be sent again. */
  | { readonly kind: 'again'; readonly trouble: Refusal | { readonly kind: 'unreachable' } }

const OVER = [
  'PERIOD_CLOSED',
  'PERIOD_NOT_OPEN',
  'SUSPENDED',
  'WITHDRAWN',
  'ALREADY_ISSUED',
  'DOCKET_UNKNOWN',
]

export type Composed = Omit<CommentSubmission, 'work'>

/**
 * Files comments of one docket. The same comment goes out under the same Idempotency-Key however
 * often it is sent, so that an answer lost on the way is answered again and nothing is filed twice.
 */
export function submissionTo(docket: string, api: Api, work: Work, signal: AbortSignal) {
  let key = ''
  let sent = ''

  const send = async (
    body: Composed,
    files: readonly File[],
  ): Promise<Answer<SubmissionReceipt>> => {
    const payload = await work.take()
    const comment = JSON.stringify(payload === undefined ? body : { ...body, work: payload })
    const path = `/drafts/${docket}/comments`
    const headers = { 'Idempotency-Key': key }
    if (files.length === 0) {
      return api.send(path, comment, { ...headers, 'Content-Type': 'application/json' }, signal)
    }
    const form = new FormData()
    // First, as the server looks at it before it takes any file.
    form.append('comment', comment)
    for (const file of files) form.append('attachment', file)
    return api.send(path, form, headers, signal)
  }

  return async (body: Composed, files: readonly File[]): Promise<Outcome> => {
    const mark = JSON.stringify([
      body,
      files.map(({ name, size, lastModified }) => [name, size, lastModified]),
    ])
    if (mark !== sent) {
      key = newIdempotencyKey()
      sent = mark
    }
    let answer = await send(body, files)
    if (answer.kind === 'refused' && answer.code.startsWith('CHALLENGE_')) {
      work.drop()
      answer = await send(body, files)
    }
    return outcomeOf(answer)
  }
}

function outcomeOf(answer: Answer<SubmissionReceipt>): Outcome {
  if (answer.kind === 'answered') return { kind: 'filed', receipt: answer.body }
  if (answer.kind === 'unreachable') return { kind: 'again', trouble: answer }
  if (OVER.includes(answer.code)) return { kind: 'over', refusal: answer }
  const isPassing =
    answer.status >= 500 || answer.status === 429 || answer.code.startsWith('CHALLENGE_')
  return isPassing ? { kind: 'again', trouble: answer } : { kind: 'faulty', refusal: answer }
}
