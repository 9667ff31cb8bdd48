import { z } from 'zod'
import { CLAUSE_ID_PATTERN } from '../domain/clauses'
import { readCertificate } from './certificate'
import { listDrafts } from './drafts'
import { bodySlug, cursor, docketNumber } from './fields'
import { publicReportParams, reportQuery } from './reports'

/** Languages the hosted pages speak. Persian is the default, whatever a browser asks for. */
export const PAGE_LANGUAGES = ['fa', 'en', 'ckb'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** The origin of a portal that led here; one that is not registered counts for nothing. */
const portal = z.string().min(1).max(253)

const common = { lang: z.enum(PAGE_LANGUAGES).optional(), portal: portal.optional() }

const docketParams = z.strictObject({ docket: docketNumber })

/** `GET /notices`: the filters of `GET /drafts`. A form sends the ones that are not used empty. */
export const draftsPage = { query: listDrafts.query.extend(common) }

/** `GET /notices/:docket` */
export const draftPage = {
  params: docketParams,
  query: z.strictObject({
    ...common,
    /** The clause that the form is about from the start. */
    clause: z.string().regex(CLAUSE_ID_PATTERN).optional(),
    cursor: cursor.optional(),
  }),
}

/** `GET /notices/:docket/certificates/:n` */
export const certificatePage = { params: readCertificate.params, query: z.strictObject(common) }

/** `GET /notices/:docket/reports/:reportKind` */
export const reportPage = {
  params: publicReportParams,
  query: z.strictObject({ ...common, ...reportQuery }),
}

/** `POST /notices/:docket/comments` */
export const commentForm = {
  params: docketParams,
  query: z.strictObject(common),
}

/** `GET /notices/bodies/:slug` */
export const bodyPage = {
  params: z.strictObject({ slug: bodySlug }),
  query: z.strictObject(common),
}

/** `GET /notices/receipts/:token` */
export const receiptPage = {
  params: z.strictObject({ token: z.string().max(1_000) }),
  query: z.strictObject(common),
}

/** `GET /notices/tracking`, `GET /notices/bodies` */
export const plainPage = { query: z.strictObject(common) }

/** What `POST /notices/tracking` sends. */
export const trackingForm = z.strictObject({ code: z.string().max(200) })
