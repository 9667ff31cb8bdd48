import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './accessibility'
import { bootApp, ROOT, type TestApp } from './app'
import { newSite, removeSite } from './sites'
import { giveTahoma, launchBrowser } from './browser'
import type { Account, Staff } from './docket-builders'

/** Where pictures go, for `npm run pictures`; the tests themselves need none. */
const PICTURES = process.env.PICTURES

/** The app with its built admin, and a browser before it. */
export interface AdminStage {
  readonly app: TestApp
  readonly page: Page
  signIn(staff: Staff): Promise<void>
  /** By the form, as people do; whoever was signed in before is not any more. */
  signInByForm(account: Account): Promise<void>
  picture(name: string): Promise<void>
  /** What axe finds in one part of the page: the rest of the admin is Strapi's. */
  faultsIn(selector: string): Promise<string[]>
  stop(): Promise<void>
}

export async function openAdminStage(): Promise<AdminStage> {
  const site = await newSite()
  const app = await bootApp(site, { servesAdmin: true })
  const browser = await launchBrowser()
  // West of Iran, where it may still be yesterday.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: 'Pacific/Pago_Pago',
  })
  await giveTahoma(context)
  const page = await context.newPage()
  return {
    app,
    page,
    async signIn({ token }) {
      await page.goto(`${app.url}/admin/auth/login`)
      // Strapi's admin takes a session for signed in where it finds its token.
      await page.evaluate((held) => {
        localStorage.setItem('jwtToken', JSON.stringify(held))
        localStorage.setItem('isLoggedIn', 'true')
      }, token)
    },
    async signInByForm({ email, password }) {
      await context.clearCookies()
      await page.goto(`${app.url}/admin/auth/login`)
      await page.evaluate(() => localStorage.clear())
      await page.goto(`${app.url}/admin/auth/login`)
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password', { exact: false }).first().fill(password)
      await page.getByRole('button', { name: 'Login' }).click()
      await page.waitForURL((url) => !url.pathname.includes('/auth/'))
    },
    async picture(name) {
      if (PICTURES === undefined) return
      const folder = path.join(ROOT, PICTURES)
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: path.join(folder, `admin-${name}.png`), fullPage: true })
    },
    faultsIn: (selector) => accessibilityFaults(page, selector),
    async stop() {
      await browser.close()
      await app.stop()
      await removeSite(site)
    },
  }
}
