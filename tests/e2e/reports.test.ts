import { afterAll, beforeAll, expect, test } from '@jest/globals'
import mammoth from 'mammoth'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aMember,
  API,
  aSubject,
  databaseNow,
  documents,
  submit,
  untilDatabaseReaches,
  SUPER_ADMIN,
  type Staff,
  type Subject,
} from '../support/docket-builders'
import { T } from '../support/ledger-rows'

let stage: AdminStage
let app: TestApp
let page: Page
let docket: string
let documentId: string
let legal: Staff
let subject: Subject
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
const FOREWORD = 'با سپاس از همه کسانی که نظر دادند.\nبیشتر نظرها درباره هزینه اجرا بود.'

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  subject = await aSubject(app)
  legal = await aMember(app, subject, 'legal')
  const brief = await aBriefDocket(app, 8_000, subject, { title: 'دستورالعمل صدور مجوز' })
  ;({ docket, documentId } = brief)
  const { body } = await app.call('GET', `${API}/drafts/${docket}`)
  const [first, second] = body.text.clauses as { clauseId: string }[]
  for (const clauseId of [first!.clauseId, first!.clauseId, second!.clauseId, undefined]) {
    await submit(app, docket, aComment(clauseId === undefined ? {} : { clauseId }))
  }
  await untilDatabaseReaches(app, brief.closesAt)
  const comments = (await app
    .knex(T('public_comments'))
    .where({ draft_document_id: documentId })) as { document_id: string }[]
  await ledger('themes', { n: 1, theme: 1, title: 'هزینه اجرا' })
  await ledger('themes', { n: 2, theme: 2, title: 'مهلت رسیدگی' })
  for (const { document_id } of comments.slice(0, 3)) {
    const placed = { comment_document_id: document_id, theme: 1, act: 'placed' }
    await ledger('placements', { n: 1, ...placed })
  }
  await ledger('theme_responses', {
    n: 1,
    theme: 1,
    text: 'هزینه‌ها دوباره برآورد شد و تعرفه نخست کاهش یافت.',
    disposition: 'partly-accepted',
  })
  await ledger('change_grounds', {
    n: 1,
    clause_id: first!.clauseId,
    theme: 1,
    act: 'tied',
  })
})
afterAll(() => stage.stop())

async function ledger(table: string, fields: Record<string, unknown>): Promise<void> {
  const made = { reason: 'آزمون', at: await databaseNow(app), actor: '{}' }
  await app.knex(T(table)).insert({ document_id: documentId, ...made, ...fields })
}

const dialog = () => page.getByRole('dialog')
const publishOf = (kind: string) => page.getByRole('button', { name: `انتشار ${kind}` })

async function saved(name: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  return readFileSync(await (await download).path())
}

async function pictures(name: string): Promise<void> {
  await stage.picture(name)
  await page.setViewportSize(PHONE)
  await stage.picture(`${name}-phone`)
  expect(await stage.faultsIn('main')).toEqual([])
  await page.setViewportSize(DESK)
}

