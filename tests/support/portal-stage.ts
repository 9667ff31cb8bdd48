import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { bootFresh, ROOT, type Json, type TestApp } from './app'
import { giveTahoma, launchBrowser, PLAIN_HOST } from './browser'
import {
  aBriefDocket,
  aDraft,
  aMember,
  aRule,
  aSubject,
  docketOf,
  documents,
  publish,
  type Staff,
  type Subject,
} from './docket-builders'

export const PORTALS = ['modern', 'legacy'] as const
export type Portal = (typeof PORTALS)[number]

/** An app, a browser and both example portals, each a site of its own. */
export interface Stage {
  readonly app: TestApp
  readonly browser: Browser
  readonly subject: Subject
  readonly staff: Staff
  /** The origins of the portals. */
  readonly origins: Readonly<Record<Portal, string>>
  /** A page of a portal about a docket, or of none. */
  address(portal: Portal, page: string, query?: Readonly<Record<string, string>>): string
  /** A docket whose period ends within moments, of a body with the same portals and no rule. */
  openBriefly(openForMs: number): Promise<{
    readonly documentId: string
    readonly docket: string
    readonly closesAt: number
    readonly staff: Staff
  }>
  /** An exposed draft of the stage's body, in Persian and English. */
  open(): Promise<{ readonly documentId: string; readonly docket: string }>
  stop(): Promise<void>
}

/** Real clauses of the seed data, with a translation. */
export function seededDraft(): Json {
  const file = path.join(ROOT, 'database/seeds/data/drafts/semnan-executive-criteria.json')
  return JSON.parse(readFileSync(file, 'utf8')) as Json
}

export async function setStage(): Promise<Stage> {
  const app = await bootFresh()
  const browser = await launchBrowser()
  const subject = await aSubject(app, { screening: 'after' })
  await aRule(app, subject)
  const staff = await aMember(app, subject)
  const servers = await Promise.all(
    PORTALS.map((portal) => servePortal(portal, app.url, subject.slug)),
  )
  // One of the portals stands under a name that is no secure context without https.
  const [modern, legacy] = servers.map(({ port }) => port) as [number, number]
  const origins = {
    modern: `http://localhost:${String(modern)}`,
    legacy: `http://${PLAIN_HOST}:${String(legacy)}`,
  }
  const unruled = await aSubject(app, { screening: 'after' })
  const unruledStaff = await aMember(app, unruled)
  for (const { bodyId } of [subject, unruled]) {
    await documents(app, 'issuing-body').update({
      documentId: bodyId,
      data: {
        name: 'سازمان مدیریت و برنامه‌ریزی استان نمونه',
        portals: PORTALS.map((portal) => ({ origin: origins[portal], title: 'درگاه نمونه' })),
      },
    })
  }
  return {
    app,
    browser,
    subject,
    staff,
    origins,
    address: (portal, page, query = {}) =>
      `${origins[portal]}/${page}?${new URLSearchParams(query).toString()}`,
    open: () => openSeeded(app, subject),
    async openBriefly(openForMs) {
      const { title, summary, clauses } = seededDraft()
      const data = { title, summary, clauses: withoutIds(clauses) }
      return { ...(await aBriefDocket(app, openForMs, unruled, data)), staff: unruledStaff }
    },
    async stop() {
      await browser.close()
      for (const { child } of servers) child.kill()
      await app.stop()
    },
  }
}

function withoutIds(clauses: Json): Json {
  return clauses.map(({ clauseId: _, ...clause }: Json) => clause)
}

async function openSeeded(app: TestApp, subject: Subject) {
  const { title, summary, clauses, translations } = seededDraft()
  const documentId = await aDraft(app, subject, { title, summary, clauses: withoutIds(clauses) })
  const stored = await documents(app, 'draft-regulation').findOne({ documentId, locale: 'fa' })
  const ids = (stored?.clauses as Json[]).map(({ clauseId }) => clauseId)
  await publish(app, documentId)
  await documents(app, 'draft-regulation').update({
    documentId,
    locale: 'en',
    data: {
      ...translations.en,
      clauses: translations.en.clauses.map((clause: Json, place: number) => ({
        ...clause,
        clauseId: ids[place],
      })),
      body: subject.bodyId,
      kind: subject.kindId,
    },
  })
  await publish(app, documentId, 'en')
  return { documentId, docket: await docketOf(app, documentId) }
}

async function servePortal(portal: Portal, plugin: string, body: string) {
  const script = path.join(ROOT, 'plugins/comment-period/widget/examples/serve.mjs')
  const child = spawn(
    process.execPath,
    [script, portal, `--plugin=${plugin}`, `--body=${body}`, '--port=0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return { child, port: await portPrintedBy(child) }
}

async function portPrintedBy(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the portal has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /:(\d+)\/$/.exec(line)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error('the portal did not start')
}

/** What a page asked for and complained of. */
export interface Observed {
  readonly requests: string[]
  /** Errors on the console and in scripts. */
  readonly complaints: string[]
  /** What a Content Security Policy refused. */
  violations(): Promise<string[]>
}

/** A window of its own, with nothing kept from another. */
export async function openWindow(
  { browser }: Pick<Stage, 'browser'>,
  options: BrowserContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly observed: Observed }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    locale: 'fa-IR',
    ...options,
  })
  await giveTahoma(context)
  await context.addInitScript(() => {
    const kept: string[] = []
    Object.assign(globalThis, { violations: kept })
    document.addEventListener('securitypolicyviolation', (event) => {
      kept.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return {
    context,
    page,
    observed: {
      requests,
      complaints,
      violations: () =>
        page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations),
    },
  }
}
