import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import readWorkbook from 'read-excel-file/node'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import {
  aBriefDocket,
  aDraft,
  aMember,
  aRule,
  aSubject,
  documents,
  docketOf,
  publish,
  submit,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { parsedXml, statedTables, unzipped } from '../support/office-files'

let stage: AdminStage
let app: TestApp
let page: Page
let legal: Staff
let slug: string

const reason = 'آزمون'

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const subject = await aSubject(app)
  ;({ slug } = subject)
  legal = await aMember(app, subject, 'legal')
  const manager = await aMember(app, subject)
  const act = (documentId: string, what: string, body: object) =>
    legal.call('POST', `/comment-period/drafts/${documentId}/${what}`, body)

  const brief = await aBriefDocket(app, 60, subject, {
    title: 'دستورالعمل نحوه دریافت نظرهای مردم درباره تعرفه‌های استانی',
  })
  await untilDatabaseReaches(app, brief.closesAt)
  await documents(app, 'draft-regulation').update({
    documentId: brief.documentId,
    locale: 'fa',
    data: { clauses: [{ kind: 'article', text: 'متن تازه.' }] },
  })
  await act(brief.documentId, 'issue', { reason })

  const kind = await documents(app, 'instrument-kind').create({
    data: { key: `${subject.kindKey}ruled`, name: 'آیین‌نامه', terminalAct: 'promulgate' },
  })
  await aRule(app, subject, { kinds: [kind.documentId] })
  const opened = async (title: string) => {
    const documentId = await aDraft(app, subject, { title, kind: kind.documentId })
    await publish(app, documentId)
    return documentId
  }
  const running = await opened('آیین‌نامه پاسخ‌گویی به شکایت‌ها')
  await act(running, 'extend', { lastDayOn: '1406/01/20', ground: 'request', reason })
  const docket = await docketOf(app, running)
  const filed: string[] = []
  for (let n = 0; n < 4; n += 1) {
    filed.push(String((await submit(app, docket)).body.publicId))
  }
  await manager.call('POST', '/comment-period/assignments', {
    publicIds: filed.slice(0, 2),
    dueOn: '1410/01/20',
    reason,
  })
  await manager.call('POST', '/comment-period/responses', {
    publicIds: [filed[0]],
    text: 'پاسخ',
    disposition: 'accepted',
    reason,
  })
  await act(await opened('آیین‌نامه ساماندهی درگاه‌ها'), 'withdraw', { reason })
  await act(await opened('شیوه‌نامه برگزاری نشست‌ها'), 'suspend', { ground: 'outage', reason })
})
afterAll(() => stage.stop())

const saved = async (name: string) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const file = await download
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

/** The admin scrolls within itself: a picture of all of the page needs the height for it. */
async function pictureOf(name: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 4_200 })
  await stage.picture(name)
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('legal staff read the report of the year that runs, and save it', async () => {
  await stage.signIn(legal)
  await page.goto(`${app.url}/admin/plugins/comment-period/evidence`)
  await page.getByRole('heading', { name: 'گزارش شواهد مشارکت' }).waitFor()
  await page
    .getByText('پاسخ در موعد، از ۱ پاسخ مهلت‌دار داده‌شده؛ بدون پاسخ و دیرکرده: ۰')
    .waitFor()
  for (const text of [
    'پایان‌یافته، بدون قاعده',
    'معلق',
    'پس‌گرفته‌شده پیش از پایان کمینه',
    'تمدیدشده',
  ]) {
    await page.getByRole('table').getByText(text, { exact: true }).first().waitFor()
  }
  await page.getByRole('link', { name: 'آیین‌نامه ساماندهی درگاه‌ها' }).waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await pictureOf('evidence', 1280)

  const workbook = await saved('دریافت اکسل')
  expect(workbook.name).toMatch(/^evidence_[a-z0-9-]+_1[45]\d\d-01-01_1[45]\d\d-12-(29|30)\.xlsx$/)
  const [, summary] = await readWorkbook(workbook.bytes)
  expect(summary!.data[1]).toEqual(['پیش‌نویس‌ها', 'پیش‌نویس‌های منتشرشده برای نظرخواهی', 4])
  const word = await saved('دریافت ورد')
  const tables = statedTables(parsedXml((await unzipped(word.bytes)).get('word/document.xml')))
  expect(tables.at(-1)).toHaveLength(5)
})

test('another span is typed in, and one that runs backwards is refused under the form', async () => {
  await page.getByRole('group', { name: 'از آغاز روز' }).locator('[data-type=year]').click()
  await page.keyboard.type('۱۴۰۷')
  await page.getByRole('button', { name: 'نمایش گزارش' }).click()
  await page.getByText('روز پایان بازه پیش از روز آغاز آن است.').waitFor()
  await stage.picture('evidence-refused')
  // Strapi's own button is too pale under the pointer.
  await page.mouse.move(0, 0)
  expect(await stage.faultsIn('main')).toEqual([])

  // An address that is refused holds what it asked for, to be put right.
  await page.reload()
  await page.getByText('روز پایان بازه پیش از روز آغاز آن است.').waitFor()
  await page.getByRole('group', { name: 'از آغاز روز' }).getByText('۱۴۰۷').waitFor()
  await stage.picture('evidence-refused-anew')
  expect(await stage.faultsIn('main')).toEqual([])
  await page.getByRole('button', { name: 'گزارش سال جاری' }).click()
  await page.getByRole('table').getByText('معلق', { exact: true }).first().waitFor()

  await page.goto(
    `${app.url}/admin/plugins/comment-period/evidence?body=${slug}&from=2020-03-20&to=2021-03-20`,
  )
  await page.getByText('در این بازه پیش‌نویسی برای نظرخواهی منتشر نشده است.').waitFor()
})

test('in English, and at the width of a phone', async () => {
  await page.goto(`${app.url}/admin/plugins/comment-period/evidence`)
  await page.getByRole('table').getByText('معلق', { exact: true }).first().waitFor()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await stage.faultsIn('main')).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  await pictureOf('evidence-phone', 390)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Evidence of participation' }).waitFor()
  await stage.picture('evidence-en')
})
