import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from '../support/accessibility'
import { ROOT } from '../support/app'
import { documents, untilDatabaseReaches } from '../support/docket-builders'
import { openWindow, PORTALS, setStage, type Stage } from '../support/portal-stage'
import {
  fileComment,
  openClauseForm,
  phrasesOf,
  press,
  rowsOf,
  shownCode,
} from '../support/widget-driver'

/** Where pictures of the states go, for `npm run pictures`; the tests themselves need none. */
const PICTURES = process.env.PICTURES

const LANGUAGES = ['fa', 'en'] as const
const WIDTHS = [360, 1280] as const
const RESPONSE = 'روز دهم به روز پانزدهم تغییر یافت.'

let stage: Stage
let open: string
let closed: string
let issued: string
let code: string

beforeAll(async () => {
  stage = await setStage()
  ;({ docket: open } = await stage.open())
  ;({ docket: closed } = await over())
  const done = await over()
  issued = done.docket
  await issue(done)
  code = await answeredComment()
})

afterAll(() => stage.stop())

async function over() {
  const docket = await stage.openBriefly(200)
  await untilDatabaseReaches(stage.app, docket.closesAt)
  return docket
}

/** With one clause in other words, so that there is something to compare. */
async function issue({ documentId, staff }: Awaited<ReturnType<typeof over>>): Promise<void> {
  const drafts = documents(stage.app, 'draft-regulation')
  const stored = await drafts.findOne({ documentId, locale: 'fa' })
  const clauses = (stored?.clauses as { text: string }[]).map((clause, place) =>
    place === 1 ? { ...clause, text: `${clause.text} مهلت این کار پانزده روز است.` } : clause,
  )
  await drafts.update({ documentId, locale: 'fa', data: { clauses } })
  const answer = await staff.call('POST', `/comment-period/drafts/${documentId}/issue`, {
    reason: 'پایان مهلت',
  })
  expect(answer.status).toBe(201)
}

async function answeredComment(): Promise<string> {
  const { page, context } = await openWindow(stage)
  await page.goto(stage.address('modern', 'draft.html', { docket: open }))
  await openClauseForm(page)
  const filed = await fileComment(page, 'روز دهم برای دستگاه‌های کوچک زود است.')
  await context.close()
  const publicId = (await rowsOf(stage.app, open)).at(-1)!.public_id
  const answer = await stage.staff.call('POST', `/comment-period/comments/${publicId}/response`, {
    text: RESPONSE,
    disposition: 'accepted',
    reason: 'پاسخ به نظر',
  })
  expect(answer.status).toBeLessThan(300)
  return filed
}

/** Looks at a page state by state, and tells at the end what was wrong with any of them. */
function inspector(page: Page, series: string) {
  const faults: string[] = []
  return {
    look: async (state: string): Promise<void> => {
      // Fonts come after the text; a picture, and what is measured, is of the page as it stays.
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      if (PICTURES !== undefined) {
        const folder = path.resolve(ROOT, PICTURES)
        mkdirSync(folder, { recursive: true })
        await page.screenshot({ path: path.join(folder, `${series}-${state}.png`), fullPage: true })
      }
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
      if (overflow > 0) faults.push(`${state}: ${String(overflow)} px to scroll sideways`)
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${state}: ${fault}`))
    },
    faults: () => faults,
  }
}

const cases = LANGUAGES.flatMap((language) => WIDTHS.map((width) => [language, width] as const))

describe.each(cases)('in %s at %d px', (language, width) => {
  const say = phrasesOf(language)
  const window = () => openWindow(stage, { viewport: { width, height: 800 } })

  test.each(PORTALS)(
    'axe finds no fault in any state of the widget on the %s portal',
    async (portal) => {
      const { page, context, observed } = await window()
      const { look, faults } = inspector(page, `widget-${portal}-${language}-${String(width)}`)
      const go = (name: string, query: Readonly<Record<string, string>> = {}) =>
        page.goto(stage.address(portal, name, { ...query, lang: language }))

      await go('index.html')
      await page.locator(`a[href*="docket=${open}"]`).waitFor()
      await look('1-list')
      await go('draft.html', { docket: open })
      await page.getByText(RESPONSE).waitFor()
      await look('2-draft')
      await openClauseForm(page)
      await page.getByText(say.optional!).click()
      await look('3-clause-form')
      await press(page, say.next)
      await page.locator('.summary').waitFor()
      await look('4-error')
      await page.locator('#text').fill('این ماده با ماده ۴ همین ضوابط سازگار نیست.')
      await press(page, say.next)
      await page.locator('.review').waitFor()
      await look('5-review')
      await press(page, say.file)
      await shownCode(page)
      await look('6-receipt')
      await go('tracking.html')
      await page.locator('#code').fill(code)
      await look('7-tracking')
      await press(page, say['track.go'])
      await page.locator('.result').getByText(RESPONSE).waitFor()
      await look('8-response')
      await go('draft.html', { docket: closed })
      await page.locator('.badge').getByText(say['phase.closed']!).waitFor()
      await look('9-closed')
      await go('draft.html', { docket: issued })
      await page.locator('.badge').getByText(say['phase.issued']!).waitFor()
      await page.getByText(say['change.changed']!).first().waitFor()
      await look('10-issued')

      expect(faults()).toEqual([])
      expect(observed.complaints).toEqual([])
      expect(await observed.violations()).toEqual([])
      await context.close()
    },
  )

  test('axe finds no fault in any state of the hosted pages', async () => {
    const { page, context, observed } = await window()
    const { look, faults } = inspector(page, `hosted-${language}-${String(width)}`)
    const go = (name: string) => page.goto(`${stage.app.url}/notices${name}?lang=${language}`)
    const post = () => page.locator('main form button[type=submit]').last().click()

    await go('')
    await page.getByText(open).first().waitFor()
    await look('1-list')
    await go(`/${open}`)
    await page.getByText(RESPONSE).waitFor()
    await look('2-draft')
    await post()
    await page.locator('.error-summary').waitFor()
    await look('4-error')
    await page.locator('textarea[name=text]').fill('این ماده با ماده ۴ همین ضوابط سازگار نیست.')
    await page.locator('input[name=type]').first().check()
    await post()
    await page.waitForURL(/\/receipts\//)
    await look('6-receipt')
    await go('/tracking')
    await page.locator('#code').fill(code)
    await look('7-tracking')
    await post()
    await page.getByText(RESPONSE).waitFor()
    await look('8-response')
    await go(`/${closed}`)
    await look('9-closed')
    await go(`/${issued}`)
    await look('10-issued')
    await go(`/bodies/${stage.subject.slug}`)
    await look('11-body')

    expect(faults()).toEqual([])
    expect(await observed.violations()).toEqual([])
    await context.close()
  })
})
