import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import {
  aComment,
  anAccount,
  anOpenDocket,
  aRule,
  documents,
  submit,
  type Account,
  type Subject,
} from '../support/docket-builders'

let stage: AdminStage
let app: TestApp
let page: Page
let subject: Subject
let administrator: Account
let responder: Account

const ROUTED = 'این نظر به دفتر حقوقی می‌رود.'
const ELSEWHERE = 'این یکی به هیچ واحدی نمی‌رود؛ عبارت آن را ندارد.'

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const open = await anOpenDocket(app)
  const { docket } = open
  ;({ subject } = open)
  const unit = await documents(app, 'unit').create({
    data: { key: 'legal-office', name: 'دفتر حقوقی', body: subject.bodyId },
  })
  await documents(app, 'routing-rule').create({
    data: { body: subject.bodyId, priority: 1, unit: unit.documentId, words: 'دفتر حقوقی' },
  })
  for (const text of [ROUTED, ELSEWHERE]) await submit(app, docket, aComment({ text }))
  administrator = await anAccount(app, 'comment-period-administrator')
  responder = await anAccount(app, 'comment-period-responder')
})
afterAll(() => stage.stop())

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const openDesk = async () => {
  await page.goto(`${app.url}/admin/plugins/comment-period/desk`)
  await page.getByRole('heading', { name: 'میز نظرها' }).waitFor()
}
const openMemberships = async () => {
  await page.goto(`${app.url}/admin/settings/comment-period/memberships`)
  await page.getByRole('heading', { name: 'عضویت در دستگاه‌ها' }).waitFor()
}
const choose = async (label: string, option: string) => {
  await dialog().getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

test('a responder without a membership finds nothing at the desk, and no page of memberships', async () => {
  await stage.signInByForm(responder)
  await openDesk()
  await page.getByText('نظری با این مشخصات نیست.').waitFor()
  await page.goto(`${app.url}/admin/settings/comment-period/memberships`)
  await page.waitForLoadState('networkidle')
  expect(await button('دادن عضویت').count()).toBe(0)
})

test('an administrator gives the responder a membership for one unit', async () => {
  await stage.signInByForm(administrator)
  await openMemberships()
  await page.getByText('هنوز کسی عضو دستگاهی نیست.').waitFor()
  await button('دادن عضویت').click()
  const submitButton = dialog().getByRole('button', { name: 'دادن عضویت', exact: true })
  await choose('کاربر', responder.email)
  await choose('دستگاه', 'سازمان آزمون')
  await choose('نقش', 'پاسخ‌گو')
  await choose('واحد', 'دفتر حقوقی')
  expect(await submitButton.isDisabled()).toBe(true)
  await dialog().getByLabel('دلیل').fill('حکم شماره ۱۲')
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('memberships-grant')
  await submitButton.click()
  await page.getByText('پاسخ‌گو – دفتر حقوقی').waitFor()
  await page.getByText('حکم شماره ۱۲').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('memberships')
})

test('an administrator reads which rule binds, and from when the weaker one will', async () => {
  const rule = await aRule(app, subject, { title: 'قاعده‌ای که کوتاه‌تر می‌شود', count: 3 })
  const { documentId } = rule
  await documents(app, 'period-rule').update({ documentId, data: { count: 1 } })
  await page.goto(`${app.url}/admin/settings/comment-period/rules`)
  await page.getByRole('heading', { name: 'قاعده‌های مهلت' }).waitFor()
  await page.getByText('۳ هفته، الزامی').waitFor()
  await page.getByText('۱ هفته، الزامی').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('rules')
})

test('the responder signs in, finds what went to the unit alone, and responds to it', async () => {
  await stage.signInByForm(responder)
  await openDesk()
  await page.getByRole('link', { name: ROUTED }).click()
  await button('پاسخ').click()
  await dialog().getByLabel('متن پاسخ').fill('بررسی شد.')
  await dialog().getByRole('combobox').click()
  await page.getByRole('option', { name: 'پذیرفته شد', exact: true }).click()
  await dialog().getByLabel('دلیل').fill('نشست')
  await dialog().getByRole('button', { name: 'پاسخ', exact: true }).click()
  await page.getByText('پاسخ: پذیرفته شد').waitFor()
  await page.getByRole('link', { name: 'بازگشت به میز' }).click()
  await page.getByRole('link', { name: ROUTED }).waitFor()
  expect(await page.getByText(ELSEWHERE).count()).toBe(0)
})

test('an administrator ends the membership, in English', async () => {
  await stage.signInByForm(administrator)
  await openMemberships()
  await button('English').click()
  await button('End the membership of کارشناس آزمون').click()
  await stage.picture('memberships-en')
  await dialog().getByRole('button', { name: 'End the membership', exact: true }).click()
  await page.getByText('Nobody is a member of a body yet.').waitFor()
})
