import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { dayOf } from '../../plugins/comment-period/domain/calendar-day'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import {
  aMember,
  anAccount,
  anOpenDocket,
  aRule,
  aSubject,
  documents,
  type Staff,
  type Subject,
} from '../support/docket-builders'

let stage: AdminStage
let app: TestApp
let page: Page
let subject: Subject
let legal: Staff

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  subject = await aSubject(app)
  await aRule(app, subject)
  legal = await aMember(app, subject, 'legal')
})
afterAll(() => stage.stop())

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const openHolidays = async () => {
  await page.goto(`${app.url}/admin/settings/comment-period/holidays`)
  await page.getByRole('heading', { name: 'تعطیلات', exact: true }).waitFor()
}
const chooseYear = async (year: string) => {
  await page.getByRole('combobox', { name: 'سال' }).click()
  await page.getByRole('option', { name: year }).click()
}

test('legal staff bring a table of holidays in: what cannot be read is said, and nothing is kept', async () => {
  await stage.signIn(legal)
  await openHolidays()
  await button('ورود از فایل CSV').click()
  const table = dialog().getByLabel('متن جدول')
  await table.fill('تاریخ,عنوان,قطعیت\n۱۴۱۰/۰۱/۰۱,نوروز,قطعی\n۱۴۱۰/۱۳/۰۵,عید فطر,احتمالی')
  await dialog().getByRole('button', { name: 'خواندن' }).click()
  await dialog().getByText('سطر ۳، ستون «تاریخ»: خوانا نیست').waitFor()
  expect(await dialog().getByRole('button', { name: 'ذخیره' }).count()).toBe(0)
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('holidays-import')
})

test('and corrected it is kept, from a file', async () => {
  await dialog()
    .getByLabel('فایل CSV')
    .setInputFiles({
      name: 'تعطیلات.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '\ufeffتاریخ;عنوان;قطعیت\r\n۱۴۱۰/۰۱/۰۱;نوروز;قطعی\r\n۱۴۱۰/۰۲/۰۵;عید فطر;احتمالی\r\n',
      ),
    })
  await dialog().getByRole('button', { name: 'خواندن' }).click()
  await dialog().getByText('۲ سطر تازه، ۰ سطر با تغییر، ۰ سطر بی‌تغییر').waitFor()
  await dialog().getByRole('button', { name: 'ذخیره' }).click()
  await dialog().waitFor({ state: 'detached' })
  await chooseYear('سال ۱۴۱۰؛ ۱ قطعی، ۱ احتمالی')
  await page.getByText('جمعه ۱ فروردین ۱۴۱۰').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('holidays')
})

