import { z } from 'zod'
import { CHANNELS, COMMENT_STATES, COMMENT_TYPES } from '../domain/comment'
import {
  EXPORT_FAILURES,
  EXPORT_FORMATS,
  EXPORT_LANGUAGES,
  EXPORT_PROFILES,
  EXPORT_STATES,
} from '../domain/docket-export'
import { bodySlug, cursor, docketNumber, instantOut, limit, reason, unitKey } from './fields'

const exportParams = z.strictObject({
  exportId: z.string().superRefine((value, context) => {
    if (/^e[a-z0-9]{11}$/.test(value)) return
    context.addIssue({
      code: 'custom',
      message: 'EXPORT_UNKNOWN',
      params: { refusal: { code: 'EXPORT_UNKNOWN' } },
    })
  }),
})

/** An export as the list and its own address answer it. */
const exportOut = z.strictObject({
  id: z.string(),
  body: z.strictObject({ slug: z.string(), name: z.string() }),
  /** `null` where it is of a whole body. */
  docket: z.string().nullable(),
  /** Each docket with the number of the last comment that is in the set, before the filter. */
  covers: z.array(z.strictObject({ docket: z.string(), seq: z.int() })),
  format: z.enum(EXPORT_FORMATS),
  profile: z.enum(EXPORT_PROFILES),
  language: z.enum(EXPORT_LANGUAGES),
  filter: z.strictObject({
    state: z.enum(COMMENT_STATES).nullable(),
    type: z.string().nullable(),
    channel: z.string().nullable(),
    unit: z.string().nullable(),
  }),
  reason: z.string(),
  askedAt: instantOut,
  askedBy: z.string().nullable(),
  state: z.enum(EXPORT_STATES),
  failure: z.enum(EXPORT_FAILURES).nullable(),
  /** Comments that were read, of all that it covers. */
  done: z.int(),
  total: z.int(),
  endedAt: instantOut.nullable(),
  /** Until when the file is kept, once there is one. */
  keptUntil: instantOut.nullable(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
})

const asked = {
  /** One docket; otherwise the whole of a body. */
  docket: docketNumber.optional(),
  body: bodySlug.optional(),
  format: z.enum(EXPORT_FORMATS),
  language: z.enum(EXPORT_LANGUAGES),
  state: z.enum(COMMENT_STATES).optional(),
  type: z.enum(COMMENT_TYPES).optional(),
  channel: z.enum(CHANNELS).optional(),
  unit: unitKey.optional(),
  reason,
}
const OF_ONE = { path: ['docket'], message: 'give either docket or body' }

/** `POST /exports`: without the names and contacts of those who filed. */
export const askExport = {
  body: z
    .strictObject({ ...asked, profile: z.enum(['public', 'working']) })
    .refine(({ docket, body }) => (docket === undefined) !== (body === undefined), OF_ONE),
  answer: exportOut,
  status: 201,
} as const

/** `POST /full-exports`: every text as filed, with names and contacts. */
export const askFullExport = {
  body: z
    .strictObject(asked)
    .refine(({ docket, body }) => (docket === undefined) !== (body === undefined), OF_ONE),
  answer: exportOut,
  status: 201,
} as const

/** `GET /exports`: those of the bodies of whoever asks, the latest first. */
export const listExports = {
  query: z.strictObject({ cursor: cursor.optional(), limit: limit.optional() }),
  answer: z.strictObject({
    /** Those of which whoever asks may ask for an export. */
    bodies: z.array(z.strictObject({ slug: z.string(), name: z.string() })),
    items: z.array(exportOut),
    nextCursor: z.string().nullable(),
  }),
}

export const readExport = {
  params: exportParams,
  query: z.strictObject({}),
  answer: exportOut,
}

export const cancelExport = {
  params: exportParams,
  answer: exportOut,
}

/** `GET /exports/:exportId/file`, and `GET /full-exports/:exportId/file` for those of the full profile. */
export const readExportFile = {
  params: exportParams,
  query: z.strictObject({}),
}

export type ExportOut = z.infer<typeof exportOut>
export type ExportAsked = z.infer<(typeof askExport)['body']>
export type FullExportAsked = z.infer<(typeof askFullExport)['body']>
export type ExportsOut = z.infer<(typeof listExports)['answer']>
