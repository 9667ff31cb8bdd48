import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import { aComment, aMember, anOpenDocket, submit, type Staff } from '../support/docket-builders'

let stage: AdminStage
let app: TestApp
let page: Page
let publicId: string
let manager: Staff
let legal: Staff

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const { docket, subject } = await anOpenDocket(app)
  const text = 'همسایه‌ام رضا رضایی در خیابان بهار نیز از این وضع ناراضی است.'
  const named = { name: 'مریم مرادی', contact: '09120000000' }
  publicId = String((await submit(app, docket, aComment({ text, ...named }))).body.publicId)
  manager = await aMember(app, subject)
  legal = await aMember(app, subject, 'legal')
})
afterAll(() => stage.stop())

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const open = async (staff: Staff) => {
  await stage.signIn(staff)
  await page.goto(`${app.url}/admin/plugins/comment-period/desk/comments/${publicId}`)
  await page.getByRole('heading', { name: 'متن نظر' }).waitFor()
}
/** Confirms the dialog of an act with a reason. */
async function confirm(act: string, label: string, reason: string): Promise<void> {
  await button(act).click()
  await dialog().getByLabel(label).fill(reason)
  await dialog().getByRole('button', { name: act, exact: true }).click()
  await dialog().waitFor({ state: 'detached' })
}

test('staff leave each other a note', async () => {
  await open(manager)
  expect(await button('افزودن یادداشت').isDisabled()).toBe(true)
  await page.getByLabel('یادداشت تازه').fill('نام همسایه پوشانده شود')
  await button('افزودن یادداشت').click()
  await page.getByRole('listitem').getByText('نام همسایه پوشانده شود').waitFor()
  expect(await page.getByLabel('یادداشت تازه').inputValue()).toBe('')
})

test('words are hidden by choosing them with the keyboard, and shown again', async () => {
  await button('پوشاندن بخشی از متن').click()
  const submitButton = dialog().getByRole('button', { name: 'پوشاندن بخشی از متن', exact: true })
  await dialog().getByLabel('دلیل').fill('نام شخص ثالث')
  expect(await submitButton.isDisabled()).toBe(true)
  for (const word of ['رضا', 'رضایی', 'بهار']) {
    await dialog().getByRole('button', { name: word, exact: true }).focus()
    await page.keyboard.press('Space')
  }
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('desk-redact')
  await submitButton.click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('همسایه‌ام ••••• در خیابان ••••• نیز از این وضع ناراضی است.').waitFor()
  await page.getByText('بخشی از متن پوشیده شد').waitFor()
  expect(await page.content()).not.toContain('رضایی')

  await button('پوشاندن بخشی از متن').click()
  await dialog().getByRole('button', { name: '•••••' }).nth(1).click()
  await dialog().getByLabel('دلیل').fill('نام خیابان آشکار بماند')
  await submitButton.click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('همسایه‌ام ••••• در خیابان بهار نیز').waitFor()
})

test('legal staff open the original and the contact with a reason, which everybody sees', async () => {
  await open(legal)
  expect(await button('پوشاندن بخشی از متن').count()).toBe(0)
  await confirm('خواندن متن اصلی', 'دلیل', 'رسیدگی به اعتراض')
  await page.getByText('رضا رضایی').waitFor()
  await confirm('دیدن نام و نشانی تماس', 'دلیل', 'پاسخ تلفنی')
  await page.getByText('09120000000').waitFor()
  await page.getByText('نام و نشانی تماس دیده شد').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('desk-privacy')
  await page.reload()
  await page.getByText('متن اصلی خوانده شد').waitFor()
  expect(await page.getByText('09120000000').count()).toBe(0)
})

test('a text is erased by the second of two people, who reads the basis first', async () => {
  await confirm('درخواست امحای متن', 'مبنای قانونی', 'رأی شعبه سوم')
  await page.getByText('درخواست امحای متن').first().waitFor()
  await button('درخواست امحای متن').waitFor({ state: 'detached' })
  expect(await button('تأیید امحای متن').count()).toBe(0)
  await open(manager)
  await button('تأیید امحای متن').click()
  await dialog().getByText('رأی شعبه سوم').waitFor()
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('desk-erase')
  await dialog().getByRole('button', { name: 'تأیید امحای متن', exact: true }).click()
  await page.getByText('متن امحا شد').waitFor()
  expect(await page.getByText('همسایه‌ام').count()).toBe(0)
  await stage.picture('desk-erased')
})
