import type { Answer } from '../support/app'
import { API, documents } from '../support/docket-builders'
import type { Outcome } from '../support/record-checker/record'
import { strapiModule } from '../support/strapi-modules'
import type { PlannedCall } from './round-plans'
import type { Opened, RaceGround, RoundSubject } from './round-subjects'

const DRAFTS = '/content-manager/collection-types/plugin::comment-period.draft-regulation'
const DAY_MS = 86_400_000

/** One planned act through the product's own doors, and what its caller was told. */
export async function callService(
  ground: RaceGround,
  subject: RoundSubject,
  opened: Opened | null,
  call: PlannedCall,
): Promise<Outcome> {
  const { app, staff } = ground
  const { documentId, docket } = subject
  const { mark } = call
  const act = (name: string, body: object = {}) =>
    staff.call('POST', `/comment-period/drafts/${documentId}/${name}`, { reason: mark, ...body })
  switch (call.act) {
    case 'issue':
      return told(act('issue'))
    case 'extend': {
      const closesAt = new Date((opened?.closesAt ?? 0) + call.byMs).toISOString()
      return told(act('extend', { closesAt, ground: 'other' }))
    }
    case 'suspend':
      return told(act('suspend', { ground: 'other' }))
    case 'resume':
      return told(act('resume'))
    case 'withdraw':
      return told(act('withdraw'))
    case 'restart': {
      const day = new Date((opened?.at ?? 0) + 3 * DAY_MS).toISOString().slice(0, 10)
      return told(act('restart', { requestedLastDayOn: day }))
    }
    case 'waive':
      return told(act('waive', { decidedBy: 'رئیس' }))
    case 'comment':
      return told(
        app.call(
          'POST',
          `${API}/drafts/${docket}/comments`,
          { type: 'opinion', text: call.text },
          { 'Idempotency-Key': call.idempotencyKey ?? '' },
        ),
      )
    case 'expose':
      return told(staff.call('POST', `${DRAFTS}/${documentId}/actions/publish?locale=fa`, {}))
    case 'subject':
      return told(staff.call('DELETE', `${DRAFTS}/${documentId}?locale=fa`))
    case 'rule':
      return toldByScript(saveRule(ground, subject, call))
    case 'tamper':
      throw new Error('no service rewrites the record')
  }
}

/** As a script of the host saves a rule: the document middleware stands in its way too. */
async function saveRule(
  { app, subject: { bodyId } }: RaceGround,
  { kindId }: RoundSubject,
  { mark, variant }: PlannedCall,
): Promise<void> {
  await documents(app, 'period-rule').create({
    data: {
      title: 'قاعده آزمون',
      body: bodyId,
      terminalAct: 'promulgate',
      kinds: [kindId],
      count: variant === 'shorten' ? 1 : 2,
      unit: 'week',
      force: 'mandatory',
      legalBasis: 'بند ۲ ماده ۹',
      note: mark,
    },
  })
}

async function toldByScript(saved: Promise<void>): Promise<Outcome> {
  try {
    await saved
    return { kind: 'acknowledged', receipt: null, at: null, closesAt: null }
  } catch (error) {
    const code =
      error instanceof strapiModule('@strapi/utils').errors.ApplicationError
        ? (error.details as { code?: unknown }).code
        : undefined
    return {
      kind: 'refused',
      code: typeof code === 'string' ? code : `error: ${(error as Error).message}`,
    }
  }
}

async function told(asked: Promise<Answer>): Promise<Outcome> {
  let answer: Answer
  try {
    answer = await asked
  } catch (error) {
    return { kind: 'unknown', why: (error as Error).message }
  }
  const { status, body } = answer
  if (status >= 200 && status < 300) {
    const instant = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null)
    return {
      kind: 'acknowledged',
      receipt:
        body.receipt === undefined
          ? null
          : {
              publicId: String(body.receipt.publicId),
              receivedAt: Date.parse(body.receipt.receivedAt),
              textHash: String(body.receipt.textHash),
              trackingCode: String(body.trackingCode),
            },
      at: instant(body.openedAt ?? body.at),
      closesAt: instant(body.closesAt),
    }
  }
  // Strapi's own doors have their own form of an error, with our code in its details.
  const code: unknown = body.code ?? body.error?.details?.code
  if (typeof code === 'string') return { kind: 'refused', code }
  // Strapi's own refusal, say of a draft of which there are two.
  if (status === 400 && /^(Application|Validation)Error$/.test(String(body.error?.name))) {
    return { kind: 'refused', code: 'STRAPI_REFUSED' }
  }
  if (status === 404) return { kind: 'refused', code: 'NOT_FOUND' }
  return { kind: 'refused', code: `HTTP ${String(status)}: ${JSON.stringify(body).slice(0, 300)}` }
}
