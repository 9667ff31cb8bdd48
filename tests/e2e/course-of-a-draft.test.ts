import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import {
  TRANSLATIONS,
  type Language,
  type MessageKey,
} from '../../plugins/comment-period/admin/src/translations'
import { ATTACHMENT_KINDS } from '../../plugins/comment-period/domain/comment'
import type { MembershipRole } from '../../plugins/comment-period/domain/membership'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import {
  aComment,
  aDraft,
  anAccount,
  API,
  aRule,
  aSubject,
  docketOf,
  documents,
  PLUGIN,
  signUp,
  submit,
  untilDatabaseReaches,
  type Account,
  type Subject,
} from '../support/docket-builders'
import { paragraph, wordFile } from '../support/word-files'

/**
 * The course of two drafts under a rule of minutes, from the Word document to the letter, each
 * step by the ready-made role whose it is, signed in by the form: one draft in Persian and one in
 * English, but for the Persian text itself, whose editor is spoken to in Persian.
 */

/** Long enough for a slow machine to publish both drafts and to extend the first before it closes. */
const MINUTES = 4

interface Walked {
  readonly language: Language
  readonly documentId: string
  readonly comments: readonly string[]
}

let stage: AdminStage
let app: TestApp
let page: Page
let subject: Subject
const accounts = new Map<string, Account>()
const walks: Walked[] = []

const TEXTS: Readonly<Record<Language, readonly string[]>> = {
  fa: ['مهلت گزارش کوتاه است.', 'گزارش باید منتشر شود.', 'گزارش را چه کسی می‌خواند؟'],
  en: ['The deadline is short.', 'The deadline should differ.', 'Whose deadline is it?'],
}
/** What every comment of a language says, and none of the other. */
const COMMON: Readonly<Record<Language, string>> = { fa: 'گزارش', en: 'deadline' }

const ROLES: readonly (readonly [string, MembershipRole])[] = [
  ['editor', 'editor'],
  ['legal', 'legal'],
  ['screener', 'screener'],
  ['responder', 'responder'],
  ['issuer', 'legal'],
]

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  subject = await aSubject(app, { screening: 'before' })
  await aRule(app, subject, {
    title: 'چهار دقیقه پیش از ابلاغ',
    count: MINUTES,
    unit: 'minute',
  })
  await documents(app, 'unit').create({
    data: { key: 'legal-office', name: 'دفتر حقوقی', body: subject.bodyId },
  })
  const chief = await signUp(app)
  for (const [name, role] of ROLES) {
    const account = await anAccount(app, `comment-period-${name}`)
    const granted = await chief.call('POST', '/comment-period/memberships', {
      adminUserId: account.id,
      bodySlug: subject.slug,
      role,
      reason: 'آزمون',
      ...(name === 'responder' ? { unitKey: 'legal-office' } : {}),
    })
    expect(granted.status).toBe(201)
    accounts.set(name, account)
  }
  for (const language of ['fa', 'en'] as const) {
    const documentId = await aDraft(app, subject, { title: `پیش از آوردن متن ${language}` })
    walks.push({ language, documentId, comments: TEXTS[language] })
  }
})
afterAll(() => stage.stop())

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const saidIn = (language: Language) => (key: MessageKey) => TRANSLATIONS[language][key]

const signIn = (role: string) => stage.signInByForm(accounts.get(role)!)

