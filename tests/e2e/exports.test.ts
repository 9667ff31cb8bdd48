import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { verifyArchive } from '../../plugins/comment-period/verify/src'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import { aMember, anOpenDocket, submit, type Staff } from '../support/docket-builders'

let stage: AdminStage
let app: TestApp
let page: Page
let docket: string
let legal: Staff

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const opened = await anOpenDocket(app)
  ;({ docket } = opened)
  for (let filed = 0; filed < 3; filed += 1) await submit(app, docket)
  legal = await aMember(app, opened.subject, 'legal')
})
afterAll(() => stage.stop())

const dialog = () => page.getByRole('dialog')
const choose = async (field: string, option: string) => {
  await dialog().getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}
const saved = async (name: string) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name }).first().click()
  return readFileSync(await (await download).path())
}

test('legal staff ask for an archive with a reason, follow it, save it, and it verifies', async () => {
  await stage.signIn(legal)
  await page.goto(`${app.url}/admin/plugins/comment-period/exports`)
  await page.getByText('هنوز خروجی‌ای درخواست نشده است.').waitFor()
  await page.getByRole('button', { name: 'درخواست خروجی' }).click()
  // As it stands on paper, in Persian digits.
  const typed = docket.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
  await dialog().getByLabel('شماره پرونده').fill(typed)
  await choose('قالب', 'بایگانی کامل پرونده، قابل راستی‌آزمایی')
  await dialog().getByLabel('دلیل').fill('درخواست دیوان عدالت اداری')
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('exports-ask')
  await dialog().getByRole('button', { name: 'درخواست خروجی' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('آماده', { exact: true }).waitFor()
  await page.getByText('درخواست دیوان عدالت اداری').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  const { findings, manifest } = await verifyArchive(await saved('دریافت خروجی'))
  expect(findings).toEqual([])
  expect(manifest).toMatchObject({ docket, profile: 'working', covers: { seq: 3 } })
})

test('an archive of a part is refused in the dialog, and another format is made of it', async () => {
  await page.getByRole('button', { name: 'درخواست خروجی' }).click()
  await dialog().getByLabel('شماره پرونده').fill(docket)
  await choose('قالب', 'بایگانی کامل پرونده، قابل راستی‌آزمایی')
  await choose('وضعیت', 'منتشرشده')
  await dialog().getByLabel('دلیل').fill('گزارش')
  await dialog().getByRole('button', { name: 'درخواست خروجی' }).click()
  await dialog().getByText('بایگانی فقط از یک پرونده و به طور کامل تهیه می‌شود.').waitFor()
  await choose('قالب', 'ورد: جدول رسمی نظرها و پاسخ‌ها')
  await choose('گستره', 'کامل: متن اصلی، نام و راه تماس')
  await dialog().getByRole('button', { name: 'درخواست خروجی' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('آماده', { exact: true }).nth(1).waitFor()
  expect((await saved('دریافت خروجی')).subarray(0, 2).toString()).toBe('PK')
  await stage.picture('exports')
})

test('in English, and at the width of a phone', async () => {
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Exports of comments' }).waitFor()
  await stage.picture('exports-en')
  await page.setViewportSize({ width: 390, height: 844 })
  await stage.picture('exports-phone')
  expect(await stage.faultsIn('main')).toEqual([])
})
