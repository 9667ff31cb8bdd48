import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { untilDatabaseReaches } from '../support/docket-builders'
import { openWindow, PORTALS, setStage, type Stage } from '../support/portal-stage'
import { FA, openClauseForm, press, rowsOf, said, shownCode } from '../support/widget-driver'

const WORDS = 'این متن را به هیچ رو نباید از دست داد.'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})

afterAll(() => stage.stop())

describe.each(PORTALS)('on the %s portal', (portal) => {
  const draft = (its: string) => stage.address(portal, 'draft.html', { docket: its })

  test('what is being written when the period closes is kept, and the page says so', async () => {
    const { docket, closesAt } = await stage.openBriefly(9_000)
    const { page, context } = await openWindow(stage)
    await page.goto(draft(docket))
    await openClauseForm(page)
    await page.locator('#text').fill(WORDS)
    await untilDatabaseReaches(stage.app, closesAt)
    await page.locator('.kept').waitFor()
    expect(await page.locator('#kept').inputValue()).toBe(WORDS)
    expect(await page.locator('.kept').innerText()).toContain(FA['kept.say'])
    expect(await page.locator('.badge').innerText()).toBe(FA['phase.closed'])
    expect(await page.locator('.tap').count()).toBe(0)
    expect(await rowsOf(stage.app, docket)).toEqual([])
    await context.close()
  })

  test('a comment sent at the closing instant is refused, and its words are kept', async () => {
    const { docket, closesAt } = await stage.openBriefly(9_000)
    const { page, context } = await openWindow(stage)
    // A page whose timers sleep does not see the close come, as on a phone that was put away.
    await page.clock.install({ time: new Date(closesAt - 8_500) })
    await page.goto(draft(docket))
    await openClauseForm(page)
    await page.locator('#text').fill(WORDS)
    await page.clock.pauseAt(new Date(closesAt - 500))
    await untilDatabaseReaches(stage.app, closesAt)
    await page.clock.resume()
    await press(page, FA.next).catch(() => undefined)
    await press(page, FA.file).catch(() => undefined)
    await page.locator('.kept').waitFor()
    expect(await page.locator('#kept').inputValue()).toBe(WORDS)
    expect(await rowsOf(stage.app, docket)).toEqual([])
    await context.close()
  })

  test('without a connection nothing is lost, and with it again one comment is filed', async () => {
    const { docket } = await stage.open()
    const { page, context } = await openWindow(stage)
    await page.goto(draft(docket))
    await openClauseForm(page)
    await page.locator('#text').fill(WORDS)
    await press(page, FA.next)
    await context.setOffline(true)
    await press(page, FA.file)
    await page.locator('.notice').getByText(FA.offline!).waitFor()
    await context.setOffline(false)
    await page.getByText(FA.online!).waitFor()
    await press(page, FA.retry)
    await shownCode(page)
    expect(await rowsOf(stage.app, docket)).toMatchObject([{ text: WORDS }])
    await context.close()
  })

  test('a comment whose answer was lost is sent again and is filed once', async () => {
    const { docket } = await stage.open()
    const { page, context } = await openWindow(stage)
    let isLost = false
    await page.route('**/comments', async (route) => {
      if (isLost || route.request().method() !== 'POST') return route.continue()
      isLost = true
      await route.fetch()
      return route.abort('connectionreset')
    })
    await page.goto(draft(docket))
    await openClauseForm(page)
    await page.locator('#text').fill(WORDS)
    await press(page, FA.next)
    await press(page, FA.file)
    await page.locator('.notice').getByText(FA['failed.network']!).waitFor()
    await press(page, FA.retry)
    const code = await shownCode(page)
    expect(code).not.toBe('')
    expect(await rowsOf(stage.app, docket)).toHaveLength(1)
    await context.close()
  })

  test('words survive a reload; name and contact do not', async () => {
    const { docket } = await stage.open()
    const { page, context } = await openWindow(stage)
    await page.goto(draft(docket))
    await openClauseForm(page, 3)
    await page.locator('#text').fill(WORDS)
    await page.getByText(FA.optional!).click()
    await page.locator('#wording').fill('متن دیگر')
    await page.locator('#name').fill('مینا')
    await page.locator('#contact').fill('mina@example.test')
    const chosen = await page.locator('#clause').inputValue()
    await page.reload()
    await page.locator('#text').waitFor()
    expect(await page.locator('#text').inputValue()).toBe(WORDS)
    expect(await page.locator('#wording').inputValue()).toBe('متن دیگر')
    expect(await page.locator('#clause').inputValue()).toBe(chosen)
    expect(await page.locator('#name').inputValue()).toBe('')
    const stored = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))
    expect(stored).not.toMatch(/مینا|mina/)
    await context.close()
  })
})

test('a site that no body has registered can show a draft and file nothing; the words stay', async () => {
  const { docket } = await stage.open()
  const { page, context } = await openWindow(stage)
  // The same portal by another name is another origin.
  const foreign = new URL(stage.address('modern', 'draft.html', { docket }))
  foreign.hostname = '127.0.0.1'
  await page.goto(foreign.href)
  await openClauseForm(page)
  await page.locator('#text').fill(WORDS)
  await press(page, FA.next)
  await press(page, FA.file)
  await page.locator('.notice').getByText(FA['failed.network']!).waitFor()
  expect(await page.locator('.notice a').getAttribute('href')).toBe(
    `${stage.app.url}/notices/${docket}`,
  )
  await page.getByRole('button', { name: said(FA.edit) }).click()
  expect(await page.locator('#text').inputValue()).toBe(WORDS)
  expect(await rowsOf(stage.app, docket)).toEqual([])
  await context.close()
})
