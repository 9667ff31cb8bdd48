import { toLatinDigits } from '../domain/digits'
import { isRefusalCode, type RefusalCode } from '../domain/refusal'
import type { CommentSubmission, SubmitCommentContract } from './comments'

/** The fields of the hosted form that say something of the comment, by the names of the contract. */
export const COMMENT_FIELDS = [
  'type',
  'rating',
  'clauseId',
  'text',
  'suggestedWording',
  'language',
  'submitterType',
  'submitterCategory',
  'onBehalfOf',
  'name',
  'showName',
  'contact',
] as const
export type CommentField = (typeof COMMENT_FIELDS)[number]

/** Docket, key and instant, signed: it makes a second sending find the first. */
export const TOKEN_FIELD = 'form'
/** Nobody sees it, and only a program fills it in. */
export const TRAP_FIELD = 'homepage'
/** Up to five files; the last fields of the form, so that everything else is read before them. */
export const FILE_FIELD = 'attachment'

export const FORM_FIELDS: readonly string[] = [TOKEN_FIELD, TRAP_FIELD, ...COMMENT_FIELDS]

/** What somebody has typed, as it came: it is shown again where the form is. */
export type FormValues = Readonly<Partial<Record<CommentField, string>>>

/** A field that cannot be taken, and why. */
export interface FieldFault {
  readonly field: CommentField | typeof FILE_FIELD
  readonly code: RefusalCode
  readonly limit?: number
  readonly actual?: number
}

export type ReadCommentForm =
  | { readonly kind: 'comment'; readonly comment: CommentSubmission }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }

/**
 * The words of a form as they were typed. A browser sends every line break as CR LF (HTML, "append
 * an entry"), which is how the form travels and nothing that anybody wrote: the break itself is
 * put back, so that the same words have the same text whichever way they come.
 */
export function formValues(fields: ReadonlyMap<string, string>): FormValues {
  return Object.fromEntries(
    COMMENT_FIELDS.flatMap((field) => {
      const value = fields.get(field)
      return value === undefined ? [] : [[field, value.replaceAll('\r\n', '\n')]]
    }),
  )
}

/**
 * A filled-in form as the contract of the API takes it: fields left empty are not there, and a
 * rating may be in Persian digits.
 *
 * @example
 * commentOf({ type: 'satisfaction', text: 'خوب', rating: '۴', name: '' })
 * // { type: 'satisfaction', text: 'خوب', rating: 4 }
 */
export function commentOf(values: FormValues): Readonly<Record<string, unknown>> {
  const filled = Object.entries(values).filter(
    ([field, value]) => field === 'text' || value.trim() !== '',
  )
  return Object.fromEntries(filled.map(([field, value]) => [field, typed(field, value)]))
}

function typed(field: string, value: string): unknown {
  if (field === 'showName') return value === 'yes' ? true : value
  if (field !== 'rating') return value
  const rating = toLatinDigits(value.trim())
  return /^[0-9]{1,3}$/.test(rating) ? Number(rating) : value
}

/** Parses a form by the contract of the API, and names every field that is at fault. */
export function readCommentForm(
  { body }: SubmitCommentContract,
  values: FormValues,
): ReadCommentForm {
  const parsed = body.safeParse(commentOf(values))
  if (parsed.success) return { kind: 'comment', comment: parsed.data }
  const faults = new Map<CommentField, FieldFault>()
  for (const issue of parsed.error.issues) {
    const field = COMMENT_FIELDS.find((each) => each === issue.path[0])
    if (field === undefined || faults.has(field)) continue
    faults.set(field, { field, ...faultOf(issue.code === 'custom' ? issue.params : undefined) })
  }
  return { kind: 'faults', faults: COMMENT_FIELDS.flatMap((field) => faults.get(field) ?? []) }
}

function faultOf(params: unknown): Omit<FieldFault, 'field'> {
  const { refusal } = (params ?? {}) as { refusal?: Record<string, unknown> }
  const { code, limit, actual } = refusal ?? {}
  return {
    code: typeof code === 'string' && isRefusalCode(code) ? code : 'INPUT_INVALID',
    ...(typeof limit === 'number' ? { limit } : {}),
    ...(typeof actual === 'number' ? { actual } : {}),
  }
}
