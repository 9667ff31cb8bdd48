import type { Context } from 'koa'
import { createElement } from 'react'
import * as contracts from '../../../contracts/pages'
import type { RefusalCode } from '../../../domain/refusal'
import { takenForm } from '../middlewares/form-body'
import { BodiesPage, BodyPage } from '../pages/body-pages'
import { CertificatePage } from '../pages/certificate-page'
import { DraftPage } from '../pages/draft-page'
import { DraftsPage } from '../pages/drafts-page'
import { ROOT } from '../pages/page-context'
import { ReportPage, reportPath } from '../pages/report-page'
import { ReceiptGonePage, ReceiptPage } from '../pages/receipt-page'
import { TrackedPage, TrackingPage } from '../pages/tracking-page'
import { statusOf } from '../../../contracts/problem'
import { listBodiesOut, readBodyOut } from '../services/body-reading'
import { networkOf } from '../services/client-network'
import { trackComment } from '../services/comment-acts'
import { listDrafts } from '../services/draft-list'
import { readCertificate } from '../services/exposure-certificate'
import { newFormKey, writeFormToken } from '../services/form-tokens'
import { readDraftPage, readTrackedFacts } from '../services/page-reading'
import { portalsOf, portalsOfBody } from '../services/portals'
import { recallReceipt } from '../services/receipts'
import { refusalOf } from '../services/refusal-error'
import { readReport } from '../services/report-reading'
import { runtimeOf } from '../services/runtime'
import type { Strapi } from '../strapi-types'
import { answerPage, pageAction, pageOf, setRetryAfter } from './page-answers'
import { receiptToken } from './receipt-address'

