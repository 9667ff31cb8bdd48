import { z } from 'zod'
import { formatDocketNumber, isBodySlug, parseDocketNumber } from '../domain/docket-number'
import { parseIsoUtc } from '../domain/instant'
import { findTextFault, type TextLimits } from '../domain/text-checks'

/**
 * Texts whose faults have codes of their own: the custom issue carries the code, and the edge
 * answers with it instead of a general `INPUT_INVALID`.
 */
export function text(limits: TextLimits) {
  return z.string().superRefine((value, context) => {
    const fault = findTextFault(value, limits)
    if (fault === null) return
    context.addIssue({ code: 'custom', message: fault.code, params: { refusal: { ...fault } } })
  })
}

/** A name or another single line: no line breaks and nothing that turns the direction of text. */
export function line(maxGraphemes: number) {
  return text({ maxGraphemes, singleLine: true, maxBytes: maxGraphemes * 16 })
}

/** A reason someone must give, and that the public may read. */
export const reason = text({ maxGraphemes: 2_000, maxBytes: 32_000 })

/** A docket number as anybody types it; Persian digits are read. */
export const docketNumber = z
  .string()
  .max(120)
  .transform((value, context) => {
    const parsed = parseDocketNumber(value)
    if (parsed === null) {
      context.addIssue({
        code: 'custom',
        message: 'DOCKET_UNKNOWN',
        params: { refusal: { code: 'DOCKET_UNKNOWN' } },
      })
      return z.NEVER
    }
    return formatDocketNumber(parsed.slug, parsed.solarYear, parsed.number)
  })

/** The slug of a body; what cannot be one is no body. */
export const bodySlug = z.string().superRefine((value, context) => {
  if (isBodySlug(value)) return
  context.addIssue({
    code: 'custom',
    message: 'BODY_UNKNOWN',
    params: { refusal: { code: 'BODY_UNKNOWN' } },
  })
})

/** The key of a unit, unique within its body. */
export const unitKey = z
  .string()
  .max(255)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)

/** The language a text is asked for in; one that nobody has translated into is no fault. */
export const locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)

/** The number of a row, in the integers that both databases hold. */
export const LARGEST_ROW_NUMBER = 2_147_483_647

/** An instant in ISO 8601 with its zone. */
export const instant = z
  .string()
  .max(40)
  .transform((value, context) => {
    const parsed = parseIsoUtc(value)
    if (parsed === null) {
      context.addIssue({ code: 'custom', message: 'not an instant with its zone (ISO 8601)' })
      return z.NEVER
    }
    return parsed
  })

/** An instant as it is answered: UTC, with milliseconds. */
export const instantOut = z.iso.datetime()

export const cursor = z.string().min(1).max(400)

/** A page size; a query parameter is text. */
export const limit = z
  .string()
  .regex(/^[1-9][0-9]{0,2}$/)
  .transform(Number)
  .refine((value) => value <= 100, 'at most 100')

/** BCP 47, in the form in which everyone writes it. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/)
  .max(35)
