import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { openWindow, PORTALS, setStage, type Portal, type Stage } from '../support/portal-stage'
import { FA, fileComment, openClauseForm, press, rowsOf, shownCode } from '../support/widget-driver'

let stage: Stage
let docket: string

beforeAll(async () => {
  stage = await setStage()
  ;({ docket } = await stage.open())
})

afterAll(() => stage.stop())

/** Opens a page of a portal whose webmaster has written something else into it. */
async function gotoEdited(
  page: Page,
  portal: Portal,
  edit: (html: string) => string,
): Promise<void> {
  const address = stage.address(portal, 'draft.html', { docket })
  await page.route(address, async (route) => {
    // The portals' names are known to the browser alone.
    const here = new URL(address)
    here.hostname = '127.0.0.1'
    const answer = await fetch(here)
    const policy = answer.headers.get('content-security-policy')
    await route.fulfill({
      status: answer.status,
      contentType: String(answer.headers.get('content-type')),
      headers: policy === null ? {} : { 'content-security-policy': policy },
      body: edit(await answer.text()),
    })
  })
  await page.goto(address)
}

describe.each(PORTALS)('on the %s portal', (portal) => {
  test('a portal that pinned an old build with its hash works on after an upgrade', async () => {
    const manifest = (await stage.app.call('GET', '/widget/manifest.json')).body
    const now = await stage.app.call('GET', `/widget/${String(manifest.current)}.js`)
    const script = `${String(now.body)}\n/* of the release before */`
    const digest = (algorithm: string) => createHash(algorithm).update(script)
    const name = digest('sha256').digest('hex').slice(0, 16)
    // What a boot of that release has recorded.
    await stage.app
      .knex('comment_period_widget_files')
      .insert({
        name: `${name}.js`,
        mime: 'text/javascript',
        content: script,
        sha256: digest('sha256').digest('hex'),
        recorded_at: 1,
      })
      .onConflict('name')
      .ignore()
    const { page, context, observed } = await openWindow(stage)
    const integrity = `sha384-${digest('sha384').digest('base64')}`
    await gotoEdited(page, portal, (html) =>
      html.replace(
        '/widget/v1.js"',
        `/widget/${name}.js" crossorigin="anonymous" integrity="${integrity}"`,
      ),
    )
    await openClauseForm(page)
    await fileComment(page, 'از ساخت پیشین.')
    expect(observed.requests.filter((url) => url.endsWith('.js'))).toEqual([
      `${stage.app.url}/widget/${name}.js`,
    ])
    expect(observed.complaints).toEqual([])
    await context.close()
  })

  test('two elements and two copies of the script on one page do not disturb each other', async () => {
    const other = await stage.open()
    const { page, context, observed } = await openWindow(stage)
    await gotoEdited(page, portal, (html) => {
      const second = `<comment-period-draft docket="${other.docket}"></comment-period-draft>`
      const copy = `<script type="module" src="${stage.app.url}/widget/v1.js?copy"></script>`
      return html
        .replace('</comment-period-draft>', `</comment-period-draft>${second}`)
        .replace('</head>', `${copy}</head>`)
    })
    const [first, last] = [
      page.locator('comment-period-draft').first(),
      page.locator('comment-period-draft').last(),
    ]
    for (const element of [first, last]) {
      await element.locator('.clause > .tap').first().click()
      await element.locator('#text').fill('نوشته در هر دو.')
    }
    await last.getByRole('button', { name: FA.next, exact: true }).click()
    await last.getByRole('button', { name: FA.file, exact: true }).click()
    await last.locator('.receipt').waitFor()
    expect(await rowsOf(stage.app, other.docket)).toHaveLength(1)
    expect(await first.locator('#text').inputValue()).toBe('نوشته در هر دو.')
    expect(observed.complaints).toEqual([])
    await context.close()
  })

  test('messages from elsewhere change nothing', async () => {
    const { page, context } = await openWindow(stage)
    await page.goto(stage.address(portal, 'draft.html', { docket }))
    await page.locator('.clause').first().waitFor()
    const content = () =>
      page.evaluate(
        () => document.querySelector('comment-period-draft')?.shadowRoot?.innerHTML ?? '',
      )
    const before = await content()
    await page.evaluate(async () => {
      for (const data of ['close', { docket: 'x-1405-0001' }, { type: 'comment-period:submitted' }])
        globalThis.postMessage(data, '*')
      await new Promise((resolve) => {
        setTimeout(resolve, 0)
      })
    })
    expect(await content()).toBe(before)
    await context.close()
  })

  test.each([
    ['a narrow phone', 320, '100%'],
    ['a phone with texts of twice the size', 360, '200%'],
  ])('nothing has to be scrolled sideways on %s', async (_what, width, size) => {
    const { page, context } = await openWindow(stage, { viewport: { width, height: 640 } })
    await page.goto(stage.address(portal, 'draft.html', { docket }))
    await openClauseForm(page)
    await page.getByText(FA.optional!).click()
    await page.evaluate((percent) => {
      // What is folded away takes no room until somebody opens it.
      for (const { shadowRoot } of document.querySelectorAll('comment-period-draft'))
        for (const fold of shadowRoot?.querySelectorAll('details') ?? []) fold.open = true
      // The way the size of texts is set: for the page, and for an element that asks for it.
      document.documentElement.style.fontSize = percent
      for (const element of document.querySelectorAll<HTMLElement>('comment-period-draft')) {
        if (percent === '200%') element.style.setProperty('--comment-period-font-size', '2rem')
      }
    }, size)
    const overflow = () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        return scrollWidth - clientWidth
      })
    expect(await overflow()).toBe(0)
    await page.locator('#text').fill('متن')
    await press(page, FA.next)
    expect(await overflow()).toBe(0)
    await context.close()
  })
})

