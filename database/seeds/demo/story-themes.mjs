import { docketPath } from './comments.mjs'
import { accepted, expect, refused } from './http.mjs'
import * as say from './say.mjs'

/** Issuing waits until every comment has its answer: one theme gives it to two of them at once. */
export async function tellThemes({ call, staff }, docket, { theme, receipts, changed }) {
  say.chapter('محورها و کارهای پیش از صدور', 'Themes, and what is left before issuing')
  await issueUnanswered({ call, staff }, docket)
  const { base } = docket
  const publicIds = receipts.map(({ publicId }) => publicId)
  const done = async (who, path, status, body) => {
    const answer = await call('POST', `${base}/${path}`, { token: staff[who].token, body })
    const data = accepted(answer, status)
    say.request(answer)
    return data
  }

  say.tell(
    'بررسی‌کننده هر دو نظر را منتشر می‌کند، محوری می‌سازد و آن‌ها را به آن می‌افزاید.',
    'The screener publishes both comments, names a theme and places them under it.',
  )
  const reason = 'جمع‌بندی نظرها'
  await screen({ call, staff }, publicIds)
  const named = await done('screener', 'themes', 201, { title: theme.title, reason })
  const placements = `themes/${named.theme}/placements`
  await done('screener', placements, 200, { publicIds, act: 'placed', reason })
  say.fact('theme', theme.title)

  say.tell(
    'واحد پاسخ‌گو یک بار به محور پاسخ می‌دهد و می‌نویسد کدام ماده بر پایه آن تغییر کرد.',
    'The responding unit answers the theme once, and says which article was changed because of it.',
  )
  const { text, disposition } = theme
  const answer = { text, disposition, reason, changedClauses: [changed[0]] }
  await done('responder', `themes/${named.theme}/responses`, 201, answer)

  say.tell('تغییر ماده دیگر به یک نظر بازمی‌گردد:', 'The other change goes back to one comment:')
  const ground = { clauseId: changed[1], comment: publicIds[1], act: 'tied', reason }
  await done('screener', 'change-grounds', 201, ground)

  await findAnswer(call, receipts[1], theme)
  await showChecklist({ call, staff }, docket)
}

/** What the public reads beside the differences, once the text is issued. */
export async function showGrounds(call, docket, { theme, receipts, changed }) {
  const answer = await call('GET', `${docketPath(docket)}/diff?from=1&to=final`)
  const { clauses } = accepted(answer, 200)
  const groundsOf = (clauseId) => clauses.find((clause) => clause.clauseId === clauseId)?.grounds
  say.tell('کنار هر تغییر، مبنای آن:', 'Beside each change, what it goes back to:')
  say.request(answer)
  const [byTheme, byComment] = changed.map(groundsOf)
  expect(byTheme?.themes.includes(theme.title), 'The theme is not named beside its change')
  expect(
    byComment?.comments.includes(receipts[1].publicId),
    'The comment is not named beside its change',
  )
  say.fact('theme', byTheme.themes.join(', '))
  say.fact('comment', byComment.comments.join(', '))
}

async function screen({ call, staff }, publicIds) {
  const answer = await call('POST', '/comment-period/screenings', {
    token: staff.screener.token,
    body: { publicIds, state: 'published', reason: 'بررسی شد' },
  })
  const { results } = accepted(answer, 200)
  expect(
    results.every(({ refusal }) => refusal === null),
    'A comment could not be published',
  )
  say.request(answer)
}

async function issueUnanswered({ call, staff }, { base }) {
  say.tell(
    'یک نظر هنوز بی‌پاسخ است؛ صادرکننده ابلاغ را می‌خواهد:',
    'One comment has no answer yet; the issuer asks for the terminal act:',
  )
  const answer = await call('POST', `${base}/issue`, {
    token: staff.issuer.token,
    body: { reason: 'مهلت نظرخواهی سپری شد' },
  })
  say.request(answer)
  const refusal = refused(answer, 409, 'DISPOSITIONS_MISSING')
  say.refusal(refusal)
  expect(refusal.details.unanswered === 1, 'The refusal counts other comments than one')
}

async function findAnswer(call, { trackingCode }, theme) {
  const answer = await call('POST', '/api/comment-period/tracking', { body: { trackingCode } })
  const found = accepted(answer, 200)
  say.tell(
    'فرستنده نظر دوم با کد خود همان پاسخ را می‌یابد.',
    'Who sent the second comment finds that answer with their own code.',
  )
  say.request(answer)
  expect(found.responses.at(-1)?.theme === theme.title, 'The answer to the theme was not found')
}

async function showChecklist({ call, staff }, { base }) {
  const answer = await call('GET', `${base}/checklist`, { token: staff.screener.token })
  const { items } = accepted(answer, 200)
  say.request(answer)
  expect(!items.some(({ blocks }) => blocks), 'Something still blocks issuing')
  say.tell(
    'در فهرست کارهای پیش از صدور، چیزی مانع صدور نیست.',
    'Nothing on the checklist blocks issuing any more.',
  )
}
