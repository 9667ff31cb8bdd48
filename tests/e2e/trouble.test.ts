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

  test('what the server refuses is said beside its field; every word stays and is filed once mended', async () => {
    const { docket } = await stage.open()
    const { page, context } = await openWindow(stage)
    await page.goto(draft(docket))
    await openClauseForm(page)
    await page.locator('#text').fill(WORDS)
    await page.getByText(FA.optional!).click()
    await page.locator('#name').fill('مینا\u202eعلوی')
    await page.locator('#contact').fill('mina@example.test')
    await press(page, FA.next)
    await press(page, FA.file)
    const fault = page.locator('.summary a')
    await fault.waitFor()
    expect(await page.locator('#name').getAttribute('aria-invalid')).toBe('true')
    await fault.click()
    expect(await page.locator('#name').evaluate((field) => field.matches(':focus'))).toBe(true)
    expect(await page.locator('#text').inputValue()).toBe(WORDS)
    expect(await page.locator('#contact').inputValue()).toBe('mina@example.test')
    expect(await rowsOf(stage.app, docket)).toEqual([])
    await page.locator('#name').fill('مینا علوی')
    await press(page, FA.next)
    await press(page, FA.file)
    await shownCode(page)
    expect(await rowsOf(stage.app, docket)).toMatchObject([{ text: WORDS }])
    await context.close()
  })
})

test('what the server refuses of the hosted form is said beside its field, and every word stays', async () => {
  const { docket } = await stage.open()
  const { page, context } = await openWindow(stage, { javaScriptEnabled: false })
  await page.goto(`${stage.app.url}/notices/${docket}`)
  const file = () => page.locator('main form button[type=submit]').last().click()
  await page.locator('textarea[name=text]').fill(WORDS)
  await page.locator('input[name=type]').first().check()
  await page.locator('input[name=name]').fill('مینا\u202eعلوی')
  await page.locator('input[name=contact]').fill('mina@example.test')
  await file()
  await page.locator('.error-summary a').click()
  expect(new URL(page.url()).hash).toBe('#field-name')
  expect(await page.locator('input[name=name]').getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator('textarea[name=text]').inputValue()).toBe(WORDS)
  expect(await page.locator('input[name=contact]').inputValue()).toBe('mina@example.test')
  expect(await page.locator('input[name=type]').first().isChecked()).toBe(true)
  expect(await rowsOf(stage.app, docket)).toEqual([])
  await page.locator('input[name=name]').fill('مینا علوی')
  await file()
  await page.waitForURL(/\/receipts\//)
  expect(await rowsOf(stage.app, docket)).toMatchObject([{ text: WORDS }])
  await context.close()
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
