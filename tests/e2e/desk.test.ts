import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import { aPdf } from '../support/crafted-files'
import {
  aComment,
  aMember,
  anOpenDocket,
  API,
  documents,
  submit,
  type Staff,
} from '../support/docket-builders'
import { commentPart, filePart, submitForm } from '../support/multipart'

let stage: AdminStage
let app: TestApp
let page: Page
let docket: string
let manager: Staff
let responder: Staff
const filed: string[] = []

const TEXTS = [
  'ده روز برای گزارش ماهانه کم است؛ پیمانکار صورت‌وضعیت را دیرتر می‌دهد.',
  'در ماده دو روشن نیست چه کسی گزارش را تأیید می‌کند.',
  'پیشنهاد می‌شود گزارش‌ها برای عموم نیز منتشر شود.',
  'این متن بسیار خوب است.',
]

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const open = await anOpenDocket(app)
  docket = open.docket
  const unit = await documents(app, 'unit').create({
    data: { key: 'legal-office', name: 'دفتر حقوقی', body: open.subject.bodyId },
  })
  await documents(app, 'unit').create({
    data: { key: 'technical-office', name: 'دفتر فنی', body: open.subject.bodyId },
  })
  await documents(app, 'routing-rule').create({
    data: { body: open.subject.bodyId, priority: 1, unit: unit.documentId, dueDays: 10 },
  })
  await documents(app, 'response-template').create({
    data: {
      title: 'سپاس',
      text: 'نظر شما در بازنگری متن بررسی شد.',
      disposition: 'partly-accepted',
    },
  })
  const draft = await app.call('GET', `${API}/drafts/${docket}`)
  const [clause] = draft.body.text.clauses as { clauseId: string }[]
  for (const text of TEXTS) {
    const about = text.includes('ماده دو') ? { clauseId: clause!.clauseId } : {}
    const answer = await submit(app, docket, aComment({ type: 'opinion', text, ...about }))
    filed.push(String(answer.body.publicId))
  }
  const withFile = await submitForm(app, docket, [
    commentPart(aComment({ text: 'نظر با پیوست' })),
    filePart('جدول.pdf', 'application/pdf', aPdf()),
  ])
  filed.push(String(withFile.body.publicId))
  manager = await aMember(app, open.subject)
  responder = await aMember(app, open.subject, 'responder')
})
afterAll(() => stage.stop())

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const openDesk = async (title = 'میز نظرها') => {
  await page.goto(`${app.url}/admin/plugins/comment-period/desk`)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.getByRole('listitem').first().waitFor()
}
const comments = () => page.getByRole('checkbox', { name: /^برگزیدن نظر/ })

async function responsesOf(publicId: string): Promise<number> {
  const { body } = await manager.call('GET', `/comment-period/comments/${publicId}`)
  return (body.responses as unknown[]).length
}

