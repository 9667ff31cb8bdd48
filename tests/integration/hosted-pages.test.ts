import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { bootFresh, type TestApp } from '../support/app'
import {
  aBriefDocket,
  aComment,
  aMember,
  anOpenDocket,
  aRule,
  aSubject,
  documents,
  submit,
  untilDatabaseReaches,
  type Subject,
} from '../support/docket-builders'
import { linesLoggedBy } from '../support/log-lines'
import { browse, formFields, openForm, postForm, readPage } from '../support/page-forms'
import { countKept } from '../support/problems'
import { sendRaw } from '../support/raw-http'

const PORTAL = 'https://portal.example.test'

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let app: TestApp
let subject: Subject
let docket: string
let documentId: string
beforeAll(async () => {
  app = await bootFresh()
  subject = await aSubject(app, { screening: 'after' })
  await aRule(app, subject)
  await documents(app, 'issuing-body').update({
    documentId: subject.bodyId,
    data: { portals: [{ origin: PORTAL, title: 'درگاه' }] },
  })
  ;({ docket, documentId } = await anOpenDocket(app, subject))
})
afterAll(() => app.stop())

interface Row {
  public_id: string
  text: string
  type: string
  rating: number | null
  channel: string
  portal: string | null
  state: string
  hold_reason: string | null
  clause_id: string | null
  document_id: string
  text_hash: string
}

async function rowsOf(its: string): Promise<Row[]> {
  return (await app
    .knex('comment_period_public_comments')
    .where({ docket: its })
    .orderBy('seq')) as unknown as Row[]
}

const comments = (its = docket) => `/notices/${its}/comments`

async function lastRow(its = docket): Promise<Row> {
  return (await rowsOf(its)).at(-1)!
}

const CODE =
  /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}/

/** Files a comment and opens its receipt. */
async function fileAndOpen(fields: Record<string, string> = {}) {
  const filed = await postForm(app, comments(), await openForm(app, docket, fields))
  expect(filed.status).toBe(303)
  const address = filed.headers.get('location')!
  const receipt = await browse(app, address)
  const code = CODE.exec(readPage(receipt.html).text)?.[0] ?? ''
  return { filed, address, receipt, code }
}