async function openDraft(documentId: string, language: Language): Promise<void> {
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/${PLUGIN}.draft-regulation/${documentId}?plugins[i18n][locale]=${language}`,
  )
  await page.getByText(saidIn(language)('period.title'), { exact: true }).waitFor()
}

/** The desk in a language, with the comments of one draft chosen. */
async function chooseAtDesk({ language, comments }: Walked): Promise<void> {
  const say = saidIn(language)
  await page.evaluate((chosen) => localStorage.setItem('comment-period.language', chosen), language)
  await page.goto(`${app.url}/admin/plugins/comment-period/desk`)
  await page.getByRole('heading', { name: say('desk.title') }).waitFor()
  await page.getByLabel(say('desk.search')).fill(COMMON[language])
  await button(say('desk.find')).click()
  for (const text of comments) await page.getByRole('link', { name: text }).waitFor()
  await page.getByRole('checkbox', { name: say('desk.selectAll') }).click()
}

const stateOf = async (documentId: string) => {
  const docket = await docketOf(app, documentId)
  return (await app.call('GET', `${API}/drafts/${docket}`)).body as {
    period: { phase: string; closesAt: string }
    issuance: { letterNumber: string } | null
  }
}

test('the editor brings each text in from Word and publishes it, and the public files its comments', async () => {
  await signIn('editor')
  const say = saidIn('fa')
  for (const { language, documentId, comments } of walks) {
    await openDraft(documentId, 'fa')
    await button(say('import.open')).click()
    const chosen = page.waitForEvent('filechooser')
    await button(say('import.choose')).click()
    await (
      await chosen
    ).setFiles({
      name: 'متن.docx',
      mimeType: ATTACHMENT_KINDS.docx,
      buffer: wordFile({
        body: [
          paragraph(`دستورالعمل گزارش ${language}`, { style: 'Title' }),
          paragraph('ماده ۱ـ گزارش هر ماه داده می‌شود.'),
          paragraph('ماده ۲ـ واحدها پاسخ‌گوی آن‌اند.'),
        ],
      }),
    })
    await button(say('import.takeOver')).click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved document').waitFor()
    await button(say('acts.publish')).click()
    await page.getByText(say('period.phase.open'), { exact: true }).waitFor()
    const docket = await docketOf(app, documentId)
    for (const text of comments) {
      expect((await submit(app, docket, aComment({ text, language }))).status).toBe(201)
    }
  }
})

test('legal staff extend each period by a minute', async () => {
  await signIn('legal')
  for (const { language, documentId } of walks) {
    const say = saidIn(language)
    const { closesAt } = (await stateOf(documentId)).period
    await openDraft(documentId, language)
    await button(say('acts.extend')).click()
    await dialog().getByRole('combobox').click()
    await page.getByRole('option', { name: say('acts.ground.request') }).click()
    await dialog().getByLabel(say('acts.reason')).fill('درخواست ذی‌نفعان')
    await dialog()
      .getByRole('button', { name: say('acts.extend'), exact: true })
      .click()
    await dialog().waitFor({ state: 'detached' })
    const after = await stateOf(documentId)
    expect(Date.parse(after.period.closesAt) - Date.parse(closesAt)).toBe(60_000)
  }
})

test('the issuer reads in both languages why it is too early', async () => {
  await signIn('issuer')
  for (const { language, documentId } of walks) {
    const say = saidIn(language)
    // The longer of what stands before and after the instant.
    const parts = say('acts.issueFrom')
      .split('{at}')
      .map((part) => part.trim())
    const [words = ''] = parts.sort((a, b) => b.length - a.length)
    await openDraft(documentId, language)
    await page.getByText(words).waitFor()
    expect(await button(say('acts.issue.promulgate')).isDisabled()).toBe(true)
    await stage.picture(`issue-too-early-${language}`)
  }
})

test('the screener publishes the comments of each and routes them to a unit', async () => {
  await signIn('screener')
  for (const walk of walks) {
    const say = saidIn(walk.language)
    for (const act of ['publish', 'assign'] as const) {
      await chooseAtDesk(walk)
      await button(say(`desk.act.${act}`)).click()
      if (act === 'assign') {
        await dialog().getByRole('combobox').click()
        await page.getByRole('option', { name: 'دفتر حقوقی' }).click()
      }
      await dialog().getByLabel(say('desk.act.reason')).fill('بررسی شد')
      await dialog()
        .getByRole('button', { name: say(`desk.act.${act}`), exact: true })
        .click()
      await dialog().waitFor({ state: 'detached' })
    }
  }
})

test('the responder of that unit finds them there, and responds to the three of each at once', async () => {
  await signIn('responder')
  for (const walk of walks) {
    const say = saidIn(walk.language)
    await chooseAtDesk(walk)
    await button(say('desk.act.respond')).click()
    await dialog().getByLabel(say('desk.act.responseText')).fill('در متن نهایی آمده است.')
    await dialog().getByRole('combobox').click()
    await page.getByRole('option', { name: say('desk.disposition.accepted'), exact: true }).click()
    await dialog().getByLabel(say('desk.act.reason')).fill('نشست کارشناسی')
    await dialog()
      .getByRole('button', { name: say('desk.act.respond'), exact: true })
      .click()
    await dialog().waitFor({ state: 'detached' })
    const docket = await docketOf(app, walk.documentId)
    const { body } = await app.call('GET', `${API}/drafts/${docket}/comments`)
    const items = body.items as { responses: { disposition: string }[] }[]
    expect(items.map(({ responses }) => responses.map((each) => each.disposition))).toEqual([
      ['accepted'],
      ['accepted'],
      ['accepted'],
    ])
  }
})

test('the issuer issues each once its time is over, and the public reads the letter', async () => {
  await signIn('issuer')
  for (const { language, documentId } of walks) {
    const say = saidIn(language)
    await untilDatabaseReaches(app, Date.parse((await stateOf(documentId)).period.closesAt))
    await openDraft(documentId, language)
    await button(say('acts.issue.promulgate')).click()
    await dialog().getByLabel(say('acts.letterNumber')).fill('۱۲۳۴')
    await dialog().getByLabel(say('acts.reason')).fill('پایان مهلت')
    await dialog()
      .getByRole('button', { name: say('acts.issue.promulgate'), exact: true })
      .click()
    await page.getByText(say('period.phase.issued'), { exact: true }).waitFor()
    expect(await stateOf(documentId)).toMatchObject({
      period: { phase: 'issued' },
      issuance: { letterNumber: '۱۲۳۴' },
    })
  }
}, 480_000)
