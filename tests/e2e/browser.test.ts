import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { giveTahoma, launchBrowser } from '../support/browser'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
})

it('draws Persian letters also on a machine that has no font for them', async () => {
  const context = await browser.newContext()
  await giveTahoma(context)
  const page = await context.newPage()
  await page.goto('data:text/html,<meta charset=utf-8><span>ب</span> <span>بببب</span>')
  const widths = await page.evaluate(async () => {
    await document.fonts.load('40px Tahoma', 'ب')
    return Array.from(document.querySelectorAll('span'), (span) => {
      span.style.font = '40px Tahoma'
      return span.getBoundingClientRect().width
    })
  })
  // Joined letters are narrower than the same letters on their own; boxes for missing ones are not.
  expect(widths[1]).toBeLessThan(4 * (widths[0] ?? 0))
  await context.close()
})
