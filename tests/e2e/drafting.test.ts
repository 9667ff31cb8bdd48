import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { ATTACHMENT_KINDS } from '../../plugins/comment-period/domain/comment'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { TestApp } from '../support/app'
import {
  aBriefDocket,
  aDraft,
  aMember,
  SUPER_ADMIN,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  docketOf,
  documents,
  PLUGIN,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { paragraph, wordFile } from '../support/word-files'

let stage: AdminStage
let app: TestApp
let page: Page
let documentId: string

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const subject = await aSubject(app)
  await aRule(app, subject)
  documentId = await aDraft(app, subject)
  await stage.signIn(await aMember(app, subject, 'manager', SUPER_ADMIN))
})
afterAll(() => stage.stop())

const picture = (name: string) => stage.picture(name)
const signIn = (staff: Staff) => stage.signIn(staff)
const faultsIn = (selector: string) => stage.faultsIn(selector)
const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')

async function openDraft(id: string, locale = 'fa', panel = 'مهلت نظرخواهی'): Promise<void> {
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/${PLUGIN}.draft-regulation/${id}?plugins[i18n][locale]=${locale}`,
  )
  await page.getByText(panel, { exact: true }).waitFor()
}

async function storedDraft() {
  const draft = await documents(app, 'draft-regulation').findOne({ documentId, locale: 'fa' })
  return draft as { title: string; clauses: { clauseId: string; label: string; text: string }[] }
}

const SOLAR_HIJRI_MONTH =
  /^(فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند) ۱۴[۰-۹]{2}$/

describe('an editor', () => {
  test('brings a Word document in, corrects it and saves it', async () => {
    const before = (await storedDraft()).clauses
    await openDraft(documentId)
    await page.getByText('اگر اکنون منتشر شود، پایان مهلت').waitFor()
    await picture('panel-before-exposure')

    await button('آوردن متن از سند یا حافظه موقت').click()
    await picture('import-source')
    const chosen = page.waitForEvent('filechooser')
    await button('انتخاب سند').click()
    await (
      await chosen
    ).setFiles({
      name: 'پیش‌نویس.docx',
      mimeType: ATTACHMENT_KINDS.docx,
      buffer: wordFile({
        body: [
          paragraph('بسمه تعالی'),
          paragraph('دستورالعمل رسیدگی به درخواست‌ها', { style: 'Title' }),
          paragraph('ماده ۱ـ این دستورالعمل برای آزمون است.'),
          paragraph('تبصره ـ تبصره آزمون.'),
          paragraph('ماده ۳ـ همه واحدها پاسخ می‌دهند.'),
        ],
      }),
    })
    await dialog().getByText('۳ بخش شناسایی شد و ۱ سطر در متن جای نگرفت.').waitFor()
    await dialog().getByText('میان این شماره و شماره پیشین فاصله است').waitFor()
    expect(await faultsIn('[role=dialog]')).toEqual([])
    await picture('import-preview')
    await button('جایگزینی متن پیش‌نویس').click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved document').waitFor()

    const { title, clauses } = await storedDraft()
    expect(title).toBe('دستورالعمل رسیدگی به درخواست‌ها')
    expect(clauses.map(({ label }) => label)).toEqual(['ماده ۱', 'تبصره', 'ماده ۳'])
    // The first was reworded and the second is the same: both stay who they are.
    expect(clauses.slice(0, 2).map(({ clauseId }) => clauseId)).toEqual(
      before.slice(0, 2).map(({ clauseId }) => clauseId),
    )
  })

  test('publishes it for comment, reads when it may be issued, and extends the period', async () => {
    await openDraft(documentId)
    await button('انتشار برای نظرخواهی').click()
    await page.getByText('Published document').waitFor()
    await page.getByText('مهلت باز است').waitFor()
    expect(await button('ابلاغ').isDisabled()).toBe(true)
    await page.getByText(/^پیش از .* ممکن نیست/).waitFor()
    await picture('panel-open')

    await button('تمدید مهلت').click()
    const submit = dialog().getByRole('button', { name: 'تمدید مهلت', exact: true })
    await submit.waitFor()
    expect(await submit.isDisabled()).toBe(true)
    await dialog().getByRole('button', { name: 'تقویم' }).click()
    await dialog().getByRole('button', { name: 'ماه بعد' }).click()
    await dialog().getByText(SOLAR_HIJRI_MONTH).waitFor()
    expect(await faultsIn('[role=dialog]')).toEqual([])
    await picture('extend')
    // The middle of the next month, in days that are written in Persian digits.
    await dialog().getByRole('gridcell').getByText('۱۵', { exact: true }).click()
    await dialog().getByRole('combobox').click()
    await page.getByRole('option', { name: 'درخواست ذی‌نفعان' }).click()
    await dialog().getByLabel('دلیل').fill('درخواست اتاق بازرگانی')
    await submit.click()
    await page.getByText('تمدید مهلت ثبت شد.').waitFor()
    await dialog().waitFor({ state: 'detached' })
    const { body } = await app.call(
      'GET',
      `${API}/drafts/${await docketOf(app, documentId)}/period`,
    )
    expect(body).toMatchObject({
      phase: 'open',
      events: [{ kind: 'extended', ground: 'request', reason: 'درخواست اتاق بازرگانی' }],
    })
  })

  test('suspends and resumes the period, and withdraws the draft', async () => {
    for (const [act, after] of [
      ['تعلیق مهلت', 'مهلت معلق است'],
      ['ازسرگیری مهلت', 'مهلت باز است'],
      ['پس‌گرفتن پیش‌نویس', 'پس گرفته شده است'],
    ] as const) {
      await button(act).click()
      const submit = dialog().getByRole('button', { name: act, exact: true })
      await dialog().getByLabel('دلیل').fill('آزمون')
      const ground = dialog().getByRole('combobox')
      if ((await ground.count()) > 0) {
        await ground.click()
        await page.getByRole('option', { name: 'سایر' }).click()
      }
      await submit.click()
      await page.getByText(after, { exact: true }).waitFor()
    }
    expect(await button('ابلاغ').count()).toBe(0)
    await picture('panel-withdrawn')
  })

  test('issues a draft by the name of its terminal act once its period is over', async () => {
    const brief = await aBriefDocket(app, 300, undefined, { title: 'دستورالعمل کوتاه' })
    const manager = await aMember(app, brief.subject, 'manager', SUPER_ADMIN)
    await untilDatabaseReaches(app, brief.closesAt)
    await signIn(manager)
    await openDraft(brief.documentId)
    await button('ابلاغ').click()
    await dialog().getByLabel('شماره نامه').fill('۳۳۵۲۹')
    await dialog().getByLabel('دلیل').fill('پایان مهلت')
    await dialog().getByRole('button', { name: 'ابلاغ', exact: true }).click()
    await page.getByText('صادر شده است', { exact: true }).waitFor()
    const { body } = await app.call('GET', `${API}/drafts/${brief.docket}`)
    expect(body).toMatchObject({ period: { phase: 'issued' }, issuance: { letterNumber: '۳۳۵۲۹' } })
    await picture('panel-issued')
  })

  test('reads in Persian why a changed text cannot be published, and restarts with it', async () => {
    const open = await anOpenDocket(app)
    const manager = await aMember(app, open.subject, 'manager', SUPER_ADMIN)
    await signIn(manager)
    await openDraft(open.documentId)
    await page.getByLabel('عنوان (Title)').fill('عنوان تازه')
    await button('انتشار برای نظرخواهی').click()
    await page.getByText('متن منتشرشده ثابت است').waitFor()
    await picture('publish-refused')
    await restart(open.documentId, manager)
    await openDraft(open.documentId)
    await button('متن‌های منتشرشده').click()
    await dialog().getByRole('button', { name: 'نمایش متن (انتشار شماره ۱)' }).click()
    await dialog().getByText('این دستورالعمل برای آزمون است.').waitFor()
    await dialog().getByRole('button', { name: 'تفاوت با متن پیشین (انتشار شماره ۲)' }).click()
    await dialog().locator('ins', { hasText: 'تازه' }).waitFor()
    expect(await faultsIn('[role=dialog]')).toEqual([])
    await picture('exposed-texts')
  })
})

test('a bulk publish says in Persian too why a changed text cannot be published', async () => {
  const open = await anOpenDocket(app)
  const { documentId } = open
  const data = { title: 'عنوانی که هنوز کسی ندیده است' }
  await documents(app, 'draft-regulation').update({ documentId, locale: 'fa', data })
  await signIn(await aMember(app, open.subject, 'manager', SUPER_ADMIN))
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/plugin::comment-period.draft-regulation?plugins[i18n][locale]=fa&_q=${encodeURIComponent(data.title)}`,
  )
  await page.getByRole('gridcell', { name: data.title }).waitFor()
  await page.getByRole('checkbox').nth(1).click()
  await button('Publish').click()
  await dialog().getByRole('button', { name: 'Publish', exact: true }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Publish|Confirm/ })
    .click()
  await page.getByText('متن منتشرشده ثابت است').waitFor()
  await picture('bulk-publish-refused')
  const { body } = await app.call('GET', `${API}/drafts/${open.docket}`)
  expect(body.text.title).not.toBe(data.title)
})

/** The changed title, saved and then exposed anew. */
async function restart(id: string, manager: Staff): Promise<void> {
  const draft = documents(app, 'draft-regulation')
  await draft.update({ documentId: id, locale: 'fa', data: { title: 'عنوان تازه' } })
  const answer = await manager.call('POST', `/comment-period/drafts/${id}/restart`, {
    reason: 'متن اصلاح شد',
  })
  expect(answer.status).toBe(200)
}

test('an English text is worked on in English', async () => {
  const open = await anOpenDocket(app)
  await signIn(await aMember(app, open.subject, 'manager', SUPER_ADMIN))
  await openDraft(open.documentId, 'en', 'Comment period')
  await page.getByText('Not possible before', { exact: false }).waitFor()
  await picture('panel-open-en')
  await button('Extend the period').click()
  await dialog().getByRole('button', { name: 'Calendar' }).click()
  await picture('extend-en')
})
