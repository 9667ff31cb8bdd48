import { createHmac } from 'node:crypto'

const API = '/api/comment-period'

export const docketPath = (docket) => `${API}/drafts/${docket}`

/** A comment of the seed data as the public interface takes it. */
export function toSubmission(comment, clauseIds) {
  const { type, text, clauseId, language, submitterType, category, displayName, consent } = comment
  return {
    type,
    text,
    clauseId: clauseIds.get(clauseId),
    language,
    submitterType,
    ...(category === undefined ? {} : { submitterCategory: category }),
    ...(displayName === null ? {} : { name: displayName, showName: consent }),
  }
}

/**
 * One Idempotency-Key for one comment of one docket, the same in every run and guessable by
 * nobody: whoever knows key and text is told the tracking code.
 */
export function keyFor(secret, docket, name) {
  return createHmac('sha256', secret).update(`${docket}|${name}`).digest('base64url')
}

export function submit(call, docket, { key, body }) {
  const headers = { 'Idempotency-Key': key }
  return call('POST', `${docketPath(docket)}/comments`, { body, headers })
}

/** As someone would type it from a Persian keyboard. */
export function inPersianDigits(code) {
  return code.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit])
}

/** One character other than was given out; the check character gives it away. */
export function mistyped(code) {
  return (code.startsWith('7') ? '8' : '7') + code.slice(1)
}
