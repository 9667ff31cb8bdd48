import { z } from 'zod'
import { REDACTABLE_FIELDS } from '../domain/redaction'
import { instantOut, LARGEST_ROW_NUMBER, reason, text } from './fields'
import { commentParams } from './staff-acts'

const done = z.strictObject({ publicId: z.string(), at: instantOut })

/** `POST /comments/:publicId/notes`: a word among staff; nobody else ever reads it. */
export const addNote = {
  params: commentParams,
  body: z.strictObject({ text: text({ maxGraphemes: 5_000, maxBytes: 80_000 }) }),
  answer: done,
}

/** `POST /comments/:publicId/contact`: who filed it, and how to reach them. That it was read stays. */
export const discloseContact = {
  params: commentParams,
  body: z.strictObject({ reason }),
  answer: z.strictObject({ name: z.string().nullable(), contact: z.string().nullable() }),
}

/** `POST /comments/:publicId/original`: the text with its hidden words. That it was read stays. */
export const discloseOriginal = {
  params: commentParams,
  body: z.strictObject({ reason }),
  answer: z.strictObject({ text: z.string(), suggestedWording: z.string().nullable() }),
}

/** Hidden words of a field, in UTF-16 code units; `to` is not among them. */
export const redactedSpan = z.strictObject({
  field: z.enum(REDACTABLE_FIELDS),
  from: z.int().min(0).max(1_000_000),
  to: z.int().min(1).max(1_000_000),
})

/** `POST /comments/:publicId/redaction`: the words that are hidden from now on, and no others. */
export const redact = {
  params: commentParams,
  body: z.strictObject({ spans: z.array(redactedSpan).max(200), reason }),
  answer: done,
}

/** `POST /comments/:publicId/erasure`: asks for the text to be erased on a legal basis. */
export const requestErasure = {
  params: commentParams,
  body: z.strictObject({ basis: reason }),
  answer: done,
}

/**
 * `POST /comments/:publicId/erasure/approval`: a second person erases it, for good, as the request
 * that they have read asks for; not as one that came meanwhile.
 */
export const approveErasure = {
  params: commentParams,
  body: z.strictObject({ n: z.int().positive().max(LARGEST_ROW_NUMBER) }),
  answer: done,
}