test('elements come and go with the address of a portal that loads one page', async () => {
  const { page, context, observed } = await openWindow(stage)
  await page.goto(stage.address('modern', 'app.html'))
  await page
    .getByRole('link', { name: /ضوابط اجرایی/ })
    .first()
    .click()
  await openClauseForm(page)
  await page.locator('#text').fill('نیمه‌کاره')
  await page.getByRole('link', { name: 'پیگیری نظر' }).click()
  await page.locator('#code').waitFor()
  await page.goBack()
  await page.locator('#text').waitFor()
  expect(await page.locator('#text').inputValue()).toBe('نیمه‌کاره')
  expect(observed.complaints).toEqual([])
  await context.close()
})

test('the hosted page stands in a frame of a registered portal, and of no other', async () => {
  const { page, context } = await openWindow(stage)
  const address = stage.address('modern', 'frame.html', { docket })
  await page.goto(address)
  await page.frameLocator('iframe').locator('h1').waitFor()
  const elsewhere = new URL(address)
  elsewhere.hostname = '127.0.0.1'
  await page.goto(elsewhere.href)
  await page.waitForLoadState('load')
  const framed = page.frames().find((frame) => frame !== page.mainFrame())
  expect(framed?.url().startsWith('chrome-error:')).toBe(true)
  await context.close()
})

test('a browser that knows no custom elements shows the link', async () => {
  const { page, context } = await openWindow(stage, { javaScriptEnabled: false })
  await page.goto(stage.address('legacy', 'draft.html', { docket }))
  await page.getByRole('link', { name: 'متن پیش‌نویس و فرم نظر' }).click()
  await page.locator('#field-text').waitFor()
  expect(page.url()).toBe(`${stage.app.url}/notices/${docket}`)
  await context.close()
})

test('the work of a comment takes moments, also on a processor six times slower', async () => {
  const { page, context } = await openWindow(stage)
  await page.goto(stage.address('legacy', 'draft.html', { docket }))
  await openClauseForm(page)
  const debuggerOfPage = await context.newCDPSession(page)
  await debuggerOfPage.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const from = performance.now()
  await page.locator('#text').fill('کار شمرده می‌شود.')
  await press(page, FA.next)
  await press(page, FA.file)
  await shownCode(page)
  const seconds = (performance.now() - from) / 1_000
  process.stdout.write(`first letter to receipt at a sixth of the speed: ${seconds.toFixed(1)} s\n`)
  // Good work: the comment does not wait for screening for want of it.
  expect((await rowsOf(stage.app, docket)).at(-1)).toMatchObject({ hold_reason: null })
  await context.close()
})