describe('the form of a draft', () => {
  test.each([
    ['urlencoded', undefined],
    [
      'as multipart, with the file input empty',
      [{ name: '', type: 'application/octet-stream', bytes: new Uint8Array() }],
    ],
  ] as const)('files a comment %s', async (_how, files) => {
    const text = `بند نخست\nبند دوم ${randomUUID()}`
    const form = await openForm(app, docket, { text, name: 'مینا', showName: 'yes' })
    const filed = await postForm(app, comments(), form, files === undefined ? {} : { files })
    expect(filed.status).toBe(303)
    expect(filed.headers.get('location')).toMatch(/^\/notices\/receipts\/v1\./)
    expect(filed.headers.get('cache-control')).toBe('no-store')
    const row = await lastRow()
    // Line breaks travel as CR LF; what was written is a line break.
    expect(row).toMatchObject({ text, channel: 'hosted-page', portal: null, state: 'received' })
  })

  test('takes files with a comment', async () => {
    const form = await openForm(app, docket)
    const filed = await postForm(app, comments(), form, {
      files: [{ name: 'نقشه.png', type: 'image/png', bytes: PNG }],
    })
    expect(filed.status).toBe(303)
    const { document_id } = await lastRow()
    const attachments: unknown[] = await app
      .knex('comment_period_comment_attachments')
      .where({ comment_document_id: document_id })
    expect(attachments).toMatchObject([{ name: 'نقشه.png', mime: 'image/png', n: 1 }])
  })

  test('files what the contract says of it: clause, rating in Persian digits, who it is from', async () => {
    const page = await browse(app, `/notices/${docket}`)
    const clauseId = /id="clause-([a-z0-9]+)"/.exec(page.html)![1]!
    const form = await openForm(
      app,
      docket,
      { type: 'satisfaction', rating: '۴' },
      `?clause=${clauseId}`,
    )
    expect(form.clauseId).toBe(clauseId)
    const filed = await postForm(app, comments(), {
      ...form,
      submitterType: 'institution',
      submitterCategory: 'expert',
      onBehalfOf: 'انجمن آزمون',
      contact: '02100000000',
    })
    expect(filed.status).toBe(303)
    expect(await lastRow()).toMatchObject({ type: 'satisfaction', rating: 4, clause_id: clauseId })
  })

  test('sent twice files one comment, and both lead to the same receipt', async () => {
    const form = await openForm(app, docket, { text: 'یک بار' })
    const before = (await rowsOf(docket)).length
    const [first, second] = await Promise.all([
      postForm(app, comments(), form),
      postForm(app, comments(), form),
    ])
    const reloaded = await postForm(app, comments(), form)
    expect([first.status, second.status, reloaded.status]).toEqual([303, 303, 303])
    expect(await rowsOf(docket)).toHaveLength(before + 1)
    const codes = await Promise.all(
      [first, second, reloaded].map(async ({ headers }) => {
        const { html } = await browse(app, headers.get('location')!)
        return CODE.exec(readPage(html).text)?.[0]
      }),
    )
    expect(codes[0]).toBeDefined()
    expect(new Set(codes).size).toBe(1)
  })

  test('sent again with other words is asked about, and then files a comment of its own', async () => {
    const form = await openForm(app, docket, { text: 'نخست' })
    expect((await postForm(app, comments(), form)).status).toBe(303)
    const other = await postForm(app, comments(), { ...form, text: 'دیگر' })
    expect(other.status).toBe(422)
    const again = formFields(other.html)
    expect(again.text).toBe('دیگر')
    expect((await postForm(app, comments(), again)).status).toBe(303)
    expect((await rowsOf(docket)).slice(-2).map(({ text }) => text)).toEqual(['نخست', 'دیگر'])
  })

  test('says which portal led to it, if the docket’s body has registered it', async () => {
    const known = await openForm(app, docket, {}, `?portal=${encodeURIComponent(PORTAL)}`)
    expect((await postForm(app, comments(), known)).status).toBe(303)
    expect((await lastRow()).portal).toBe(PORTAL)
    const unknown = await openForm(app, docket, {}, '?portal=https%3A%2F%2Fstranger.example.test')
    expect((await postForm(app, comments(), unknown)).status).toBe(303)
    expect((await lastRow()).portal).toBeNull()
  })

  test.each([
    ['that a program filled in', 'honeypot', { homepage: 'https://spam.example.test' }],
    ['that came faster than anybody reads', 'young-form', {}],
  ])('%s is taken and waits for screening', async (_which, hold, fields) => {
    const filed = await postForm(app, comments(), await openForm(app, docket, fields))
    expect(filed.status).toBe(303)
    expect(await lastRow()).toMatchObject({ state: 'received', hold_reason: hold })
  })
})

