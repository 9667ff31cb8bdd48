import { setTimeout as sleep } from 'node:timers/promises'
import { readDemonstration, readDraft } from '../seed-data.mjs'
import { docketPath, inPersianDigits, keyFor, mistyped, submit, toSubmission } from './comments.mjs'
import { clauseIdsOf, contentManager } from './drafts.mjs'
import { accepted, expect, refused } from './http.mjs'
import { letterDate, moment } from './moments.mjs'
import * as say from './say.mjs'
import { showGrounds, tellThemes } from './story-themes.mjs'

const POLL_MS = 2_000

/** The close comes by the database's clock; this much later it must show. */
const GRACE_MS = 20_000

/** The whole course of one draft, under an ordinary rule that happens to be one minute long. */
export async function tellOneMinute({ call, staff, logins }) {
  const seeded = readDraft('namayesh-directive')
  const demonstration = readDemonstration()
  const drafts = contentManager(call, staff.editor.token)

  say.chapter('دستگاه نمایشی: یک دقیقه مهلت', 'The demonstration body: a period of one minute')
  const opened = await openFresh(call, drafts, seeded)
  const { documentId, docket, clauseIds } = opened

  const receipts = []
  say.tell('دو نظر می‌رسد.', 'Two comments come in.')
  for (const [index, comment] of demonstration.comments.entries()) {
    const key = keyFor(logins.keySecret, docket, `comment-${index + 1}`)
    const answer = await submit(call, docket, { key, body: toSubmission(comment, clauseIds) })
    const receipt = accepted(answer, 201)
    if (index === 0) say.request(answer)
    say.fact(`${index + 1} ${comment.type}`, `${receipt.publicId}  ${receipt.trackingCode}`)
    receipts.push(receipt)
  }
  await respond(call, staff.responder.token, receipts[0], demonstration.response)
  await findByCode(call, receipts[0].trackingCode, demonstration.response)

  say.chapter('مهلت به پایان می‌رسد', 'The period closes')
  await waitForClose(call, docket, opened.period)
  await commentLate(call, docket, logins, toSubmission(demonstration.comments[1], clauseIds))

  say.chapter('متن اصلاح می‌شود', 'The text is revised')
  await revise(drafts, documentId, seeded, clauseIds)
  const heard = {
    theme: demonstration.theme,
    receipts,
    changed: demonstration.comments.map(({ clauseId }) => clauseIds.get(clauseId)),
  }
  const base = `/comment-period/drafts/${documentId}`
  await tellThemes({ call, staff }, { docket, base }, heard)

  say.chapter('متن اصلاح‌شده ابلاغ می‌شود', 'The revised text is issued')
  await issue(call, staff.issuer.token, { documentId, docket, zone: opened.period.zone })
  await showGrounds(call, docket, heard)
  return { documentId, docket }
}

/** A copy of the seed's draft, so that every run has a docket of its own. */
async function openFresh(call, drafts, seeded) {
  const [model] = await drafts.named(seeded.title)
  const clone = await drafts.clone(model.documentId)
  const { documentId } = accepted(clone, 200).data
  say.tell(
    'ویراستار از نمونه رونوشت می‌گیرد و منتشر می‌کند.',
    'The editor copies the model and publishes it.',
  )
  say.request(clone)
  const published = await drafts.publish(documentId)
  accepted(published, 200)
  say.request(published)
  const { docket } = await drafts.period(documentId)
  const period = accepted(await call('GET', `${docketPath(docket)}/period`), 200)
  expect(period.phase === 'open', `${docket} should be open and is ${period.phase}`)
  say.fact('docket', docket)
  say.tell(
    `قاعده: ${period.rule.title}`,
    `Rule: ${period.rule.count} ${period.rule.unit}; ordinary rule data, no switch in the gate.`,
  )
  say.when({ fa: 'آغاز', en: 'opened' }, moment(period.opensAt, period.zone))
  say.when({ fa: 'پایان', en: 'closes' }, moment(period.closesAt, period.zone))
  const { clauses } = await drafts.read(documentId)
  return { documentId, docket, period, clauseIds: clauseIdsOf(seeded.clauses, clauses) }
}

async function respond(call, token, { publicId }, response) {
  say.tell('واحد پاسخ‌گو به نظر نخست پاسخ می‌دهد.', 'The responding unit answers the first one.')
  const body = { ...response, reason: 'پاسخ به نظر درباره ماده ۲' }
  const answer = await call('POST', `/comment-period/comments/${publicId}/response`, {
    token,
    body,
  })
  accepted(answer, 201)
  say.request(answer)
  say.fact('disposition', response.disposition)
}

