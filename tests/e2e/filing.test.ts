import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openWindow, PORTALS, setStage, type Stage } from '../support/portal-stage'
import {
  FA,
  fileComment,
  openClauseForm,
  press,
  rowsOf,
  said,
  shownCode,
  tabTo,
} from '../support/widget-driver'

const CODE =
  /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/

let stage: Stage
let docket: string
let documentId: string

beforeAll(async () => {
  stage = await setStage()
})

afterAll(() => stage.stop())

const THEME = 'زبان گزارش'

/** What staff answer to a theme is said to each comment under it. */
async function answerTheme(publicId: unknown): Promise<void> {
  const base = `/comment-period/drafts/${documentId}/themes`
  const acts: readonly (readonly [string, object])[] = [
    [base, { title: THEME }],
    [`${base}/1/placements`, { publicIds: [publicId], act: 'placed' }],
    [`${base}/1/responses`, { text: 'نمونه‌ای نیز منتشر می‌شود.', disposition: 'partly-accepted' }],
  ]
  for (const [to, body] of acts) {
    const done = await stage.staff.call('POST', to, { reason: 'جمع‌بندی', ...body })
    expect([to, done.body.code]).toEqual([to, undefined])
  }
}

describe.each(PORTALS)('on the %s portal', (portal) => {
  const draft = (its: string) => stage.address(portal, 'draft.html', { docket: its })

  test('a comment on a clause is filed by the keyboard alone', async () => {
    ;({ docket, documentId } = await stage.open())
    const { page, context } = await openWindow(stage)
    await page.goto(stage.address(portal, 'index.html'))
    await page
      .getByRole('link', { name: /ضوابط اجرایی/ })
      .first()
      .waitFor()
    await tabTo(page, /ضوابط اجرایی/)
    await page.keyboard.press('Enter')
    await page.locator('.clause').first().waitFor()
    await tabTo(page, /ماده ۲/)
    await page.keyboard.press('Enter')
    await tabTo(page, 'text')
    await page.keyboard.type('روز دهم برای دستگاه‌های کوچک زود است.')
    await tabTo(page, said(FA.next))
    await page.keyboard.press('Enter')
    await page.locator('.review').waitFor()
    await tabTo(page, said(FA.file))
    await page.keyboard.press('Enter')
    expect(await shownCode(page)).toMatch(CODE)

    const filed = (await rowsOf(stage.app, docket)).at(-1)
    expect(filed).toMatchObject({
      text: 'روز دهم برای دستگاه‌های کوچک زود است.',
      channel: 'widget',
      portal: stage.origins[portal],
      state: 'published',
      hold_reason: null,
    })
    expect(filed?.clause_id).toBeTruthy()
    await context.close()
  })

  test('a comment is filed by touch on a narrow phone, reviewed and edited before', async () => {
    const { page, context } = await openWindow(stage, {
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto(draft(docket))
    await page.locator('.clause > .tap').nth(3).tap()
    await page.locator('#text').tap()
    await page.keyboard.insertText('بند نخست روشن نیست.')
    await page.getByRole('button', { name: said(FA.next) }).tap()
    await page.getByRole('button', { name: said(FA.edit) }).tap()
    await page.locator('#text').fill('بند نخست روشن است.')
    await page.getByRole('button', { name: said(FA.next) }).tap()
    expect(await page.locator('.review').innerText()).toContain('بند نخست روشن است.')
    await page.getByRole('button', { name: said(FA.file) }).tap()
    expect(await shownCode(page)).toMatch(CODE)
    expect((await rowsOf(stage.app, docket)).at(-1)).toMatchObject({ text: 'بند نخست روشن است.' })
    await context.close()
  })

  test('satisfaction asks for a rating, and a clause takes other words', async () => {
    const { page, context } = await openWindow(stage)
    await page.goto(draft(docket))
    await openClauseForm(page)
    await page.locator('#text').fill('این ماده کار را آسان می‌کند.')
    await page.getByRole('radio', { name: said(FA['type.satisfaction']) }).check()
    await press(page, FA.next)
    // What is missing stands in a summary that has the focus and leads to the field.
    const fault = page.locator('.summary a')
    expect(await fault.innerText()).toBe(FA['error.rating'])
    await fault.click()
    await page.getByRole('radio', { name: '۵', exact: true }).check()
    await page.getByText(FA.optional ?? '').click()
    await page.locator('#wording').fill('تا روز پانزدهم هر ماه')
    await press(page, FA.next)
    await press(page, FA.file)
    await shownCode(page)
    expect((await rowsOf(stage.app, docket)).at(-1)).toMatchObject({
      type: 'satisfaction',
      rating: 5,
      suggested_wording: 'تا روز پانزدهم هر ماه',
    })
    await context.close()
  })

  test('the code of the receipt finds the response that staff have given', async () => {
    const { page, context, observed } = await openWindow(stage)
    await page.goto(draft(docket))
    const events = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener(
            'comment-period:submitted',
            (event) => {
              resolve((event as CustomEvent).detail)
            },
            { once: true },
          )
        }),
    )
    await press(page, FA.writeWhole)
    const code = await fileComment(page, 'گزارش باید به زبان ساده باشد.')
    const { public_id: publicId } = (await rowsOf(stage.app, docket)).at(-1)!
    // The page around learns that a comment was filed, and nothing that finds it.
    const told = await events
    expect(told).toMatchObject({ docket, publicId })
    expect(JSON.stringify(told)).not.toContain(code.slice(0, 4))

    const answered = await stage.staff.call(
      'POST',
      `/comment-period/comments/${publicId}/response`,
      { text: 'در متن نهایی ساده‌تر شد.', disposition: 'accepted', reason: 'پاسخ به نظر' },
    )
    expect(answered.status).toBeLessThan(300)
    await answerTheme(publicId)
    await page.goto(stage.address(portal, 'tracking.html'))
    // As it would be typed on a Persian keyboard.
    await page.locator('#code').fill(code.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]!))
    await press(page, FA['track.go'])
    await page.locator('.result').getByText('در متن نهایی ساده‌تر شد.').waitFor()
    const result = await page.locator('.result').innerText()
    expect(result).toContain(FA['disposition.accepted'])
    expect(result).toContain(`به محور «${THEME}»`)
    expect(result).toContain('نمونه‌ای نیز منتشر می‌شود.')

    const origins = new Set(observed.requests.map((url) => new URL(url).origin))
    expect([...origins].sort()).toEqual([stage.app.url, stage.origins[portal]].sort())
    const bare = code.replaceAll('-', '')
    expect(observed.requests.filter((url) => url.includes(code) || url.includes(bare))).toEqual([])
    expect(await context.cookies()).toEqual([])
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    )
    expect(kept).toBe('[[],[]]')
    expect(observed.complaints).toEqual([])
    expect(await observed.violations()).toEqual([])
    await context.close()
  })
})

test('the old portal is no secure context, and misses what browsers withhold there', async () => {
  const { page, context } = await openWindow(stage)
  await page.goto(stage.address('legacy', 'index.html'))
  expect(
    await page.evaluate(() => [
      globalThis.isSecureContext,
      typeof (crypto as { subtle?: unknown }).subtle,
      typeof (crypto as { randomUUID?: unknown }).randomUUID,
      typeof (navigator as { clipboard?: unknown }).clipboard,
    ]),
  ).toEqual([false, 'undefined', 'undefined', 'undefined'])
  await context.close()
})
