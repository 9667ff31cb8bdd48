import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT, type TestApp } from './app'

/** The phrases of the widget in one language, by their keys. */
export function phrasesOf(language: string): Readonly<Record<string, string>> {
  const file = path.join(ROOT, `plugins/comment-period/widget/locales/${language}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
}

export const FA = phrasesOf('fa')

/** The words of a button or heading, as a pattern that fills any gap in them. */
export function said(phrase: string | undefined): RegExp {
  const escaped = (phrase ?? 'missing phrase').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/\\\{\w+\\\}/g, '.+')}$`)
}

export const press = (page: Page, phrase: string | undefined) =>
  page.getByRole('button', { name: said(phrase) }).click()

/** Opens the form beside a clause of the draft, counted from 1. */
export async function openClauseForm(page: Page, n = 2): Promise<void> {
  await page
    .locator('.clause > .tap')
    .nth(n - 1)
    .click()
  await page.locator('form #text').waitFor()
}

/** Fills in the form, goes through the review and files. */
export async function fileComment(page: Page, text: string): Promise<string> {
  await page.locator('#text').fill(text)
  await press(page, FA.next)
  await press(page, FA.file)
  return shownCode(page)
}

/** The tracking code of the receipt, once it is there. */
export async function shownCode(page: Page): Promise<string> {
  return (await page.locator('.receipt .code bdi').innerText()).trim()
}

export interface FiledRow {
  readonly public_id: string
  readonly text: string
  readonly type: string
  readonly rating: number | null
  readonly channel: string
  readonly portal: string | null
  readonly state: string
  readonly hold_reason: string | null
  readonly clause_id: string | null
  readonly suggested_wording: string | null
}

export async function rowsOf(app: TestApp, docket: string): Promise<FiledRow[]> {
  const rows: unknown = await app
    .knex('comment_period_public_comments')
    .where({ docket })
    .orderBy('seq')
  return rows as FiledRow[]
}

/** What has the focus, through all shadow roots: its id, and what it is called. */
function focused(page: Page): Promise<{ id: string; name: string }> {
  return page.evaluate(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return { id: at?.id ?? '', name: at?.getAttribute('aria-label') ?? at?.textContent ?? '' }
  })
}

/** Goes on with the Tab key until something of this id or name has the focus. */
export async function tabTo(page: Page, wanted: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab')
    const { id, name } = await focused(page)
    if (typeof wanted === 'string' ? id === wanted : wanted.test(name.trim())) return
  }
  throw new Error(`Tab never came to ${String(wanted)}`)
}
