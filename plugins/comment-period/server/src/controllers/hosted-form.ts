import type { Context } from 'koa'
import { createElement } from 'react'
import {
  COMMENT_FIELDS,
  FILE_FIELD,
  FORM_FIELDS,
  formValues,
  readCommentForm,
  TOKEN_FIELD,
  TRAP_FIELD,
  type FieldFault,
  type FormValues,
} from '../../../contracts/comment-form'
import { submitComment, type SubmissionReceipt } from '../../../contracts/comments'
import { commentForm, PAGE_LANGUAGES, type PageLanguage } from '../../../contracts/pages'
import { statusOf } from '../../../contracts/problem'
import { MOST_ATTACHMENTS } from '../../../domain/comment'
import { refusal, type Refusal, type RefusalCode } from '../../../domain/refusal'
import { takenForm } from '../middlewares/form-body'
import { hasMultipart, openMultipart, type OpenMultipart } from '../middlewares/multipart-body'
import { CommentRefusedPage, type RefusedDraft } from '../pages/comment-refused-page'
import { hrefOf, ROOT } from '../pages/page-context'
import { takeSubmission } from '../services/admission'
import { networkOf } from '../services/client-network'
import { discardFiles, receiveAttachments } from '../services/comment-files'
import { judgeBeforeFiles } from '../services/comment-intake'
import { intakeLimits } from '../services/docket-answers'
import { readDraft } from '../services/docket-reading'
import { judgeFormToken, newFormKey, writeFormToken, type FormToken } from '../services/form-tokens'
import { letterheadOf, readNow } from '../services/page-reading'
import { portalsOf } from '../services/portals'
import { receiptTokenFor } from '../services/receipts'
import { refusalOf, refuse, RefusalError } from '../services/refusal-error'
import { runtimeOf, type Runtime } from '../services/runtime'
import { configOf, type Strapi } from '../strapi-types'
import { refusalFor, type Action } from './answers'
import { answerPage, pageAction, pageOf, setPageHeaders, setRetryAfter } from './page-answers'

/** A filled-in form on its way, whichever way it was sent. */
interface SentForm {
  readonly docket: string
  readonly lang: PageLanguage | undefined
  readonly portal: string | undefined
  readonly fields: ReadonlyMap<string, string>
  readonly values: FormValues
  readonly hasFiles: boolean
}

/** Faults of single fields, which the page shows beside them. */
class FaultyForm extends RefusalError {
  constructor(readonly faults: readonly FieldFault[]) {
    super(refusal(faults[0]?.code ?? 'INPUT_INVALID'))
  }
}

/** A comment that is filed by a form without a script: its receipt, or the form with all its words. */
export function hostedForm(strapi: Strapi): { readonly submit: Action } {
  return {
    submit: pageAction(strapi, commentForm, async (context, { params, query }) => {
      const body = await openForm(strapi, context)
      const sent = sentForm(params.docket, query, body.fields, hasMultipart(context))
      try {
        const { receipt, idempotencyKey } = await file(strapi, context, sent, body)
        const token = await receiptTokenFor(runtimeOf(strapi), receipt.receipt, idempotencyKey)
        const page = pageOf({ lang: query.lang }, { path: ROOT })
        context.status = 303
        context.set('Location', hrefOf(page, `${ROOT}/receipts/${token}`))
        context.set('Cache-Control', 'no-store')
        context.set('Referrer-Policy', 'no-referrer')
        setPageHeaders(context, 'nobody')
        context.body = ''
      } catch (error) {
        const refused = refusalFor(strapi, context, error)
        const faults = error instanceof FaultyForm ? error.faults : faultsOf(refused)
        await answerRefusedForm(strapi, context, sent, refused, faults)
      } finally {
        await body.close()
      }
    }),
  }
}

/**
 * Shows a form again that nobody could take: the app is about to stop, or too many wait. The words
 * are read all the same, since they may be nowhere else; the database is not asked anything.
 */
export async function answerLostForm(
  strapi: Strapi,
  context: Context,
  refused: Refusal,
): Promise<void> {
  let body: OpenMultipart
  try {
    body = await openForm(strapi, context)
  } catch (error) {
    if (refusalOf(error) === null) throw error
    return
  }
  const [, typed = ''] = /^\/notices\/([^/]+)\//i.exec(context.path) ?? []
  const query = new URLSearchParams(context.querystring)
  const lang = PAGE_LANGUAGES.find((language) => language === query.get('lang'))
  const docket = commentForm.params.safeParse({ docket: typed })
  if (!docket.success) return body.close()
  const sent = sentForm(docket.data.docket, { lang }, body.fields, hasMultipart(context))
  answerForm(context, sent, {
    refused,
    faults: [],
    shown: null,
    takesComments: true,
    token: body.fields.get(TOKEN_FIELD) ?? '',
    intake: intakeLimits(configOf(strapi)),
  })
  await body.close()
}

function sentForm(
  docket: string,
  query: { lang?: PageLanguage | undefined; portal?: string | undefined },
  fields: ReadonlyMap<string, string>,
  hasFiles: boolean,
): SentForm {
  const { lang, portal } = query
  return { docket, lang, portal, fields, values: formValues(fields), hasFiles }
}

/** @throws RefusalError where there is no form in it that could be read */
async function openForm(strapi: Strapi, context: Context): Promise<OpenMultipart> {
  const taken = takenForm(context)
  if (taken !== undefined) {
    return {
      fields: taken,
      receiveFiles: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    }
  }
  if (!hasMultipart(context)) return refuse('BODY_UNREADABLE')
  const { maxBodyBytes, maxAttachmentBytes } = configOf(strapi)
  return openMultipart(context, {
    fields: FORM_FIELDS,
    maxFieldBytes: maxBodyBytes,
    fileField: FILE_FIELD,
    maxFiles: MOST_ATTACHMENTS,
    maxFileBytes: maxAttachmentBytes,
    incoming: runtimeOf(strapi).incoming,
  })
}

