import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openAdminStage, type AdminStage } from '../support/admin-stage'
import type { Json, TestApp } from '../support/app'
import {
  aComment,
  aDraft,
  aMember,
  API,
  aRule,
  aSubject,
  docketOf,
  documents,
  PLUGIN,
  publish,
  submit,
  SUPER_ADMIN,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'

/** From comments that say the same to the terminal act, which waits until all of them are answered. */

let stage: AdminStage
let app: TestApp
let page: Page
let manager: Staff
let documentId: string
let docket: string
let closesAt: number
let added: string

const ALIKE = ['ده روز برای گزارش کم است.', 'مهلت گزارش باید یک ماه باشد.'] as const
const OTHER = 'گزارش‌ها برای عموم نیز منتشر شود.'
const ELSEWHERE = 'این نظر درباره پیش‌نویس دیگری است.'
const filed = new Map<string, string>()

beforeAll(async () => {
  stage = await openAdminStage()
  ;({ app, page } = stage)
  const subject = await aSubject(app, { answersBeforeIssue: true })
  await aRule(app, subject, { title: 'یک دقیقه پیش از ابلاغ', count: 1, unit: 'minute' })
  await documents(app, 'response-template').create({
    data: { title: 'سپاس', text: 'از نظر شما سپاسگزاریم.', disposition: 'accepted' },
  })
  manager = await aMember(app, subject, 'manager', SUPER_ADMIN)
  const other = await aDraft(app, subject, { title: 'دستورالعمل بایگانی' })
  documentId = await aDraft(app, subject, { title: 'دستورالعمل گزارش ماهانه' })
  for (const draft of [other, documentId]) await publish(app, draft)
  docket = await docketOf(app, documentId)
  const { period } = (await app.call('GET', `${API}/drafts/${docket}`)).body as Json
  closesAt = Date.parse(String((period as Json).closesAt))
  for (const text of [...ALIKE, OTHER]) await file(docket, text)
  await file(await docketOf(app, other), ELSEWHERE)
  await revise()
})
afterAll(() => stage.stop())

async function file(into: string, text: string): Promise<void> {
  const { status, body } = await submit(app, into, aComment({ text }))
  expect(status).toBe(201)
  filed.set(text, String(body.publicId))
}

/** What the body makes of what it heard: one clause in other words, and one more. */
async function revise(): Promise<void> {
  const drafts = documents(app, 'draft-regulation')
  const stored = await drafts.findOne({ documentId, locale: 'fa' })
  const clauses = (stored?.clauses as Json[]).map((clause, place) =>
    place === 2 ? { ...clause, text: 'همه واحدها، در یک ماه.' } : clause,
  )
  added = 'cpublicreports'
  const article = { kind: 'article', clauseId: added, text: 'گزارش‌ها منتشر می‌شود.' }
  await drafts.update({ documentId, locale: 'fa', data: { clauses: [...clauses, article] } })
}

const dialog = () => page.getByRole('dialog')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const section = (name: string) => page.getByRole('region', { name })
const before = () => section('کارهای پیش از صدور')
const say = (words: string) => page.getByText(words).first().waitFor()
const choose = async (field: string, option: string) => {
  await dialog().getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
const confirm = async (act: string) => {
  await dialog().getByLabel('دلیل').fill('نشست کارشناسی')
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await dialog().getByRole('button', { name: act, exact: true }).click()
  await dialog().waitFor({ state: 'detached' })
}
const select = (text: string) =>
  page.getByRole('checkbox', { name: `برگزیدن نظر ${filed.get(text)!}` }).click()
const openDesk = async () => {
  await page.goto(`${app.url}/admin/plugins/comment-period/desk`)
  await page.getByRole('link', { name: OTHER }).waitFor()
}
const openThemes = async () => {
  await page.goto(`${app.url}/admin/plugins/comment-period/themes?draft=${documentId}`)
  await before().waitFor()
}

test('two comments are placed under a theme that is named at the desk', async () => {
  await stage.signIn(manager)
  await openDesk()
  const place = button('افزودن به محور')
  expect(await place.isDisabled()).toBe(true)
  await select(ALIKE[0])
  await select(ELSEWHERE)
  await say('برای افزودن به محور، نظرهای یک پیش‌نویس را برگزینید.')
  expect(await place.isDisabled()).toBe(true)
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-desk-several')
  await select(ELSEWHERE)
  await select(ALIKE[1])
  await place.click()
  await choose('محور', 'محور تازه…')
  await dialog().getByLabel('عنوان محور').fill('مهلت گزارش')
  await stage.picture('themes-place')
  await confirm('افزودن به محور')
  await say('برگزیدن همه این صفحه')
})

test('where the drafts cannot be listed that is said, and not that there is none', async () => {
  const drafts = '**/content-manager/collection-types/plugin::comment-period.draft-regulation?*'
  await page.route(drafts, (route) => route.abort())
  await page.goto(`${app.url}/admin/plugins/comment-period/themes`)
  await page.getByRole('alert').getByText('درخواست انجام نشد.').waitFor()
  await stage.picture('themes-drafts-failed')
  expect(await page.getByText('هنوز پیش‌نویسی').count()).toBe(0)
  await page.unroute(drafts)
  await page.route(drafts, (route) => {
    const error = { status: 403, name: 'ForbiddenError', message: 'Forbidden', details: {} }
    return route.fulfill({ status: 403, json: { data: null, error } })
  })
  await button('تلاش دوباره').click()
  await page.getByText('هنوز پیش‌نویسی').waitFor()
  await page.unroute(drafts)
})

test('the page finds the draft by its title, and says what is left and what blocks', async () => {
  await page.goto(`${app.url}/admin/plugins/comment-period/themes`)
  await page.getByRole('combobox', { name: 'پیش‌نویس' }).click()
  await page.getByRole('option', { name: 'دستورالعمل گزارش ماهانه' }).click()
  await before().getByText('۳ نظر هنوز نتیجه بررسی ندارد.').waitFor()
  expect(new URL(page.url()).searchParams.get('draft')).toBe(documentId)
  await before().getByText('مانع صدور', { exact: true }).waitFor()
  await before().getByText('۱ محور نظر دارد و هنوز پاسخی نگرفته است.').waitFor()
  await before().getByText('۲ تغییر متن مبنایی در نظرها ندارد.').waitFor()
  await section('محورها').getByText('۲ نظر', { exact: true }).waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-left')
})

test('the theme is answered once, with the clause that was changed because of it', async () => {
  await button('پاسخ به محور «مهلت گزارش»').click()
  await dialog().getByText('«مهلت گزارش»: ۲ نظر').waitFor()
  await choose('الگوی پاسخ', 'سپاس')
  await dialog().getByLabel('متن پاسخ').fill('مهلت گزارش یک ماه شد.')
  await dialog().getByRole('checkbox', { name: 'ماده ۲ – دامنه' }).click()
  await stage.picture('themes-answer')
  await confirm('پاسخ به محور')
  await section('محورها').getByText('مهلت گزارش یک ماه شد.').waitFor()
  await section('محورها').getByText('بر پایه این محور تغییر کرد: ماده ۲ – دامنه').waitFor()
  await before().getByText('۱ نظر هنوز نتیجه بررسی ندارد.').waitFor()
  await before().getByText('۱ تغییر متن مبنایی در نظرها ندارد.').waitFor()
})

test('a change is tied to one comment by its public id, and a ground is removed', async () => {
  const changes = section('تغییرهای متن پس از آخرین انتشار')
  await button('ثبت مبنای تغییر «ماده ۳»').click()
  await choose('مبنای تغییر', 'یک نظر، با شناسه عمومی آن')
  await dialog().getByLabel('شناسه عمومی').fill('c-no-such-comment')
  await dialog().getByLabel('دلیل').fill('نشست کارشناسی')
  await dialog().getByRole('button', { name: 'ثبت مبنا', exact: true }).click()
  await dialog().getByRole('alert').waitFor()
  await dialog()
    .getByLabel('شناسه عمومی')
    .fill(` ${filed.get(OTHER)!} `)
  await stage.picture('themes-tie')
  await confirm('ثبت مبنا')
  await changes.getByRole('link', { name: filed.get(OTHER)! }).waitFor()
  await button('ثبت مبنای تغییر «ماده ۳»').click()
  await choose('مبنای تغییر', 'مهلت گزارش')
  await confirm('ثبت مبنا')
  await button('برداشتن «مهلت گزارش» از مبناهای «ماده ۳»').click()
  await confirm('برداشتن مبنا')
  await button('برداشتن «مهلت گزارش» از مبناهای «ماده ۳»').waitFor({ state: 'detached' })
  const { body } = await manager.call('GET', `/comment-period/drafts/${documentId}/checklist`)
  expect((body.changes as Json[]).map(({ grounds }) => grounds)).toEqual([
    [{ comment: null, theme: 1, title: 'مهلت گزارش' }],
    [{ comment: filed.get(OTHER), theme: null, title: null }],
  ])
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-answered')
})

test('a theme is renamed, and a comment taken out and placed there again', async () => {
  await button('تغییر عنوان «مهلت گزارش»').click()
  await dialog().getByLabel('عنوان محور').fill('مهلت گزارش ماهانه')
  await confirm('تغییر عنوان')
  await button('دیدن نظرهای محور «مهلت گزارش ماهانه»').click()
  const under = page.getByRole('list', { name: 'نظرهای محور «مهلت گزارش ماهانه»' })
  await under.getByText(ALIKE[1]).waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-comments')
  await button(`برداشتن نظر ${filed.get(ALIKE[1])!} از محور`).click()
  await confirm('برداشتن از محور')
  await under.getByText(ALIKE[1]).waitFor({ state: 'detached' })
  await under.getByRole('link', { name: 'نظر شماره ۱' }).click()
  await page.getByText('پاسخ به محور «مهلت گزارش ماهانه»: پذیرفته شد').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-comment')

  await openDesk()
  await page.getByRole('link', { name: ALIKE[1] }).click()
  await say('این نظر در محوری نیست.')
  await button('افزودن به محور').click()
  await choose('محور', 'مهلت گزارش ماهانه')
  await confirm('افزودن به محور')
  await button('برداشتن از محور «مهلت گزارش ماهانه»').waitFor()
})

const openDraft = async () => {
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/${PLUGIN}.draft-regulation/${documentId}?plugins[i18n][locale]=fa`,
  )
  await page.getByText('مهلت نظرخواهی', { exact: true }).waitFor()
}
const issue = async () => {
  await button('ابلاغ').click()
  await dialog().getByLabel('دلیل').fill('پایان مهلت')
  await dialog().getByRole('button', { name: 'ابلاغ', exact: true }).click()
}

test('issuing is refused with the count of what has no disposition, and leads there', async () => {
  await untilDatabaseReaches(app, closesAt)
  await openDraft()
  await issue()
  await dialog().getByText('۱ نظر هنوز نتیجه بررسی ندارد.').waitFor()
  expect(await stage.faultsIn('[role=dialog]')).toEqual([])
  await stage.picture('themes-issue-refused')
  await dialog().getByRole('link', { name: 'محورها و کارهای پیش از صدور' }).click()
  await before().getByRole('link', { name: 'دیدن نظرهای بی‌پاسخ در میز نظرها' }).click()
  await page.getByRole('link', { name: OTHER }).waitFor()
  expect(await page.getByRole('checkbox', { name: /^برگزیدن نظر/ }).count()).toBe(1)
  await page.getByRole('link', { name: OTHER }).click()
  await button('پاسخ').click()
  await dialog().getByLabel('متن پاسخ').fill('ماده ۳ افزوده شد.')
  await choose('نتیجه بررسی', 'پذیرفته شد')
  await dialog().getByRole('checkbox', { name: 'ماده ۳' }).click()
  await stage.picture('themes-respond')
  await confirm('پاسخ')
  await page.getByText('پاسخ: پذیرفته شد').waitFor()
}, 240_000)

test('with nothing left the draft is issued', async () => {
  const screened = await manager.call('POST', '/comment-period/screenings', {
    publicIds: [...ALIKE, OTHER].map((text) => filed.get(text)),
    state: 'published',
    reason: 'بررسی شد',
  })
  expect(screened.body.results).toMatchObject([
    { refusal: null },
    { refusal: null },
    { refusal: null },
  ])
  await openThemes()
  await before().getByText('کاری پیش از صدور نمانده است').waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-nothing-left')
  await openDraft()
  await page.getByRole('link', { name: 'محورها و کارهای پیش از صدور' }).waitFor()
  await issue()
  await page.getByText('صادر شده است', { exact: true }).waitFor()
  await stage.picture('themes-issued')
  const { body } = await app.call('GET', `${API}/drafts/${docket}/diff?from=1&to=final`)
  const grounds = (body.clauses as Json[]).map(({ clauseId, grounds: its }) => [clauseId, its])
  expect(grounds).toContainEqual([added, { comments: [filed.get(OTHER)], themes: [] }])
})

test('in English, and at the width of a phone', async () => {
  await openThemes()
  await button('English').click()
  await page.getByRole('heading', { name: 'Themes and answers' }).waitFor()
  await stage.picture('themes-en')
  await page.setViewportSize({ width: 390, height: 844 })
  await stage.picture('themes-en-phone')
  await button('فارسی').click()
  await page.getByRole('heading', { name: 'محورها و پاسخ‌ها' }).waitFor()
  expect(await stage.faultsIn('main')).toEqual([])
  await stage.picture('themes-phone')
  await section('محورها').scrollIntoViewIfNeeded()
  await section('تغییرهای متن پس از آخرین انتشار').scrollIntoViewIfNeeded()
  await stage.picture('themes-phone-changes')
  await openDesk()
  await stage.picture('themes-desk-phone')
  await page.getByRole('link', { name: ALIKE[0] }).click()
  await page.getByRole('heading', { name: 'متن نظر' }).waitFor()
  await stage.picture('themes-comment-phone')
})
