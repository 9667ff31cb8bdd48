import { readDraft, readSemnanComments } from '../seed-data.mjs'
import { docketPath, keyFor, submit, toSubmission } from './comments.mjs'
import { clauseIdsOf, contentManager } from './drafts.mjs'
import { accepted, expect, refused } from './http.mjs'
import { day, moment } from './moments.mjs'
import * as say from './say.mjs'

/** A real rule: the Semnan directive, two weeks, comments, and an issue that comes too early. */
export async function tellSemnan({ call, staff, logins }) {
  const seeded = readDraft('semnan-directive')
  const drafts = contentManager(call, staff.editor.token)

  say.chapter('پیش‌نویس سمنان پیش روی مردم', 'A Semnan directive goes before the public')
  const { documentId, docket } = await openDocket(drafts, seeded)
  const period = await showPeriod(call, docket)

  say.chapter('مردم نظر می‌دهند', 'Three comments come in')
  const clauseIds = clauseIdsOf(seeded.clauses, (await drafts.read(documentId)).clauses)
  const comments = readSemnanComments().map((comment, index) => ({
    key: keyFor(logins.keySecret, docket, `comment-${index + 1}`),
    body: toSubmission(comment, clauseIds),
  }))
  await fileComments(call, docket, comments)

  say.chapter('ابلاغ زودهنگام رد می‌شود', 'Issuing early is refused')
  await issueTooEarly(call, staff.issuer.token, documentId, period)
  return { documentId, docket }
}

/** The docket of an earlier run while it is open; else the seed's own draft, else a copy of it. */
async function openDocket(drafts, seeded) {
  const candidates = []
  for (const { documentId } of await drafts.named(seeded.title)) {
    const { phase, docket } = await drafts.period(documentId)
    if (phase === 'open') {
      say.tell(
        'این پیش‌نویس از اجرای پیشین در نظرخواهی است؛ از همان‌جا ادامه می‌دهیم.',
        'The draft is open since an earlier run; we go on from there.',
      )
      say.fact('docket', docket)
      return { documentId, docket }
    }
    candidates.push({ documentId, phase })
  }
  let fresh = candidates.find(({ phase }) => phase === 'drafting')?.documentId
  if (fresh === undefined) {
    const clone = await drafts.clone(candidates[0].documentId)
    fresh = accepted(clone, 200).data.documentId
    say.tell('پرونده پیشین بسته است؛ رونوشتی تازه.', 'The earlier docket is over; a new copy.')
    say.request(clone)
  }
  say.tell('ویراستار سمنان دکمه «انتشار» را می‌زند.', 'The editor of Semnan presses Publish.')
  say.fact('title', seeded.title)
  const published = await drafts.publish(fresh)
  accepted(published, 200)
  say.request(published)
  const { docket } = await drafts.period(fresh)
  say.tell(
    'متن ثابت شد، پرونده شماره گرفت و مهلت آغاز شد.',
    'The text is frozen, the docket has its number, the period runs.',
  )
  say.fact('docket', docket)
  return { documentId: fresh, docket }
}

async function showPeriod(call, docket) {
  const answer = await call('GET', `${docketPath(docket)}/period`)
  const period = accepted(answer, 200)
  expect(period.phase === 'open', `${docket} should be open and is ${period.phase}`)
  expect(period.mayIssueFrom === period.closesAt, 'It may be issued before its close')
  const { zone } = period
  say.tell('مهلت نظرخواهی، چنان که همه می‌بینند:', 'The comment period, as everyone sees it:')
  say.request(answer)
  say.when({ fa: 'آغاز', en: 'opened' }, moment(period.opensAt, zone))
  if (period.lastDayOn !== null) {
    say.when({ fa: 'آخرین روز', en: 'last day' }, day(period.lastDayOn))
  }
  say.when({ fa: 'پایان', en: 'closes' }, moment(period.closesAt, zone))
  say.when({ fa: 'ابلاغ مجاز از', en: 'may be issued from' }, moment(period.mayIssueFrom, zone))
  say.tell(
    `قاعده: ${period.rule.title}`,
    `Rule: ${period.rule.count} ${period.rule.unit}s, ${period.rule.force}`,
  )
  return period
}

async function fileComments(call, docket, comments) {
  const before = await countsOf(call, docket)
  const receipts = []
  say.tell('هر نظر شناسه عمومی و کد رهگیری دارد.', 'Each gets a public id and a tracking code.')
  for (const [index, comment] of comments.entries()) {
    const answer = await submit(call, docket, comment)
    const receipt = accepted(answer, 201)
    if (index === 0) say.request(answer)
    say.fact(`${index + 1} ${comment.body.type}`, `${receipt.publicId}  ${receipt.trackingCode}`)
    receipts.push(receipt)
  }
  const after = await countsOf(call, docket)
  expect(after.total >= comments.length, 'Not every comment was counted')
  if (before.total < after.total) {
    say.tell('در پرونده:', 'In the docket:')
  } else {
    say.tell(
      'این نظرها در اجرای پیشین رسیده بود؛ همان کدها بازگشت و چیزی افزوده نشد.',
      'They came in an earlier run: the same codes again, and nothing was added.',
    )
  }
  say.fact('comments', `${after.total}, of them ${after.byState.received} to be screened`)

  say.tell(
    'اینترنت قطع شد و فرستنده دوباره فرستاد: همان کلید، همان متن.',
    'The line dropped and the sender sends again: same key, same text.',
  )
  const replay = await submit(call, docket, comments[0])
  const again = accepted(replay, 201)
  say.request(replay)
  expect(again.trackingCode === receipts[0].trackingCode, 'A replay got another tracking code')
  expect(again.publicId === receipts[0].publicId, 'A replay got another public id')
  expect((await countsOf(call, docket)).total === after.total, 'A replay was counted')
  say.fact('same code', again.trackingCode)

  say.tell('همان کلید با متنی دیگر:', 'The same key with another text:')
  const other = { ...comments[0].body, text: 'متنی دیگر با همان کلید.' }
  const reused = await submit(call, docket, { key: comments[0].key, body: other })
  say.request(reused)
  say.refusal(refused(reused, 422, 'IDEMPOTENCY_KEY_REUSED'))
}

async function countsOf(call, docket) {
  return accepted(await call('GET', docketPath(docket)), 200).counts
}

async function issueTooEarly(call, token, documentId, period) {
  say.tell('صادرکننده همین امروز ابلاغ را می‌خواهد.', 'The issuer wants to issue it today.')
  const body = { reason: 'فوریت کار' }
  const answer = await call('POST', `/comment-period/drafts/${documentId}/issue`, { token, body })
  say.request(answer)
  const refusal = refused(answer, 409, 'PERIOD_NOT_OVER')
  say.refusal(refusal)
  expect(
    refusal.details.mayIssueFrom === period.mayIssueFrom,
    'The refusal names another date than the period',
  )
  const from = moment(refusal.details.mayIssueFrom, period.zone)
  say.when({ fa: 'ابلاغ مجاز از', en: 'may be issued from' }, from)
}