test('legal staff choose a docket, look at the feedback report and publish it', async () => {
  await stage.signIn(legal)
  await page.goto(`${app.url}/admin/plugins/comment-period/reports`)
  await page.getByLabel('شماره پرونده').fill(docket)
  await stage.picture('reports-choose')
  await page.getByRole('button', { name: 'نمایش' }).click()
  await page.getByText('هنوز گزارشی منتشر نشده است.').waitFor()
  await page.getByText('هنوز زمان این گزارش نرسیده است').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await page.getByRole('button', { name: 'پیش‌نمایش گزارش بازخورد' }).click()
  await dialog().getByText('نظرهای رسیده').waitFor()
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('reports-preview')
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await publishOf('گزارش بازخورد').click()
  await dialog().getByLabel('سخن دستگاه').fill(FOREWORD)
  await dialog().getByLabel('دلیل').fill('پایان مهلت')
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('reports-publish')
  await dialog().getByRole('button', { name: 'انتشار گزارش بازخورد' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('گزارش بازخورد، نسخه ۱').waitFor()
})

test('they record a digest with its letter, and save it for the authority', async () => {
  await page.getByRole('button', { name: 'ثبت جمع‌بندی' }).click()
  await dialog().getByLabel('مرجع ذی‌صلاح').fill('دیوان محاسبات کشور')
  await dialog().getByLabel('شماره نامه').fill('۱۲/۳۴')
  await dialog().getByLabel('دلیل').fill('درخواست دیوان')
  await stage.picture('reports-digest')
  await dialog().getByRole('button', { name: 'ثبت جمع‌بندی' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('گیرنده: دیوان محاسبات کشور').waitFor()
  await pictures('reports')
  const bytes = await saved('دریافت جمع‌بندی برای مرجع ذی‌صلاح، نسخه ۱')
  const { value } = await mammoth.extractRawText({ buffer: bytes })
  expect(value).toContain('دیوان محاسبات کشور')
})

test('once the draft is issued, the outcome is read beside it, on a desk and on a phone', async () => {
  const stored = await documents(app, 'draft-regulation').findOne({ documentId, locale: 'fa' })
  const clauses = (stored?.clauses as { text: string }[]).map((clause, place) =>
    place === 0 ? { ...clause, text: `${clause.text} هزینه آن را دستگاه می‌پردازد.` } : clause,
  )
  await documents(app, 'draft-regulation').update({
    documentId,
    locale: 'fa',
    data: { clauses: [...clauses, { kind: 'article', heading: 'اجرا', text: 'از ابلاغ.' }] },
  })
  const issue = { reason: 'پایان مهلت', letterNumber: '۳۳۵۲۹', letterOn: '۱۴۰۵/۰۵/۱۷' }
  const at = `/comment-period/drafts/${documentId}`
  expect((await legal.call('POST', `${at}/issue`, issue)).status).toBe(201)
  await page.reload()
  await publishOf('گزارش نتیجه').click()
  await dialog().getByLabel('سخن دستگاه').fill(FOREWORD)
  await dialog().getByLabel('دلیل').fill('صدور')
  await dialog().getByRole('button', { name: 'انتشار گزارش نتیجه' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('گزارش نتیجه، نسخه ۱').waitFor()

  await page.goto(`${app.url}/notices/${docket}`)
  await pictures('reports-draft-page')
  await page.getByRole('link', { name: 'گزارش نتیجه' }).click()
  await page.getByRole('heading', { name: 'گزارش نتیجه', exact: true }).waitFor()
  await page.getByText('هزینه‌ها دوباره برآورد شد').waitFor()
  await page.getByText('محور «هزینه اجرا»').waitFor()
  expect(await page.locator('main').innerText()).not.toMatch(/undefined|[0-9a-f]{8}-[0-9a-f]{4}/)
  await pictures('reports-outcome-page')
  await page.emulateMedia({ media: 'print' })
  await stage.picture('reports-outcome-print')
  await page.emulateMedia({ media: 'screen' })
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'دریافت همین گزارش (ورد)' }).click()
  const { value } = await mammoth.extractRawText({
    buffer: readFileSync(await (await download).path()),
  })
  expect(value).toContain('بیشتر نظرها درباره هزینه اجرا بود.')
  await page.goto(`${app.url}/notices/${docket}/reports/outcome?lang=en`)
  await page.getByRole('heading', { name: 'Outcome report', exact: true }).waitFor()
  await stage.picture('reports-outcome-page-en')
  expect(await stage.faultsIn('main')).toEqual([])
})

test('from the edit view of the draft there is a way to its reports', async () => {
  await stage.signIn(await aMember(app, subject, 'manager', SUPER_ADMIN))
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/plugin::comment-period.draft-regulation/${documentId}?plugins[i18n][locale]=fa`,
  )
  await page.getByRole('link', { name: 'گزارش‌های این پرونده' }).click()
  await page.getByText('گزارش نتیجه، نسخه ۱').waitFor()
})