describe('at the desk', () => {
  test('a comment is found by words however they are spelt, and the address keeps what was asked', async () => {
    await stage.signIn(manager)
    await openDesk()
    await comments().nth(4).waitFor()
    expect(await stage.faultsIn('main')).toEqual([])
    await stage.picture('desk')
    await page.getByLabel('جست‌وجو در نظرها').fill('تاييد مي كند')
    await button('جست‌وجو').click()
    await page.getByText('در ماده دو روشن نیست').waitFor()
    await comments().nth(1).waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.get('q')).toBe('تاييد مي كند')
    await page.reload()
    await page.getByText('در ماده دو روشن نیست').waitFor()
    expect(await comments().count()).toBe(1)
    await button('برداشتن پالایش‌ها').click()
    await comments().nth(4).waitFor()
  })

  test('three are responded to at once, by the keyboard alone', async () => {
    for (const n of [1, 2, 3]) {
      await comments().nth(n).focus()
      await page.keyboard.press('Space')
    }
    await page.getByText('۳ نظر برگزیده شده است').waitFor()
    await button('پاسخ').focus()
    await page.keyboard.press('Enter')
    await dialog().getByText('این کار برای ۳ نظر انجام می‌شود.').waitFor()
    const submitButton = dialog().getByRole('button', { name: 'پاسخ', exact: true })
    expect(await submitButton.isDisabled()).toBe(true)
    await dialog().getByRole('combobox').first().click()
    await page.getByRole('option', { name: 'سپاس' }).click()
    expect(await dialog().getByLabel('متن پاسخ').inputValue()).toContain('بازنگری متن')
    await dialog().getByText('بخشی از آن پذیرفته شد').waitFor()
    await dialog().getByLabel('دلیل').fill('نشست کارشناسی')
    expect(await stage.faultsIn('[role=dialog]')).toEqual([])
    await stage.picture('desk-respond')
    await submitButton.click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('۱ پاسخ').nth(2).waitFor()
    const given = await Promise.all(filed.map(responsesOf))
    expect(given).toEqual([0, 1, 1, 1, 0])
  })

  test('one is read beside its clause, withheld with its ground, and its history told', async () => {
    await page.getByRole('link', { name: /^در ماده دو روشن نیست/ }).click()
    await page.getByRole('heading', { name: 'متن نظر' }).waitFor()
    await page.getByText('این دستورالعمل برای آزمون است.').waitFor()
    await button('عدم انتشار').click()
    await dialog().getByRole('combobox').click()
    await page.getByRole('option', { name: 'بی‌ارتباط با پیش‌نویس' }).click()
    await dialog().getByRole('textbox').fill('درباره سند دیگری است')
    await dialog().getByRole('button', { name: 'عدم انتشار', exact: true }).click()
    await page.getByText('از «در انتظار بررسی» به «منتشرنشده»').waitFor()
    expect(await stage.faultsIn('main')).toEqual([])
    await stage.picture('desk-comment')
    await page.getByRole('link', { name: 'بازگشت به میز' }).click()
    await comments().nth(4).waitFor()
  })

  test('one is assigned to another unit with another day, and shows why it first went elsewhere', async () => {
    await page.getByRole('link', { name: /^پیشنهاد می‌شود گزارش‌ها/ }).click()
    await page.getByText('قاعده ارجاع با اولویت ۱ که همه نظرها را در بر می‌گیرد').waitFor()
    await button('ارجاع').click()
    const submitButton = dialog().getByRole('button', { name: 'ارجاع', exact: true })
    await dialog().getByLabel('دلیل').fill('به دفتر فنی مربوط است')
    expect(await submitButton.isDisabled()).toBe(true)
    await dialog().getByRole('combobox').click()
    await page.getByRole('option', { name: 'دفتر فنی' }).click()
    await dialog().getByRole('button', { name: 'تقویم' }).click()
    await dialog().getByRole('button', { name: 'ماه بعد' }).click()
    await dialog().getByRole('gridcell').getByText('۱۵', { exact: true }).click()
    expect(await stage.faultsIn('[role=dialog]')).toEqual([])
    await stage.picture('desk-assign')
    await submitButton.click()
    await page.getByText('ارجاع: از «دفتر حقوقی» به «دفتر فنی»').waitFor()
    await stage.picture('desk-assigned')
    const { body } = await manager.call('GET', `/comment-period/comments/${filed[2]!}`)
    expect(body).toMatchObject({
      unit: { key: 'technical-office' },
      assignments: [{ reason: 'به دفتر فنی مربوط است' }],
    })
    await page.getByRole('link', { name: 'بازگشت به میز' }).click()
    await comments().nth(4).waitFor()
  })

  test('an attachment is taken from quarantine, looked at and released', async () => {
    await page.getByRole('link', { name: 'نظر با پیوست' }).click()
    const download = page.waitForEvent('download')
    await button('دریافت «جدول.pdf»').click()
    expect((await download).suggestedFilename()).toBe('جدول.pdf')
    await button('انتشار «جدول.pdf»').click()
    await dialog().getByLabel('دلیل').fill('بررسی شد')
    await dialog().getByRole('button', { name: 'انتشار پیوست' }).click()
    await page.getByText('منتشرشده', { exact: true }).waitFor()
    const { body } = await manager.call('GET', `/comment-period/comments/${filed[4]!}/attachments`)
    expect(body.items).toMatchObject([{ state: 'released' }])
  })

  test('a responder is offered what they may do, in English if they choose it', async () => {
    await stage.signIn(responder)
    await openDesk()
    await button('English').click()
    await page.getByRole('heading', { name: 'Comment desk' }).waitFor()
    expect(await page.getByRole('main').getAttribute('dir')).toBe('ltr')
    await page.getByRole('checkbox', { name: 'Select all on this page' }).click()
    await page.getByText('5 comments selected').waitFor()
    expect(await button('Respond').isEnabled()).toBe(true)
    expect(await button('Publish').count()).toBe(0)
    await page.setViewportSize({ width: 800, height: 900 })
    await stage.picture('desk-en-800')
    await button('فارسی').click()
    await stage.picture('desk-800')
  })
})

describe('the overview', () => {
  test('shows the running periods and counts what came in, in drawings and in tables', async () => {
    await stage.signIn(manager)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`${app.url}/admin/plugins/comment-period/dashboard`)
    await page.getByRole('heading', { name: 'نمای کلی نظرخواهی' }).waitFor()
    await page.getByRole('progressbar').first().waitFor()
    await page.getByRole('table', { name: 'به تفکیک نوع' }).waitFor({ state: 'attached' })
    expect(await stage.faultsIn('main')).toEqual([])
    await stage.picture('dashboard')
    await page.setViewportSize({ width: 800, height: 900 })
    await stage.picture('dashboard-800')
    await button('English').click()
    await page.getByRole('heading', { name: 'Overview of consultations' }).waitFor()
    await stage.picture('dashboard-en-800')
    await page.setViewportSize({ width: 1280, height: 900 })
    await stage.picture('dashboard-en')
    await button('فارسی').click()
    await page.getByRole('link', { name: 'در انتظار بررسی' }).click()
    await page.getByRole('heading', { name: 'میز نظرها' }).waitFor()
    expect(new URL(page.url()).searchParams.get('state')).toBe('received')
  })

  test('stands on the home page as well', async () => {
    await page.goto(`${app.url}/admin`)
    await page.getByRole('link', { name: 'پاسخ‌های دیرکرده' }).waitFor()
    await page.getByRole('progressbar').first().waitFor()
    await stage.picture('home')
  })
})
