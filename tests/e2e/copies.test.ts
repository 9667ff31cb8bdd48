import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import { CAMPAIGNS, edited, onArabicKeyboard } from '../support/campaign-corpus'
import { aComment, aMember, anOpenDocket, submit, type Staff } from '../support/docket-builders'

let stage: AdminStage
let app: TestApp
let page: Page
let opened: Awaited<ReturnType<typeof anOpenDocket>>
let screener: Staff

const [WORKSHOPS, TRUCKS] = CAMPAIGNS

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  opened = await anOpenDocket(app)
  const file = async (text: string, fields: object = {}) => {
    const { status } = await submit(app, opened.docket, aComment({ text, ...fields }))
    expect(status).toBe(201)
  }
  const { text } = WORKSHOPS
  await file(text, { contact: 'sara@example.ir' })
  await file(onArabicKeyboard(text), { contact: '09123456789' })
  await file(`با سلام و احترام.\n${text}\nمریم کریمی از تبریز`, { contact: 'Sara@example.ir' })
  await file(edited(text, WORKSHOPS.edits[2]!))
  await file(WORKSHOPS.paraphrases[0])
  await file(`${text} ${TRUCKS!.text.slice(0, text.length * 0.6)}`)
  await file(TRUCKS!.text)
  await file(`${TRUCKS!.text} من خودم ده سال است که در این کار هستم.`)
  screener = await aMember(app, opened.subject, 'screener')
})
afterAll(() => stage.stop())

test('groups are reached from the desk, and say that each comment counts by itself', async () => {
  await stage.signIn(screener)
  await page.goto(`${app.url}/admin/plugins/comment-period/desk`)
  await page.getByRole('link', { name: 'متن‌های همانند' }).first().click()
  await page.getByRole('heading', { name: 'متن‌های همانند' }).waitFor()
  await page.getByText('هر نظر به‌تنهایی شمرده می‌شود').waitFor()
  const groups = page.getByRole('list', { name: 'گروه‌ها، بزرگ‌ترین نخست' })
  await groups.getByText('۴ نظر', { exact: true }).waitFor()
  await groups.getByText('۳ متن متفاوت').waitFor()
  await groups.getByText('۲ فرستنده با نشانی تماس').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('copies')
})

test('a group shows what is shared, and the sentences that each adds', async () => {
  await page.getByRole('link', { name: '۴ نظر این گروه' }).click()
  await page.getByRole('heading', { name: 'متن مشترک', exact: true }).waitFor()
  const members = page.getByRole('list', { name: 'نظرهای این گروه' })
  await members.getByText('مریم کریمی از تبریز').waitFor()
  expect(await members.getByText('متن یکسان').count()).toBe(2)
  const perhaps = page.getByRole('region', { name: 'شاید از همین متن' })
  await perhaps.getByRole('link', { name: 'دیدن این نظر' }).waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('copies-group')
})

test('a comment says how often its text came, and leads to its group', async () => {
  await page.getByRole('link', { name: 'نظر شماره ۳' }).click()
  await page.getByText('۴ بار رسیده است (۲ فرستنده با نشانی تماس)').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('copies-comment')
  await page.getByRole('link', { name: 'دیدن متن‌های همانند' }).click()
  await page.getByRole('heading', { name: 'گروه متن‌های همانند' }).waitFor()
})

test('in English, and at the width of a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await stage.picture('copies-group-phone')
  await page.getByRole('link', { name: 'بازگشت به گروه‌ها' }).click()
  await page.getByRole('list', { name: 'گروه‌ها، بزرگ‌ترین نخست' }).waitFor()
  await stage.picture('copies-phone')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Same text, many times' }).waitFor()
  await page.getByText('4 comments', { exact: true }).waitFor()
  await stage.picture('copies-en-phone')
  expect(await stage.faultsIn('main')).toEqual([])
})