/** The pages that a browser opens. Each is written by its own fixed queries, as the API is. */
export function hostedPages(strapi: Strapi) {
  return {
    drafts: pageAction(strapi, contracts.draftsPage, async (context, { query }) => {
      const { lang, portal, ...filter } = query
      const runtime = runtimeOf(strapi)
      const reading = await listDrafts(runtime, filter)
      const { answer: bodies } = await listBodiesOut(runtime)
      const { limit, ...shown } = filter
      const page = pageOf(
        { lang, portal },
        {
          path: ROOT,
          query: texts({ ...shown, limit: limit === undefined ? undefined : String(limit) }),
          now: reading.now,
        },
      )
      answerPage(
        context,
        createElement(DraftsPage, {
          page,
          filter,
          bodies: bodies.items,
          drafts: reading.answer.items,
          nextCursor: reading.answer.nextCursor,
        }),
        {
          caching: reading,
          framedBy: filter.body === undefined ? [] : await portalsOfBody(runtime, filter.body),
          referrer: 'same-origin',
        },
      )
    }),

    draft: pageAction(strapi, contracts.draftPage, async (context, { params, query }) => {
      const runtime = runtimeOf(strapi)
      const { lang = 'fa', portal, clause, cursor } = query
      const reading = await readDraftPage(runtime, params.docket, { locale: lang, cursor })
      const { draft, portals, ...facts } = reading.answer
      const page = pageOf(
        { lang, portal },
        {
          path: `${ROOT}/${draft.docket}`,
          query: texts({ clause, cursor }),
          now: reading.now,
        },
      )
      const takesComments = draft.period.phase === 'open'
      const token = {
        docket: draft.docket,
        idempotencyKey: newFormKey(),
        portal: portals.find((origin) => origin === portal) ?? null,
        issuedAt: reading.now,
      }
      const isShown = draft.text.clauses.some(({ clauseId }) => clauseId === clause)
      const form = {
        token: writeFormToken(runtime.keys.code, token),
        values: {
          language: lang,
          ...(isShown && clause !== undefined ? { clauseId: clause } : {}),
        },
        faults: [],
      }
      answerPage(
        context,
        createElement(DraftPage, {
          page,
          facts: { draft, cursor: cursor ?? null, ...facts },
          form: takesComments ? form : null,
        }),
        {
          caching: takesComments ? 'private' : reading,
          framedBy: portals,
          referrer: 'same-origin',
        },
      )
    }),

    certificate: pageAction(
      strapi,
      contracts.certificatePage,
      async (context, { params, query }) => {
        const runtime = runtimeOf(strapi)
        const reading = await readCertificate(runtime, params.docket, params.n)
        const { docket, exposure } = reading.answer
        const page = pageOf(query, {
          path: `${ROOT}/${docket}/certificates/${String(exposure.n)}`,
          now: reading.now,
        })
        answerPage(context, createElement(CertificatePage, { page, certificate: reading.answer }), {
          caching: reading,
          framedBy: await portalsOf(runtime, docket),
          referrer: 'same-origin',
        })
      },
    ),

    report: pageAction(strapi, contracts.reportPage, async (context, { params, query }) => {
      const runtime = runtimeOf(strapi)
      const { lang, portal, n } = query
      const reading = await readReport(runtime, params.docket, params.reportKind, n)
      const { docket } = reading.answer.report
      const page = pageOf(
        { lang, portal },
        {
          path: reportPath(docket, params.reportKind),
          query: texts({ n: n === undefined ? undefined : String(n) }),
          now: reading.now,
        },
      )
      answerPage(context, createElement(ReportPage, { page, published: reading.answer }), {
        caching: reading,
        framedBy: await portalsOf(runtime, docket),
        referrer: 'same-origin',
      })
    }),

    bodies: pageAction(strapi, contracts.plainPage, async (context, { query }) => {
      const reading = await listBodiesOut(runtimeOf(strapi))
      const page = pageOf(query, { path: `${ROOT}/bodies`, now: reading.now })
      answerPage(context, createElement(BodiesPage, { page, bodies: reading.answer.items }), {
        caching: reading,
        framedBy: [],
        referrer: 'same-origin',
      })
    }),

    body: pageAction(strapi, contracts.bodyPage, async (context, { params, query }) => {
      const runtime = runtimeOf(strapi)
      const reading = await readBodyOut(runtime, params.slug)
      const page = pageOf(query, { path: `${ROOT}/bodies/${params.slug}`, now: reading.now })
      answerPage(context, createElement(BodyPage, { page, body: reading.answer }), {
        caching: reading,
        framedBy: await portalsOfBody(runtime, params.slug),
        referrer: 'same-origin',
      })
    }),

    tracking: pageAction(strapi, contracts.plainPage, (context, { query }) => {
      const page = pageOf(query, { path: `${ROOT}/tracking` })
      answerPage(context, createElement(TrackingPage, { page }), {
        caching: 'no-store',
        framedBy: 'nobody',
        referrer: 'same-origin',
      })
      return Promise.resolve()
    }),

    track: pageAction(strapi, contracts.plainPage, async (context, { query }) => {
      const runtime = runtimeOf(strapi)
      const page = pageOf(query, { path: `${ROOT}/tracking` })
      const typedCode = codeIn(context)
      try {
        const tracked = await trackComment(runtime, networkOf(strapi, context), typedCode)
        const { unitName, zone } = await readTrackedFacts(runtime, tracked)
        answerPage(context, createElement(TrackedPage, { page, tracked, unitName, zone }), {
          caching: 'no-store',
          framedBy: 'nobody',
          // From here there is a link to the draft, and nothing that is sent.
          referrer: 'no-referrer',
        })
      } catch (error) {
        const refused = refusalOf(error)
        if (refused === null || !KNOWN_TO_TRACKER.includes(refused.code)) throw error
        const { code, details } = refused
        setRetryAfter(context, statusOf(code), details.retryAfterS)
        answerPage(context, createElement(TrackingPage, { page, typedCode, refused: code }), {
          status: statusOf(code),
          caching: 'no-store',
          framedBy: 'nobody',
          referrer: 'same-origin',
        })
      }
    }),

    receipt: pageAction(strapi, contracts.receiptPage, async (context, { query }) => {
      const token = receiptToken(context)
      const recalled = await recallReceipt(runtimeOf(strapi), token)
      const page = pageOf(query, {
        path: recalled === null ? ROOT : `${ROOT}/receipts/${token}`,
      })
      answerPage(
        context,
        recalled === null
          ? createElement(ReceiptGonePage, { page })
          : createElement(ReceiptPage, { page, ...recalled }),
        { status: recalled === null ? 410 : 200, caching: 'no-store', framedBy: 'nobody' },
      )
    }),
  }
}

/** What is wrong with a code is said beside its field. */
const KNOWN_TO_TRACKER: readonly RefusalCode[] = [
  'TRACKING_CODE_UNREADABLE',
  'TRACKING_CODE_MISTYPED',
  'TRACKING_CODE_UNKNOWN',
  'TOO_FAST',
]

/** What was typed, at a length that a code could have; anything else reads as no code. */
function codeIn(context: Context): string {
  const parsed = contracts.trackingForm.safeParse(Object.fromEntries(takenForm(context) ?? []))
  return parsed.success ? parsed.data.code : ''
}

function texts(
  parameters: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