async function findByCode(call, code, response) {
  const typed = inPersianDigits(code)
  say.tell(
    'فرستنده با کد خود، با ارقام فارسی، پاسخ را می‌یابد.',
    'The sender finds it by the code, typed in Persian digits.',
  )
  const answer = await call('POST', '/api/comment-period/tracking', {
    body: { trackingCode: typed },
  })
  const found = accepted(answer, 200)
  say.request(answer)
  expect(found.responses.at(-1)?.text === response.text, 'The response was not found')
  say.fact('typed', typed)
  say.fact('state', found.state)
  say.plain(`    «${found.responses.at(-1).text.slice(0, 60)}…»`)

  const wrong = mistyped(code)
  say.tell('یک نویسه را اشتباه می‌زند:', 'One character mistyped:')
  say.fact('typed', wrong)
  const refusedCode = await call('POST', '/api/comment-period/tracking', {
    body: { trackingCode: wrong },
  })
  say.request(refusedCode)
  say.refusal(refused(refusedCode, 400, 'TRACKING_CODE_MISTYPED'))
}

async function waitForClose(call, docket, { closesAt }) {
  say.tell('تا پایان یک دقیقه صبر می‌کنیم.', 'We wait for the minute to pass.')
  const deadline = Date.parse(closesAt) + GRACE_MS
  process.stdout.write('    ')
  let phase = 'open'
  while (phase === 'open' && Date.now() < deadline) {
    say.dot()
    await sleep(POLL_MS)
    phase = accepted(await call('GET', `${docketPath(docket)}/period`), 200).phase
  }
  say.plain(` ${phase}`)
  expect(phase === 'closed', `${docket} did not close at ${closesAt}`)
}

async function commentLate(call, docket, logins, body) {
  say.tell('کسی پس از پایان مهلت نظر می‌فرستد:', 'Someone comments after the close:')
  const key = keyFor(logins.keySecret, docket, 'late')
  const answer = await submit(call, docket, { key, body })
  say.request(answer)
  say.refusal(refused(answer, 409, 'PERIOD_CLOSED'))
}

async function revise(drafts, documentId, seeded, clauseIds) {
  say.tell(
    'ویراستار متن را پس از شنیدن نظرها اصلاح می‌کند.',
    'The editor revises the text by what was heard.',
  )
  const clauses = seeded.revisedClauses.map((clause) => ({
    ...clause,
    clauseId: clauseIds.get(clause.clauseId),
  }))
  const saved = await drafts.revise(documentId, clauses)
  accepted(saved, 200)
  say.request(saved)

  say.tell(
    'و می‌کوشد آن را به جای متن پیشین منتشر کند:',
    'And tries to publish it in place of the first:',
  )
  const answer = await drafts.publish(documentId)
  say.request(answer)
  say.refusal({
    ...refused(answer, 400, 'TEXT_FROZEN'),
    fa: 'متن منتشرشده ثابت است.',
  })
}

async function issue(call, token, { documentId, docket, zone }) {
  const path = `/comment-period/drafts/${documentId}/issue`
  const body = {
    reason: 'مهلت نظرخواهی سپری شد و متن اصلاح شد',
    letterNumber: docket,
    letterOn: letterDate(zone),
  }
  say.tell(
    'مهلت گذشته است؛ صادرکننده متن اصلاح‌شده را ابلاغ می‌کند.',
    'The period has run; the issuer issues the revised text.',
  )
  const answer = await call('POST', path, { token, body })
  const issued = accepted(answer, 201)
  say.request(answer)
  say.when({ fa: 'ابلاغ', en: 'issued' }, moment(issued.at, zone))

  say.tell('بار دوم:', 'A second time:')
  const second = await call('POST', path, { token, body })
  say.request(second)
  say.refusal(refused(second, 409, 'ALREADY_ISSUED'))

  say.tell(
    'متن نخست و متن نهایی هر دو در پرونده می‌ماند.',
    'The first text and the final one both stay in the docket.',
  )
  const exposure = accepted(await call('GET', `${docketPath(docket)}/exposures/1`), 200)
  const final = await call('GET', `${docketPath(docket)}/final`)
  const { text } = accepted(final, 200)
  say.request(final)
  expect(text.textHash !== exposure.text.textHash, 'The final text is the one first exposed')
  expect(text.textHash === issued.textHash, 'Another text was issued than /final shows')
  say.fact('exposed SHA-256', exposure.text.textHash.slice(0, 32))
  say.fact('final SHA-256', text.textHash.slice(0, 32))
}