describe('a refused form', () => {
  const typed = {
    type: 'satisfaction',
    rating: '',
    text: '  نوشته\n«با نقل قول» <b>&amp;',
    suggestedWording: '\nمتن بهتر',
    language: 'azb',
    submitterType: 'media',
    submitterCategory: 'elite',
    onBehalfOf: 'روزنامه "آزمون"',
    name: "O'Brien <مینا>",
    showName: 'yes',
    contact: 'a@example.test',
  }

  test('comes back with every field as it was typed, and what is wrong beside its field', async () => {
    const page = await browse(app, `/notices/${docket}`)
    const clauseId = /id="clause-([a-z0-9]+)"/.exec(page.html)![1]!
    const form = { ...(await openForm(app, docket, typed)), clauseId }
    for (const posted of [{}, { files: [{ name: 'a.png', type: 'image/png', bytes: PNG }] }]) {
      const kept = await countKept(app)
      const refused = await postForm(app, comments(), form, posted)
      expect(refused.status).toBe(400)
      expect(refused.headers.get('cache-control')).toBe('no-store')
      expect(formFields(refused.html)).toEqual(form)
      const { elements, title } = readPage(refused.html)
      const rating = elements.find(({ attributes }) => attributes.name === 'rating')!.attributes
      expect(rating['aria-invalid']).toBe('true')
      const described = rating['aria-describedby']!.split(' ')
      const ids = elements.map(({ attributes }) => attributes.id)
      expect(described.filter((id) => !ids.includes(id))).toEqual([])
      expect(elements.some(({ attributes }) => attributes.href === `#${rating.id}`)).toBe(true)
      expect(title).toContain('نیازمند اصلاح')
      expect(await countKept(app)).toEqual(kept)
      // Put right and sent again, it is filed.
      if (!('files' in posted)) continue
      expect(
        (await postForm(app, comments(), { ...formFields(refused.html), rating: '3' })).status,
      ).toBe(303)
    }
  })

  test('names every field that is at fault at once', async () => {
    const form = await openForm(app, docket, { text: '  ', name: 'a\u202eb', language: 'xx-yy' })
    const { type: _type, ...withoutType } = form
    const refused = await postForm(app, comments(), withoutType)
    expect(refused.status).toBe(400)
    const links = readPage(refused.html)
      .elements.filter(({ name }) => name === 'a')
      .map(({ attributes }) => attributes.href)
      .filter((href) => href?.startsWith('#field-'))
    expect(links).toEqual(['#field-type', '#field-text', '#field-language', '#field-name'])
  })

  test.each([
    ['of another draft', async () => (await openForm(app, (await anOpenDocket(app)).docket)).form!],
    ['that was changed', async () => `x${(await openForm(app, docket)).form!}`],
    ['that is missing', () => Promise.resolve('')],
  ])('with a token %s comes back with a good one', async (_which, token) => {
    const form = { ...(await openForm(app, docket, { text: 'نوشته' })), form: await token() }
    const refused = await postForm(app, comments(), form)
    expect(refused.status).toBe(409)
    const again = formFields(refused.html)
    expect(again.text).toBe('نوشته')
    expect((await postForm(app, comments(), again)).status).toBe(303)
  })

  test('that came after the close shows the words, to be copied', async () => {
    const brief = await aBriefDocket(app, 1_500)
    const form = await openForm(app, brief.docket, { text: 'دیر رسید' })
    await untilDatabaseReaches(app, brief.closesAt)
    const refused = await postForm(app, comments(brief.docket), form)
    expect(refused.status).toBe(409)
    const { text, elements } = readPage(refused.html)
    expect(text).toContain('دیر رسید')
    expect(elements.some(({ name }) => name === 'form')).toBe(false)
    expect(await rowsOf(brief.docket)).toEqual([])
    const closed = await browse(app, `/notices/${brief.docket}`)
    expect(closed.html).not.toContain('<form class="comment-form"')
    expect(closed.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
  })

  test.each([
    ['a foreign origin', 'https://stranger.example.test'],
    ['a portal', PORTAL],
    ['a sandboxed frame', 'null'],
  ])('sent by %s is refused (statement 30)', async (_who, origin) => {
    const form = await openForm(app, docket)
    const kept = await countKept(app)
    const refused = await postForm(app, comments(), form, { headers: { Origin: origin } })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
    expect(refused.html).toContain('ORIGIN_FORBIDDEN')
    expect(await countKept(app)).toEqual(kept)
    expect((await postForm(app, comments(), form, { headers: { Origin: app.url } })).status).toBe(
      303,
    )
  })
})

describe('bodies that are no forms of ours (statements 1, 4, 6, 31)', () => {
  const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' }
  test.each([
    ['NUL in a text', 400, (form: string) => ({ body: `${form}&text=a%00b`, headers: urlencoded })],
    [
      'half a character',
      400,
      (form: string) => ({ body: `${form}&text=%ED%A0%80`, headers: urlencoded }),
    ],
    [
      'escapes that are no UTF-8',
      400,
      (form: string) => ({ body: `${form}&text=%FF`, headers: urlencoded }),
    ],
    [
      'bytes that are no UTF-8',
      400,
      () => ({ body: Buffer.from([0x74, 0x3d, 0xff]), headers: urlencoded }),
    ],
    [
      'a field given twice',
      400,
      (form: string) => ({ body: `${form}&text=a&text=b`, headers: urlencoded }),
    ],
    [
      'an unknown field',
      400,
      (form: string) => ({ body: `${form}&text=a&state=published`, headers: urlencoded }),
    ],
    [
      'more bytes than may be',
      413,
      () => ({ body: `text=${'a'.repeat(600_000)}`, headers: urlencoded }),
    ],
    [
      'JSON',
      415,
      () => ({ body: '{"text":"a"}', headers: { 'Content-Type': 'application/json' } }),
    ],
    ['plain text', 415, () => ({ body: 'text=a', headers: { 'Content-Type': 'text/plain' } })],
    ['no body', 400, () => ({ headers: {} })],
    [
      'multipart without a boundary',
      400,
      () => ({ body: 'x', headers: { 'Content-Type': 'multipart/form-data' } }),
    ],
  ])('%s: answered with a page, nothing stored', async (_what, status, request) => {
    const { form } = await openForm(app, docket)
    const kept = await countKept(app)
    const sent = request(`form=${form!}&type=opinion`)
    const answer = await sendRaw(app, { method: 'POST', path: comments(), ...sent })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(String(answer.body)).toContain('</html>')
    expect(await countKept(app)).toEqual(kept)
  })

  test('multipart leaves no file anywhere but on the way of a comment (statement 23)', async () => {
    const files = [{ name: 'a.png', type: 'image/png', bytes: PNG }]
    for (const path of ['/notices/tracking', '/notices', `/notices/${docket}`, '/notices/x/y/z']) {
      const answer = await postForm(app, path, {}, { files })
      expect(answer.status).toBeGreaterThanOrEqual(404)
      expect(answer.status).toBeLessThan(500)
      expect(answer.html).toContain('</html>')
    }
  })
})

describe('a receipt', () => {
  test('shows the code, to nobody but who has its address, and is never kept (statement 35)', async () => {
    let opened: Awaited<ReturnType<typeof fileAndOpen>> | undefined
    const lines = await linesLoggedBy(app, async () => {
      opened = await fileAndOpen({ text: 'برای رسید' })
    })
    const { address, receipt, code } = opened!
    expect(code).toMatch(CODE)
    expect(receipt.headers.get('cache-control')).toBe('no-store')
    expect(receipt.headers.get('referrer-policy')).toBe('no-referrer')
    expect(receipt.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const row = await lastRow()
    const { text, html } = readPage(receipt.html)
    expect(text).toContain(row.text_hash)
    expect(text).toContain(row.public_id)
    const plain = code.replaceAll('-', '')
    for (const place of [address, ...lines]) expect(place.replaceAll('-', '')).not.toContain(plain)
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).not.toContain(code)
    const token = address.split('/').at(-1)!
    expect(lines.some((line) => line.includes('/notices/receipts/'))).toBe(true)
    expect(lines.filter((line) => line.includes(token))).toEqual([])
  })

  test('speaks the language of the form, and can be read again while it is young', async () => {
    const form = await openForm(app, docket, {}, '?lang=en')
    const filed = await postForm(app, `${comments()}?lang=en`, form)
    const address = filed.headers.get('location')!
    expect(address).toMatch(/\?lang=en$/)
    const receipt = await browse(app, address)
    expect(receipt.html).toContain('<html lang="en" dir="ltr">')
    expect((await browse(app, address)).html).toBe(receipt.html)
  })

  test.each([
    [
      'that was changed',
      (address: string) => address.replace(/.(?=.{30}$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
    ],
    ['that is none', () => '/notices/receipts/v1.k1.a.b.c'],
    ['that is anything', () => '/notices/receipts/%00'],
  ])('at an address %s says that the code is shown once', async (_which, change) => {
    const { address } = await fileAndOpen()
    const answer = await browse(app, change(address))
    expect(answer.status).toBe(410)
    expect(readPage(answer.html).text).not.toMatch(CODE)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('tracking', () => {
  const track = (code: string, query = '') => postForm(app, `/notices/tracking${query}`, { code })

  test('by code finds state, docket and responses, and shows no code', async () => {
    const staff = await aMember(app, subject)
    const { code } = await fileAndOpen({ text: 'برای پاسخ' })
    const { public_id } = await lastRow()
    const answered = await staff.call('POST', `/comment-period/comments/${public_id}/response`, {
      text: 'در متن اصلاح شد.',
      disposition: 'accepted',
      reason: 'آزمون',
    })
    expect(answered.status).toBe(201)
    const found = await track(code.toLowerCase().replaceAll('-', ' '))
    expect(found.status).toBe(200)
    expect(found.headers.get('cache-control')).toBe('no-store')
    expect(found.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const { text } = readPage(found.html)
    for (const shown of ['در متن اصلاح شد.', 'پذیرفته شد', docket, public_id]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toMatch(CODE)
    expect(text).not.toContain('برای پاسخ')
  })

  test.each([
    ['that nobody has', '0000-0000-0000-00000', 404],
    ['with a wrong character', '0000-0000-0000-00001', 400],
    ['that is none', 'کد', 400],
    ['that is empty', '', 400],
  ])('by a code %s says so beside the field', async (_which, code, status) => {
    const answer = await track(code)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { elements } = readPage(answer.html)
    const field = elements.find(({ attributes }) => attributes.name === 'code')!.attributes
    expect(field).toMatchObject({ 'aria-invalid': 'true', value: code })
  })

  test('is asked from its own page alone', async () => {
    const answer = await postForm(
      app,
      '/notices/tracking',
      { code: 'x' },
      { headers: { Origin: PORTAL } },
    )
    expect(answer.status).toBe(403)
  })
})

describe('the pages', () => {
  const pages = () => [
    '/notices',
    `/notices?body=${subject.slug}&phase=open&q=${encodeURIComponent('آزمون')}`,
    `/notices/${docket}`,
    `/notices/${docket}/certificates/1`,
    `/notices/${docket}/certificates/2`,
    '/notices/bodies',
    `/notices/bodies/${subject.slug}`,
    '/notices/tracking',
    '/notices/receipts/x',
    '/notices/nothing-1405-0001',
    '/notices/a/b/c',
  ]

  test('set no cookie, run no script, load nothing of others and say which way they run', async () => {
    for (const path of pages()) {
      for (const [lang, dir] of [
        ['fa', 'rtl'],
        ['en', 'ltr'],
        ['ckb', 'rtl'],
      ] as const) {
        const address = `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`
        const { headers, html, status } = await browse(app, address, {
          headers: { Cookie: 'koa.sess=x', 'Accept-Language': 'de' },
        })
        expect(status).toBeLessThan(500)
        expect(headers.get('set-cookie')).toBeNull()
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('content-security-policy')).toMatch(
          /^default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors [^;]+$/,
        )
        expect(html).toContain(`<html lang="${lang}" dir="${dir}">`)
        const { elements } = readPage(html)
        expect(elements.map(({ name }) => name)).not.toContain('script')
        for (const { name, attributes } of elements) {
          expect(Object.keys(attributes).filter((key) => /^on|^style$/.test(key))).toEqual([])
          const loaded = name === 'link' ? attributes.href! : (attributes.src ?? '/')
          expect(loaded.startsWith('/')).toBe(true)
        }
        expect(elements.filter(({ name }) => name === 'h1')).toHaveLength(1)
        const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
        expect(ids).toEqual([...new Set(ids)])
        const levels = elements.flatMap(({ name }) =>
          /^h[1-6]$/.test(name) ? [Number(name[1])] : [],
        )
        levels.reduce((before, level) => {
          expect(level).toBeLessThanOrEqual(before + 1)
          return level
        }, 0)
      }
    }
  })

  test('are framed by the portals of the body they are of, and the private ones by nobody (statement 32)', async () => {
    const ancestors = async (path: string) =>
      (await browse(app, path)).headers.get('content-security-policy')!.split('frame-ancestors ')[1]
    const other = await anOpenDocket(app)
    expect(await ancestors(`/notices/${docket}`)).toBe(`'self' ${PORTAL}`)
    expect(await ancestors(`/notices?body=${subject.slug}`)).toBe(`'self' ${PORTAL}`)
    expect(await ancestors(`/notices/bodies/${subject.slug}`)).toBe(`'self' ${PORTAL}`)
    expect(await ancestors(`/notices/${docket}/certificates/1`)).toBe(`'self' ${PORTAL}`)
    expect(await ancestors(`/notices/${other.docket}`)).toBe("'self'")
    expect(await ancestors('/notices')).toBe("'self'")
    expect(await ancestors('/notices/tracking')).toBe("'none'")
    expect(await ancestors('/notices/receipts/x')).toBe("'none'")
    const draft = await browse(app, `/notices/${docket}`)
    expect(draft.headers.get('x-frame-options')).toBeNull()
    expect((await browse(app, '/notices/tracking')).headers.get('x-frame-options')).toBe('DENY')
  })

  test('show a draft: title, dates, legal basis, clauses, counts and published comments', async () => {
    const open = await anOpenDocket(app, subject)
    const words = `نظر ${randomUUID()}`
    const filed = await submit(
      app,
      open.docket,
      aComment({ text: words, showName: true, name: 'مینا' }),
    )
    const staff = await aMember(app, subject)
    await staff.call('POST', `/comment-period/comments/${String(filed.body.publicId)}/screening`, {
      state: 'published',
      reason: 'آزمون',
    })
    await staff.call('POST', `/comment-period/comments/${String(filed.body.publicId)}/response`, {
      text: 'پاسخ آزمون',
      disposition: 'rejected',
      reason: 'آزمون',
    })
    const { text, title } = readPage((await browse(app, `/notices/${open.docket}`)).html)
    expect(title).toContain('دستورالعمل آزمون')
    for (const shown of [
      'بند ۲ ماده ۹',
      'این دستورالعمل برای آزمون است.',
      'ماده ۱ – هدف',
      'باز برای نظر',
      'زمان مانده',
      words,
      'مینا',
      'پاسخ آزمون',
      'پذیرفته نشد',
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).toMatch(/۱۴ روز|۱۵ روز|۱۳ روز/)
  })

  test('certify in three languages that a text stood before the public, and claim no lawful time where no rule asked for one', async () => {
    const brief = await aBriefDocket(app, 300, undefined, { title: 'دستورالعمل گواهی' })
    const at = `/notices/${brief.docket}/certificates/1`
    const { html } = await browse(app, `/notices/${brief.docket}`)
    expect(html).toContain(`href="${at}"`)
    await untilDatabaseReaches(app, brief.closesAt)
    const row = (await app
      .knex('comment_period_exposures')
      .where({ document_id: brief.documentId })
      .first('text_hash')) as { text_hash: string }
    for (const [lang, verdict, title] of [
      ['fa', 'هیچ قاعده‌ای کمترین زمانی نخواسته بود', 'گواهی انتشار برای نظرخواهی'],
      ['en', 'No rule asked for a shortest time', 'Certificate of publication for comment'],
      ['ckb', 'هیچ ڕێسایەک کەمترین کاتی دانەنابوو', 'بڕوانامەی بڵاوکردنەوە بۆ ڕاوەرگرتن'],
    ]) {
      const page = await browse(app, `${at}?lang=${String(lang)}`)
      expect(page.status).toBe(200)
      for (const words of [verdict, title, 'دستورالعمل گواهی', row.text_hash]) {
        expect(page.html).toContain(words)
      }
      expect(page.html).not.toMatch(/قانونی رعایت|lawful time was kept|یاسایی ڕەچاو/)
    }
    const open = await browse(app, `/notices/${docket}/certificates/1`)
    expect(open.html).toContain('مهلت هنوز پایان نیافته است')
    expect(open.html).toContain('دو هفته پیش از ابلاغ')
    expect(open.html).toContain('نظرهای همه پرونده')
    for (const n of ['2', '0', 'x']) {
      expect((await browse(app, `/notices/${docket}/certificates/${n}`)).status).toBe(
        n === '2' ? 404 : 400,
      )
    }
  })

  test('say it where a period is counted in minutes', async () => {
    const its = await aSubject(app)
    await aRule(app, its, { count: 40, unit: 'minute' })
    const open = await anOpenDocket(app, its)
    const { text } = readPage((await browse(app, `/notices/${open.docket}`)).html)
    expect(text).toContain('بر حسب دقیقه')
    expect(text).toMatch(/۳۹ دقیقه|۴۰ دقیقه/)
  })

  test('show the final text once a draft is issued', async () => {
    const its = await aSubject(app)
    const brief = await aBriefDocket(app, 500, its)
    await untilDatabaseReaches(app, brief.closesAt)
    const staff = await aMember(app, its)
    const issued = await staff.call('POST', `/comment-period/drafts/${brief.documentId}/issue`, {
      reason: 'آزمون',
      letterNumber: '33529',
      letterOn: '۱۴۰۵/۰۵/۱۷',
    })
    expect(issued.status).toBe(201)
    const { text } = readPage((await browse(app, `/notices/${brief.docket}`)).html)
    for (const shown of ['صادرشده', 'متن نهایی', '۳۳۵۲۹', '۱۷ مرداد ۱۴۰۵']) {
      expect(text).toContain(shown)
    }
    expect(text).not.toContain('۲۰۲۶-۰۸-۰۸')
  })

  test('show how a body takes part, and its grounds of screening', async () => {
    await documents(app, 'participation-strategy').create({
      data: {
        title: 'راهبرد مشارکت آزمون',
        body: subject.bodyId,
        letterOn: '2026-08-08',
        commitments: [{ clause: 'بند ۱', text: 'دو هفته پیش از ابلاغ منتشر می‌شود.' }],
      },
      status: 'published',
    })
    const { text } = readPage((await browse(app, `/notices/bodies/${subject.slug}`)).html)
    for (const shown of [
      'راهبرد مشارکت آزمون',
      '۱۷ مرداد ۱۴۰۵',
      'دو هفته پیش از ابلاغ',
      'دست‌کم ۲ هفته',
      'توهین',
    ]) {
      expect(text).toContain(shown)
    }
  })

  test('lead through a list that is longer than a page', async () => {
    const seen = new Set<string>()
    let path: string | null = `/notices?body=${subject.slug}&limit=1`
    while (path !== null) {
      const { elements } = readPage((await browse(app, path)).html)
      const links = elements.filter(({ name }) => name === 'a').map(({ attributes }) => attributes)
      for (const { href } of links) {
        if (href?.startsWith(`/notices/${subject.slug}-`) === true) seen.add(href)
      }
      path = links.find(({ rel }) => rel === 'next')?.href ?? null
      if (path !== null) path = `${path}&limit=1`
    }
    expect(seen.size).toBe(2)
    expect([...seen]).toContain(`/notices/${docket}`)
  })

  test('answer 304 while nothing has changed, and a form never does', async () => {
    const first = await browse(app, `/notices/bodies/${subject.slug}`)
    const etag = first.headers.get('etag')!
    // Not by `fetch`, which asks caches to be passed over wherever it sends a condition itself.
    const second = await sendRaw(app, {
      path: `/notices/bodies/${subject.slug}`,
      headers: { 'If-None-Match': etag },
    })
    expect(second.status).toBe(304)
    const draft = await browse(app, `/notices/${docket}`)
    expect(draft.headers.get('cache-control')).toBe('private, no-cache')
    expect(draft.headers.get('etag')).toBeNull()
    const [one, two] = [await openForm(app, docket), await openForm(app, docket)]
    expect(one.form).not.toBe(two.form)
  })

  test.each([
    ['a docket that is none', '/notices/nothing-1405-0001', 404, 'DOCKET_UNKNOWN'],
    ['a body that is none', '/notices/bodies/nobody', 404, 'BODY_UNKNOWN'],
    ['an address that is none', '/notices/a/b/c', 404, 'ROUTE_UNKNOWN'],
    ['a parameter nobody knows', '/notices?utm_source=x', 400, 'INPUT_INVALID'],
    ['a parameter given twice', '/notices?q=a&q=b', 400, 'INPUT_INVALID'],
    ['a language nobody speaks here', '/notices?lang=de', 400, 'INPUT_INVALID'],
    ['a cursor of nobody’s', '/notices?cursor=abc', 400, 'CURSOR_INVALID'],
    ['escapes that are none', '/notices?q=%FF', 400, 'INPUT_INVALID'],
  ])('say so in the same look: %s', async (_what, path, status, code) => {
    const answer = await browse(app, path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(readPage(answer.html).text).toContain(code)
  })

  test('bring their stylesheet and fonts, to be kept for ever', async () => {
    const { html } = await browse(app, '/notices')
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(html)![1]!
    const style = await browse(app, href)
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(style.headers.get('cache-control')).toContain('immutable')
    for (const [, font] of style.html.matchAll(/url\((fonts\/[^)]+)\)/g)) {
      const answer = await browse(app, `/notices/${font!}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('font/woff2')
    }
    expect((await browse(app, '/notices/fonts/..%2f..%2fpackage.json')).status).toBe(404)
  })

  test('stand while the draft’s document changes: what is shown is the frozen text', async () => {
    await documents(app, 'draft-regulation').update({
      documentId,
      locale: 'fa',
      data: { title: 'عنوان دیگر' },
    })
    const { title } = readPage((await browse(app, `/notices/${docket}`)).html)
    expect(title).toContain('دستورالعمل آزمون')
  })
})