async function file(
  strapi: Strapi,
  context: Context,
  { docket, fields, values }: SentForm,
  body: OpenMultipart,
): Promise<{ receipt: SubmissionReceipt; idempotencyKey: string }> {
  const runtime = runtimeOf(strapi)
  const unknown = [...fields.keys()].find((name) => !FORM_FIELDS.includes(name))
  if (unknown !== undefined) refuse('INPUT_INVALID', { field: unknown.slice(0, 100) })
  const now = await readNow(runtime)
  const judged = judgeFormToken(runtime.keys.code, fields.get(TOKEN_FIELD), docket, now)
  const token = judged.kind === 'valid' ? judged.token : refuse('FORM_EXPIRED')
  const read = readCommentForm(submitComment(runtime.config.maxCommentGraphemes), values)
  if (read.kind === 'faults') throw new FaultyForm(read.faults)
  const { idempotencyKey, portal } = token
  const said = { docket, idempotencyKey, body: read.comment }
  await judgeBeforeFiles(runtime, said)
  const files = await body.receiveFiles()
  try {
    const attachments = await receiveAttachments(runtime, files)
    const receipt = await takeSubmission(
      runtime,
      { ...said, channel: 'hosted-page', portal, attachments },
      {
        network: networkOf(strapi, context),
        // Both are signs and nothing more: what a program does is also done by people's helpers.
        form: { ageMs: now - token.issuedAt, honeypot: (fields.get(TRAP_FIELD) ?? '') !== '' },
      },
    )
    return { receipt, idempotencyKey }
  } finally {
    await discardFiles(runtime, files)
  }
}

/** The field that a refusal of the services is about. */
function faultsOf({ code, details }: Refusal): readonly FieldFault[] {
  if (code === 'CLAUSE_UNKNOWN') return [{ field: 'clauseId', code }]
  if (code.startsWith('ATTACHMENT')) return [{ field: FILE_FIELD, code }]
  const field = COMMENT_FIELDS.find((each) => each === details.field)
  return field === undefined ? [] : [{ field, code }]
}

/** After these there is no form to send again; the words are shown to be copied. */
const FINAL: readonly RefusalCode[] = [
  'DOCKET_UNKNOWN',
  'PERIOD_CLOSED',
  'PERIOD_NOT_OPEN',
  'SUSPENDED',
  'WITHDRAWN',
  'ALREADY_ISSUED',
  'NOT_EXPOSED',
]

async function answerRefusedForm(
  strapi: Strapi,
  context: Context,
  sent: SentForm,
  refused: Refusal,
  faults: readonly FieldFault[],
): Promise<void> {
  const runtime = runtimeOf(strapi)
  const shown = await unlessAway(() => readShown(runtime, sent))
  const token = await unlessAway(() => nextToken(runtime, sent, refused.code))
  answerForm(context, sent, {
    refused,
    faults,
    shown,
    takesComments: !FINAL.includes(refused.code),
    // As it came: who sends again after an answer got lost must find what was filed before.
    token: token ?? sent.fields.get(TOKEN_FIELD) ?? '',
    intake: shown?.draft.intake ?? intakeLimits(runtime.config),
  })
}

function answerForm(
  context: Context,
  { docket, lang, portal, values, hasFiles }: SentForm,
  facts: {
    readonly refused: Refusal
    readonly faults: readonly FieldFault[]
    readonly shown: RefusedDraft | null
    readonly takesComments: boolean
    readonly token: string
    readonly intake: ReturnType<typeof intakeLimits>
  },
): void {
  const { refused, faults, token, ...rest } = facts
  const status = statusOf(refused.code)
  setRetryAfter(context, status, refused.details.retryAfterS)
  answerPage(
    context,
    createElement(CommentRefusedPage, {
      page: pageOf({ lang, portal }, { path: `${ROOT}/${docket}` }),
      docket,
      code: refused.code,
      form: { token, values, faults },
      hadFiles: hasFiles,
      ...rest,
    }),
    { status, caching: 'no-store', framedBy: 'nobody', referrer: 'same-origin' },
  )
}

/** The words come back whatever else cannot be read at the moment. */
async function unlessAway<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (refusalOf(error) === null) throw error
    return null
  }
}

async function readShown(runtime: Runtime, { docket, lang }: SentForm): Promise<RefusedDraft> {
  const { answer: draft } = await readDraft(runtime, docket, lang ?? 'fa')
  return { draft, letterheadLines: await letterheadOf(runtime, docket) }
}

/**
 * The token of the form as it is shown again. It keeps its key, with which nothing has been filed;
 * where something has, the next sending is to be a comment of its own.
 */
async function nextToken(
  runtime: Runtime,
  { docket, portal, fields }: SentForm,
  code: RefusalCode,
): Promise<string> {
  const now = await readNow(runtime)
  const judged = judgeFormToken(runtime.keys.code, fields.get(TOKEN_FIELD), docket, now)
  const write = (token: FormToken) => writeFormToken(runtime.keys.code, token)
  if (judged.kind === 'forged') {
    const portals = await portalsOf(runtime, docket)
    const known = portals.find((origin) => origin === portal) ?? null
    return write({ docket, idempotencyKey: newFormKey(), portal: known, issuedAt: now })
  }
  if (code === 'IDEMPOTENCY_KEY_REUSED') {
    return write({ ...judged.token, idempotencyKey: newFormKey() })
  }
  return write(judged.kind === 'expired' ? { ...judged.token, issuedAt: now } : judged.token)
}