test('a provisional one is confirmed on the day that it turned out to be', async () => {
  await button('قطعی کردن «عید فطر»').click()
  await dialog().getByLabel('مستند').fill('اعلام رؤیت هلال')
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('holidays-confirm')
  await dialog().getByRole('button', { name: 'قطعی کردن' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByText('اعلام رؤیت هلال').waitFor()
  expect(await page.getByText('احتمالی', { exact: true }).count()).toBe(0)
})

test('a file that is not UTF-8 is refused in words that help', async () => {
  await button('ورود از فایل CSV').click()
  await dialog()
    .getByLabel('فایل CSV')
    .setInputFiles({
      name: 'old.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0xca, 0xc7, 0xd1, 0xed, 0xce]),
    })
  await dialog().getByText('این فایل متن UTF-8 نیست.').waitFor()
  await dialog().getByRole('button', { name: 'انصراف' }).click()
})

test('a period whose last day became a holiday is proposed to be extended, and is, in English too', async () => {
  const { documentId } = await anOpenDocket(app, subject)
  const period = async () =>
    (await legal.call('GET', `/comment-period/drafts/${documentId}/period`)).body as {
      closesAt: string
    }
  const { closesAt } = await period()
  await documents(app, 'holiday').create({
    data: {
      closedOn: dayOf(Date.parse(closesAt) - 1, 'Asia/Tehran'),
      title: 'تعطیلی ادارات',
      kind: 'closure',
    },
  })
  await openHolidays()
  await page.getByRole('region', { name: 'مهلت‌هایی که با تعطیلی تازه باید تمدید شوند' }).waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('holidays-proposals')
  await button('English').click()
  await page.getByRole('heading', { name: 'Periods that a new holiday should extend' }).waitFor()
  await stage.picture('holidays-proposals-en')
  await page.getByRole('button', { name: /^Extend the period of/ }).click()
  await dialog().getByLabel('Reason').fill('The offices are closed by decree.')
  await dialog().getByRole('button', { name: 'Extend the period' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page
    .getByRole('heading', { name: 'Periods that a new holiday should extend' })
    .waitFor({ state: 'detached' })
  expect(Date.parse((await period()).closesAt)).toBeGreaterThan(Date.parse(closesAt))
  await button('فارسی').click()
})

test('limits and grounds are read by staff, also on a narrow screen and in English', async () => {
  await page.goto(`${app.url}/admin/settings/comment-period/limits`)
  await page.getByRole('heading', { name: 'حدها و دلیل‌ها' }).waitFor()
  await page.getByText('۲۰٬۰۰۰').waitFor()
  await page.getByText('بی‌ارتباط با پیش‌نویس').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('limits')
  await button('English').click()
  await page.getByRole('heading', { name: 'Limits and grounds' }).waitFor()
  await page.setViewportSize({ width: 800, height: 900 })
  await stage.picture('limits-en-800')
  await page.setViewportSize({ width: 1280, height: 900 })
  await button('فارسی').click()
})

describe('an administrator', () => {
  const openBodies = async () => {
    await page.goto(`${app.url}/admin/settings/comment-period/bodies`)
    await page.getByRole('heading', { name: 'دستگاه‌ها و درگاه‌ها' }).waitFor()
  }
  const stored = async () =>
    (await documents(app, 'issuing-body').findOne({ documentId: subject.bodyId })) as {
      weeklyClosedDays: unknown
      portals: unknown
    }

  beforeAll(async () => {
    await documents(app, 'issuing-body').update({
      documentId: subject.bodyId,
      data: { name: 'سازمان نمونه آزمون' },
    })
    await stage.signInByForm(await anAccount(app, 'comment-period-administrator'))
    await openBodies()
  })

  test('closes the offices of a body on Thursdays too, without writing any code', async () => {
    await button('ویرایش روزهای تعطیل «سازمان نمونه آزمون»').click()
    await dialog().getByRole('combobox', { name: 'روز هفته' }).click()
    await page.getByRole('option', { name: 'پنجشنبه' }).click()
    // What is chosen and not added yet must not get lost.
    expect(await dialog().getByRole('button', { name: 'ذخیره روزهای تعطیل' }).isDisabled()).toBe(
      true,
    )
    await dialog().getByRole('button', { name: 'افزودن روز' }).click()
    expect(await stage.faultsIn('[role=dialog]')).toEqual([])
    await stage.picture('bodies-closed-days')
    await dialog().getByRole('button', { name: 'ذخیره روزهای تعطیل' }).click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('پنجشنبه').waitFor()
    expect((await stored()).weeklyClosedDays).toEqual([{ weekday: 5 }, { weekday: 4 }])
  })

  test('registers a portal by the address of any of its pages, and removes it again', async () => {
    await button('ویرایش درگاه‌های «سازمان نمونه آزمون»').click()
    const address = dialog().getByLabel('نشانی درگاه')
    await address.fill('portal.example.ir')
    await dialog().getByText('نشانی باید با https:// آغاز شود.').waitFor()
    await address.fill('https://portal.example.ir/notices?id=1')
    await dialog().getByLabel('نام درگاه').fill('درگاه استان')
    await dialog().getByRole('button', { name: 'افزودن درگاه' }).click()
    expect(await stage.faultsIn('[role=dialog]')).toEqual([])
    await stage.picture('bodies-portals')
    await dialog().getByRole('button', { name: 'ذخیره درگاه‌ها' }).click()
    await dialog().waitFor({ state: 'detached' })
    expect((await stored()).portals).toEqual([
      { origin: 'https://portal.example.ir', title: 'درگاه استان' },
    ])
    await page.getByText('https://portal.example.ir').waitFor()
    expect(await stage.faultsIn('main')).toEqual([])
    await stage.picture('bodies')
    await button('English').click()
    await page.getByRole('heading', { name: 'Bodies and portals' }).waitFor()
    await page.setViewportSize({ width: 800, height: 900 })
    await stage.picture('bodies-en-800')
    await page.setViewportSize({ width: 1280, height: 900 })
    await button('Edit the portals of “سازمان نمونه آزمون”').click()
    await dialog().getByRole('button', { name: 'Remove “درگاه استان”' }).click()
    await dialog().getByRole('button', { name: 'Save the portals' }).click()
    await dialog().waitFor({ state: 'detached' })
    expect((await stored()).portals).toEqual([])
    await button('فارسی').click()
  })
})
