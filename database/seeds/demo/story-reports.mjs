import { docketPath } from './comments.mjs'
import { accepted, expect } from './http.mjs'
import * as say from './say.mjs'

/** What was heard, said to it and changed is published, and summed up for an authority. */
export async function tellReports({ call, staff }, { documentId, docket }) {
  say.chapter('گزارش نتیجه منتشر می‌شود', 'The outcome report is published')
  const { token } = staff.legal
  const publish = async (body) => {
    const answer = await call('POST', `/comment-period/drafts/${documentId}/reports`, {
      token,
      body,
    })
    accepted(answer, 201)
    say.request(answer)
  }
  say.tell(
    'کارشناس حقوقی گزارش نتیجه را با پیش‌گفتاری کوتاه منتشر می‌کند.',
    'Legal staff publish the outcome report, with a short foreword.',
  )
  const foreword = 'از همه کسانی که نظر دادند سپاسگزاریم؛ دو ماده بر پایه نظرها تغییر کرد.'
  await publish({ kind: 'outcome', foreword, reason: 'متن ابلاغ شد' })
  const answer = await call('GET', `${docketPath(docket)}/reports/outcome`)
  const { report } = accepted(answer, 200)
  say.request(answer)
  expect(report.comments.total === 2, 'The outcome report counts other comments than two')
  expect(report.foreword === foreword, 'The foreword of the outcome report is another')
  say.fact('page', `/notices/${docket}/reports/outcome`)
  say.fact('Word', `${docketPath(docket)}/reports/outcome/file`)

  say.tell(
    'جمع‌بندی برای مرجع ذی‌صلاح ثبت می‌شود؛ عمومی نیست.',
    'A digest for the competent authority is recorded; it is not public.',
  )
  const addressee = 'دبیرخانه مرجع نظارت'
  await publish({ kind: 'digest', addressee, letterNumber: '۱۴۰۵/۱۲', reason: 'گزارش دوره‌ای' })
}
