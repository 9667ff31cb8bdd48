import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { XMLParser } from 'fast-xml-parser'
import { SyntaxValidator } from 'fast-xml-validator'
import ICAL from 'ical.js'
import { bootFresh, type TestApp } from '../support/app'
import {
  aDraft,
  aMember,
  anOpenDocket,
  API,
  aRule,
  aSubject,
  databaseNow,
  docketOf,
  publish,
  type Staff,
  type Subject,
} from '../support/docket-builders'

/** Feeds are read by programs of others: these tests read them with such programs. */

let app: TestApp
let subject: Subject
let staff: Staff
beforeAll(async () => {
  app = await bootFresh()
  subject = await aSubject(app)
  await aRule(app, subject)
  staff = await aMember(app, subject)
})
afterAll(() => app.stop())

const actOn = async (documentId: string, name: string, body: object) => {
  const answer = await staff.call('POST', `/comment-period/drafts/${documentId}/${name}`, body)
  expect(answer.status).toBe(200)
}

interface Entry {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly published: string
  readonly summary: string
  readonly author: { readonly name: string }
  readonly category: readonly { readonly '@_term': string; readonly '@_label': string }[]
  readonly link: readonly { readonly '@_rel': string; readonly '@_href': string }[]
}

interface Feed {
  readonly '@_xml:lang': string
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly link: readonly { readonly '@_rel': string; readonly '@_href': string }[]
  readonly entry: readonly Entry[]
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (name) => ['entry', 'link', 'category'].includes(name),
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}${API}${path}`, { headers })

async function readFeed(query = `?body=${subject.slug}`): Promise<Feed> {
  const answer = await get(`/drafts.atom${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const xml = await answer.text()
  expect(SyntaxValidator.validate(xml)).toBe(true)
  const { feed } = parser.parse(xml) as { feed: Omit<Feed, 'entry'> & Partial<Feed> }
  // What RFC 4287 demands of a feed and of each entry.
  for (const each of [feed, ...(feed.entry ?? [])]) {
    expect(new URL(each.id).protocol).toMatch(/^(urn|http):$/)
    expect(each.title).not.toBe('')
    expect(each.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  }
  return { ...feed, entry: feed.entry ?? [] }
}

async function readEvents(query = `?body=${subject.slug}`): Promise<Map<string, ICAL.Event>> {
  const answer = await get(`/drafts.ics${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[])
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
  return new Map(
    events.map((event) => [/شماره پرونده: (\S+)/.exec(event.description)?.[1] ?? event.uid, event]),
  )
}

const property = (event: ICAL.Event | undefined, name: string) =>
  String(event?.component.getFirstPropertyValue(name))

const entryOf = (feed: Feed, docket: string) =>
  feed.entry.find((each) => each.summary.includes(docket))!

describe('the feed of drafts', () => {
  test('tells each draft once, under an id that stays, with its dates in Solar Hijri', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    const before = entryOf(await readFeed(), docket)
    expect(before.id).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(before.summary).toMatch(
      /^مرحله: باز برای نظر\nآخرین روز: \S+ [۰-۹]{1,2} \S+ [۰-۹]{4}\nدستگاه: سازمان آزمون\n/,
    )
    expect(before.author.name).toBe('سازمان آزمون')
    expect(before.category.map((each) => each['@_term'])).toEqual(['open', subject.kindKey])
    const [page, json] = before.link.map((each) => each['@_href'])
    expect((await fetch(page!)).status).toBe(200)
    expect(await (await fetch(json!)).json()).toMatchObject({ docket })

    await actOn(documentId, 'suspend', { ground: 'outage', reason: 'قطع درگاه' })
    const after = entryOf(await readFeed(), docket)
    expect(after.id).toBe(before.id)
    expect(after.published).toBe(before.published)
    expect(Date.parse(after.updated)).toBeGreaterThan(Date.parse(before.updated))
    expect(after.category[0]).toEqual({ '@_term': 'suspended', '@_label': 'معلق' })
  })

  test('is narrowed like the list, and speaks the language that is asked for', async () => {
    const other = await aSubject(app)
    await aRule(app, other)
    const { docket } = await anOpenDocket(app, other)
    const feed = await readFeed(`?body=${other.slug}&phase=open&lang=en`)
    expect(feed.entry).toHaveLength(1)
    expect(feed['@_xml:lang']).toBe('en')
    expect(feed.entry[0]!.summary).toContain('Docket')
    expect(entryOf(feed, docket).category[0]!['@_label']).toBe('open to comment')
    expect((await readFeed(`?body=${other.slug}&phase=withdrawn`)).entry).toEqual([])
    const self = feed.link.find((each) => each['@_rel'] === 'self')!['@_href']
    expect(self).toBe(`${app.url}${API}/drafts.atom?body=${other.slug}&phase=open&lang=en`)
    const unknown = await get('/drafts.atom?body=nobody-here')
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({ code: 'BODY_UNKNOWN' })
  })

  test('keeps titles that mean something in XML, and very long ones', async () => {
    const its = await aSubject(app)
    await aRule(app, its)
    const titles = [
      `]]> <script>alert(1)</script> &amp; "نقل" 'قول'`,
      'ا'.repeat(250),
      'آیین‌نامه 😀 𐏈',
    ]
    for (const title of titles) await publish(app, await aDraft(app, its, { title }))
    const feed = await readFeed(`?body=${its.slug}`)
    expect(feed.entry.map(({ title }) => title)).toEqual(titles.toReversed())
    const events = await readEvents(`?body=${its.slug}`)
    expect([...events.values()].map(({ summary }) => summary)).toEqual(
      titles.toReversed().map((title) => `پایان مهلت نظرخواهی: ${title}`),
    )
  })

  test('goes on from page to page until every draft was told', async () => {
    const its = await aSubject(app)
    await aRule(app, its)
    for (let n = 0; n < 101; n += 1) await publish(app, await aDraft(app, its))
    const first = await readFeed(`?body=${its.slug}`)
    expect(first.entry).toHaveLength(100)
    const next = first.link.find((each) => each['@_rel'] === 'next')!['@_href']
    const second = await readFeed(next.slice(`${app.url}${API}/drafts.atom`.length))
    expect(second.entry).toHaveLength(1)
    expect(second.link.some((each) => each['@_rel'] === 'next')).toBe(false)
    expect(new Set([...first.entry, ...second.entry].map(({ id }) => id)).size).toBe(101)
  })

  test('has no clock in it, and is answered 304 until something changes', async () => {
    const { documentId } = await anOpenDocket(app, subject)
    for (const path of [`/drafts.atom?body=${subject.slug}`, `/drafts.ics?body=${subject.slug}`]) {
      const first = await get(path)
      const etag = first.headers.get('etag')!
      expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
      expect(first.headers.get('access-control-allow-origin')).toBe('*')
      const text = await first.text()
      const second = await get(path)
      expect(await second.text()).toBe(text)
      // `fetch` itself adds `Cache-Control: no-cache` beside an `If-None-Match`.
      const held = await get(path, { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' })
      expect(held.status).toBe(304)
    }
    const tags = () =>
      Promise.all(
        ['atom', 'ics'].map(async (type) =>
          (await get(`/drafts.${type}?body=${subject.slug}`)).headers.get('etag'),
        ),
      )
    const before = await tags()
    await actOn(documentId, 'withdraw', { reason: 'انصراف' })
    const after = await tags()
    expect(after.filter((tag, index) => tag === before[index])).toEqual([])
  })
})

describe('the calendar of deadlines', () => {
  test('has an event on the last day, which moves with the close', async () => {
    const { docket, documentId } = await anOpenDocket(app, subject)
    const { body: period } = await app.call('GET', `${API}/drafts/${docket}/period`)
    const before = (await readEvents()).get(docket)!
    expect(before.startDate.isDate).toBe(true)
    expect(before.startDate.toString()).toBe(period.lastDayOn)
    expect(property(before, 'status')).toBe('CONFIRMED')
    expect(property(before, 'url')).toBe(`${app.url}/notices/${docket}`)

    const lastDayOn = new Date((await databaseNow(app)) + 40 * 86_400_000)
      .toISOString()
      .slice(0, 10)
    await actOn(documentId, 'extend', { lastDayOn, ground: 'request', reason: 'درخواست' })
    const after = (await readEvents()).get(docket)!
    expect(after.uid).toBe(before.uid)
    expect(after.sequence).toBeGreaterThan(before.sequence)
    expect(after.startDate.compare(before.startDate)).toBe(1)
    expect(Date.parse(property(after, 'dtstamp'))).toBeGreaterThanOrEqual(
      Date.parse(property(before, 'dtstamp')),
    )
  })

  test('says that a period is suspended, and that a draft was withdrawn', async () => {
    const suspended = await anOpenDocket(app, subject)
    const withdrawn = await anOpenDocket(app, subject)
    await actOn(suspended.documentId, 'suspend', { ground: 'outage', reason: 'قطع درگاه' })
    await actOn(withdrawn.documentId, 'withdraw', { reason: 'انصراف' })
    const events = await readEvents()
    expect(property(events.get(suspended.docket), 'status')).toBe('TENTATIVE')
    expect(events.get(suspended.docket)!.description).toContain('مهلت نظرخواهی معلق است')
    expect(property(events.get(withdrawn.docket), 'status')).toBe('CANCELLED')
  })

  test('has the instant itself where a rule counts in minutes', async () => {
    const its = await aSubject(app)
    await aRule(app, its, { count: 5, unit: 'minute' })
    const documentId = await aDraft(app, its)
    await publish(app, documentId)
    const docket = await docketOf(app, documentId)
    const { body: period } = await app.call('GET', `${API}/drafts/${docket}/period`)
    const event = (await readEvents(`?body=${its.slug}`)).get(docket)!
    expect(event.startDate.isDate).toBe(false)
    const closesAt = Math.floor(Date.parse(String(period.closesAt)) / 1000) * 1000
    expect(event.startDate.toJSDate().getTime()).toBe(closesAt)
  })
})

test('the hosted list leads to both, narrowed as it is', async () => {
  const page = await (await fetch(`${app.url}/notices?body=${subject.slug}&lang=en`)).text()
  for (const [name, type] of [
    ['drafts.atom', 'application/atom+xml'],
    ['drafts.ics', 'text/calendar'],
  ] as const) {
    const href = `${API}/${name}?body=${subject.slug}&amp;lang=en`
    expect(page).toContain(`rel="alternate" type="${type}"`)
    expect(page.split(`href="${href}"`)).toHaveLength(3)
    expect((await fetch(app.url + href.replace('&amp;', '&'))).status).toBe(200)
  }
})
