/**
 * `npm run handbook:pictures`: signs in to the running demo (`npm run demo`) as each role and leaves
 * the pictures of the handbooks in `docs/pictures`. PORT and COMMENT_PERIOD_DATA as for the demo.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { readSettings } from '../database/seeds/demo/settings.mjs'
import { chromiumOptions } from './support/chromium-options.mjs'

const { origin, loginsFile } = readSettings()
const folder = path.resolve(import.meta.dirname, '../docs/pictures')
const ADMIN = `${origin}/admin`
const DRAFTS = `${ADMIN}/content-manager/collection-types/plugin::comment-period.draft-regulation`
const DESK = `${ADMIN}/plugins/comment-period/desk`
const LANGUAGES = { fa: 'فارسی', en: 'English' }

if (!existsSync(loginsFile)) {
  process.stderr.write(`There is no ${loginsFile}: start the demo first (npm run demo).\n`)
  process.exit(1)
}
const logins = JSON.parse(readFileSync(loginsFile, 'utf8'))
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ ...chromiumOptions(), args: ['--no-sandbox'] })
try {
  await takePictures()
} finally {
  await browser.close()
}

async function takePictures() {
  await as('editor', async (page) => {
    await openDraft(page, 'semnan')
    await take(page, 'editor')
  })
  await as('screener', async (page) => {
    for (const language of Object.keys(LANGUAGES)) {
      await openDesk(page, language)
      await take(page, `screener-${language}`)
    }
  })
  await as('responder', async (page) => {
    for (const language of Object.keys(LANGUAGES)) {
      await openComment(page, language)
      await page
        .getByRole('button', { name: { fa: 'پاسخ', en: 'Respond' }[language], exact: true })
        .click()
      await page.getByRole('dialog').waitFor()
      await take(page, `responder-${language}`)
    }
  })
  await as('legal', async (page) => {
    await openDraft(page, 'semnan')
    await page.getByRole('button', { name: 'تمدید مهلت' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'تقویم' }).click()
    await take(page, 'legal')
  })
  await as('issuer', async (page) => {
    await openDraft(page, 'semnan')
    await page.getByText('ممکن نیست').first().scrollIntoViewIfNeeded()
    await take(page, 'issuer')
  })
  await as('administrator', async (page) => {
    for (const language of Object.keys(LANGUAGES)) {
      await page.goto(`${ADMIN}/settings/comment-period/memberships`)
      await speak(page, language)
      await page.getByRole('row').nth(1).waitFor()
      await take(page, `administrator-${language}`)
      await page.goto(`${ADMIN}/plugins/comment-period/dashboard`)
      await page.getByRole('progressbar').first().waitFor()
      await take(page, `overview-${language}`)
    }
  })
}

async function as(role, perform) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${ADMIN}/auth/login`)
  await page.getByLabel('Email').fill(logins[role].email)
  await page.getByLabel('Password').first().fill(logins[role].password)
  await page.getByRole('button', { name: 'Login' }).click()
  await page.waitForURL((url) => !url.pathname.includes('/auth/'))
  // An advertisement of Strapi's, above every page until somebody closes it.
  await page.locator('xpath=//a[contains(., "Read blog post")]/following::button[1]').click()
  await perform(page)
  await context.close()
}

/** In one of our own pages: the button is named by the language that is not spoken. */
async function speak(page, language) {
  await page.getByRole('main').first().waitFor()
  await page.getByRole('button', { name: /^(فارسی|English)$/ }).waitFor()
  const other = page.getByRole('button', { name: LANGUAGES[language], exact: true })
  if ((await other.count()) > 0) await other.click()
}

async function openDesk(page, language) {
  await page.goto(DESK)
  await speak(page, language)
  await page.getByRole('listitem').first().waitFor()
}

async function openComment(page, language) {
  await openDesk(page, language)
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function openDraft(page, body) {
  const { items } = await (await fetch(`${origin}/api/comment-period/drafts?body=${body}`)).json()
  await page.goto(`${DRAFTS}?_q=${encodeURIComponent(items[0].title)}`)
  await page.getByRole('gridcell', { name: items[0].title }).first().click()
  await page.getByText(items[0].docket).first().waitFor()
  await page.getByRole('progressbar').first().waitFor()
}

async function take(page, name) {
  const loading = page.getByText(/^(Loading|در حال خواندن)/)
  await loading.first().waitFor({ state: 'detached' })
  // What fades in is not there yet.
  await page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
      .map((each) => each.finished),
  )`)
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
  process.stdout.write(`docs/pictures/${name}.png\n`)
}
