/** Everything that is measured on one database, as rows of the report. */
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { filledFields } from './comparisons.mjs'
import { copies } from './copies.mjs'
import { exports } from './exports.mjs'
import { atLeast, atMost, measured } from './goals.mjs'
import { inTurns, median, MOST_REQUESTS } from './slices.mjs'
import { solvedWork } from './solved-work.mjs'

const API = '/api/comment-period'
const TEXT =
  'پیشنهاد می‌شود مهلت اجرای این ماده از سه ماه به شش ماه افزایش یابد تا واحدهای استانی فرصت آماده‌سازی داشته باشند.'
/** Comments in the one large docket. */
const LARGE = Number(process.env.BENCH_COMMENTS ?? 200_000)
/** Comments in the docket that campaigns write to. */
const CAMPAIGNS = Number(process.env.BENCH_CAMPAIGNS ?? 100_000)
/** The large docket that is issued at the end must be filled by then. */
const BRIEF_MS = Number(process.env.BENCH_BRIEF_MS ?? 200_000)
const ACTS = 15

const perSecond = (a, b) => `${Math.round(a)} : ${Math.round(b)} per s`
const milliseconds = (a, b) => `${a.toFixed(1)} : ${b.toFixed(1)} ms`

/** @param onlyCampaigns whether exports and grouping of a docket of campaigns are all that is measured */
export async function measure(database, dataFolder, startNode, onlyCampaigns = false) {
  const node = await startNode()
  const say = (text) => console.log(`${database}: ${text}`)
  const rows = []
  try {
    const subject = await node.ask('prepareBody', { withRule: true })
    const token = await node.ask('signUpManager', subject)
    if (onlyCampaigns) return await campaigns(database, node, subject, token)
    const unbound = await node.ask('prepareBody', { withRule: false })
    const otherToken = await node.ask('signUpManager', unbound)

    say('publishing and acts in an empty database')
    const publish = await publications(node, subject)
    const small = await node.ask('openDocket', subject)
    const smallIssue = await issuances(node, unbound, otherToken)

    say('submissions')
    const works = await solvedWork(dataFolder, small.docket, MOST_REQUESTS)
    rows.push(...(await submissions(database, node, small.docket, works)))

    const brief = await node.ask('openBriefDocket', { subject: unbound, openForMs: BRIEF_MS })
    const large = await node.ask('openDocket', subject)
    say(`filing ${LARGE} comments in each of two dockets`)
    for (const docket of [brief.docket, large.docket])
      await node.ask('seedComments', { docket, from: 1, count: LARGE })
    const { documentId } = brief
    await node.ask('answerAll', { documentId, token: otherToken, count: LARGE })

    say('reads')
    rows.push(...(await reads(database, node, large.docket, subject.slug)))
    say('pages')
    rows.push(...(await publicPages(database, node, large.docket)))
    rows.push(...(await deskPages(database, node, subject)))
    say(`exports and grouping of ${CAMPAIGNS} comments of campaigns`)
    rows.push(...(await campaigns(database, node, subject, token)))
    say('acts at that size')
    const { extendSmall, extendLarge } = await extensions(node, token, small, large)
    const publishThen = await publications(node, subject)
    await untilDatabaseReaches(node, brief.closesAt)
    const checklistLarge = await timed(() => readChecklist(node, otherToken, brief.documentId))
    const issueLarge = await timed(() => issue(node, otherToken, brief.documentId))
    rows.push(
      atMost(
        'extend, large docket : small docket',
        database,
        extendLarge / extendSmall,
        1.5,
        milliseconds(extendLarge, extendSmall),
      ),
      atMost(
        'publish, large database : empty database',
        database,
        publishThen / publish,
        1.5,
        milliseconds(publishThen, publish),
      ),
      atMost(
        'issue, large docket : small docket',
        database,
        issueLarge / smallIssue.issue,
        1.5,
        milliseconds(issueLarge, smallIssue.issue),
      ),
      measured(
        'checklist, large docket : small docket',
        database,
        checklistLarge / smallIssue.checklist,
        milliseconds(checklistLarge, smallIssue.checklist),
      ),
    )
    if (database === 'postgres') {
      say('two nodes')
      rows.push(...(await twoNodes(database, node, startNode, large.docket, small.docket)))
    }
  } finally {
    await node.stop()
  }
  return rows
}

/** What legal staff take out of a docket that campaigns wrote to, and see of it at the desk. */
async function campaigns(database, node, subject, token) {
  const docket = await node.ask('openDocket', subject)
  await node.ask('seedCampaigns', { docket: docket.docket, count: CAMPAIGNS })
  const asked = { token, docket: docket.docket, documentId: docket.documentId, rows: CAMPAIGNS }
  const exported = await exports(database, node, asked)
  await node.ask('seedContacts', { docket: docket.docket, count: CAMPAIGNS })
  return [...exported, ...(await copies(database, node, asked))]
}

/** @param works each good once; without them comments come without work, and wait for screening */
const submission = (url, docket, works = null) => ({
  url: `${url}${API}/drafts/${docket}/comments`,
  method: 'POST',
  expect: 201,
  requests: () => ({
    setupRequest: (request) => ({
      ...request,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ type: 'suggestion', text: TEXT, language: 'fa', ...next(works) }),
    }),
  }),
})

function next(works) {
  if (works === null) return {}
  const work = works.pop()
  if (work === undefined) throw new Error('no work is left: raise MOST_REQUESTS')
  return { work }
}

async function submissions(database, { url }, docket, works) {
  const filled = (to, wrap) => ({
    url: `${url}${to}`,
    method: 'POST',
    expect: 201,
    requests: () => ({
      setupRequest: (request) => ({
        ...request,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wrap(filledFields(docket, TEXT))),
      }),
    }),
  })
  const rates = await inTurns({
    ours: submission(url, docket),
    worked: submission(url, docket, works),
    core: filled('/api/bench-comments', (data) => ({ data })),
    bare: filled('/api/bench-insert', (data) => data),
  })
  return [
    atLeast(
      'comment submission : Strapi core create',
      database,
      rates.ours / rates.core,
      2.5,
      perSecond(rates.ours, rates.core),
    ),
    atLeast(
      'comment submission : bare route, one insert',
      database,
      rates.ours / rates.bare,
      0.5,
      perSecond(rates.ours, rates.bare),
    ),
    atLeast(
      'comment submission with work : bare route, one insert',
      database,
      rates.worked / rates.bare,
      0.4,
      perSecond(rates.worked, rates.bare),
    ),
  ]
}

/** What portals ask for all day, in a docket of that size. */
async function reads(database, { url }, docket, slug) {
  const paths = {
    'GET period': [`/drafts/${docket}/period`, 0.6],
    'GET draft': [`/drafts/${docket}`, 0.5],
    'GET comments': [`/drafts/${docket}/comments`, 0.5],
    'GET drafts of a body': [`/drafts?body=${slug}`, 0.5],
  }
  const sides = { constant: { url: `${url}/api/bench-constant`, expect: 200 } }
  for (const [name, [path]] of Object.entries(paths)) {
    const address = `${url}${API}${path}`
    const etag = (await fetch(address)).headers.get('etag')
    sides[name] = { url: address, expect: 200 }
    sides[`${name}, 304`] = { url: address, headers: { 'if-none-match': etag }, expect: 304 }
  }
  const { constant, ...rates } = await inTurns(sides)
  return Object.entries(rates).map(([name, rate]) => {
    const goal = name.endsWith('304') ? 0.8 : paths[name][1]
    const what = `${name} : bare route, constant`
    return atLeast(what, database, rate / constant, goal, perSecond(rate, constant))
  })
}

const cursorOf = (position) => Buffer.from(JSON.stringify(position)).toString('base64url')

/** What the public reads of the large docket, page by page. */
function publicPages(database, { url }, docket) {
  const list = `${url}${API}/drafts/${docket}/comments?limit=100`
  const cursorAt = (share) => cursorOf(Math.floor(LARGE * share))
  return pages(database, 'page of 100 comments', { list, cursorAt })
}

/** What staff read of it at the desk, the latest first, by the cursor that a page ends with. */
async function deskPages(database, node, subject) {
  const token = await node.ask('signUpScreener', subject)
  const headers = { authorization: `Bearer ${token}` }
  const list = `${node.url}/comment-period/comments?limit=100`
  const rows = []
  for (const [what, query] of [
    ['page of 100 at the desk', ''],
    ['page of 100 waiting at the desk', '&state=received'],
    ['page of 100 without response at the desk', '&response=none'],
  ]) {
    const first = await (await fetch(list + query, { headers })).json()
    const latest = JSON.parse(Buffer.from(first.nextCursor, 'base64url').toString())
    const cursorAt = (share) => cursorOf(Math.floor(latest - LARGE * share))
    rows.push(...(await pages(database, what, { list: list + query, cursorAt, headers })))
  }
  return rows
}

/** One page at the start of a list, in the middle and near its end. */
async function pages(database, what, { list, cursorAt, headers = {} }) {
  const sides = { first: { url: list, headers, expect: 200 } }
  for (const share of [0.25, 0.5, 0.9]) {
    const url = `${list}&cursor=${cursorAt(share)}`
    sides[`at ${share * 100} %`] = { url, headers, expect: 200 }
  }
  const { first, ...deep } = await inTurns(sides)
  return Object.entries(deep).map(([where, rate]) =>
    atMost(`${what} ${where} : first page`, database, first / rate, 1.2, perSecond(rate, first)),
  )
}

async function publications(node, subject) {
  const times = []
  for (let round = 0; round < ACTS; round += 1)
    times.push((await node.ask('openDocket', subject)).publishMs)
  return median(times)
}

async function issuances(node, subject, token) {
  const times = { checklist: [], issue: [] }
  for (let round = 0; round < ACTS; round += 1) {
    const brief = await node.ask('openBriefDocket', { subject, openForMs: 50 })
    await untilDatabaseReaches(node, brief.closesAt)
    times.checklist.push(await timed(() => readChecklist(node, token, brief.documentId)))
    times.issue.push(await timed(() => issue(node, token, brief.documentId)))
  }
  return { checklist: median(times.checklist), issue: median(times.issue) }
}

/** Who issues has looked at what is left to be done; what was counted for it is good for the act. */
async function readChecklist({ url }, token, documentId) {
  const answer = await fetch(`${url}/comment-period/drafts/${documentId}/checklist`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the checklist answered ${answer.status}: ${text}`)
}

const issue = (node, token, documentId) =>
  act(node, token, documentId, 'issue', { reason: 'سنجش سرعت' })

async function extensions(node, token, small, large) {
  const times = { small: [], large: [] }
  for (let round = 0; round < ACTS; round += 1) {
    const day = new Date(Date.now() + (30 + 2 * round) * 86_400_000).toISOString().slice(0, 10)
    const body = { lastDayOn: day, ground: 'request', reason: 'سنجش سرعت' }
    times.small.push(await timed(() => act(node, token, small.documentId, 'extend', body)))
    times.large.push(await timed(() => act(node, token, large.documentId, 'extend', body)))
  }
  return { extendSmall: median(times.small), extendLarge: median(times.large) }
}

async function act({ url }, token, documentId, name, body) {
  const answer = await fetch(`${url}/comment-period/drafts/${documentId}/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${text}`)
}

/** @param filed where comments are filed: of the other docket, none has its place in the chain yet */
async function twoNodes(database, one, startNode, docket, filed) {
  const two = await startNode()
  try {
    const spread = (side) => [one, two].map(({ url }) => side(url))
    const period = (url) => ({ url: `${url}${API}/drafts/${docket}/period`, expect: 200 })
    const file = (url) => submission(url, filed)
    // What the machine itself gives to a second process, with no database to share.
    const constant = (url) => ({ url: `${url}/api/bench-constant`, expect: 200 })
    const rates = await inTurns({
      oneAnswers: constant(one.url),
      twoAnswer: spread(constant),
      oneReads: period(one.url),
      twoRead: spread(period),
      oneFiles: file(one.url),
      twoFile: spread(file),
    })
    return [
      measured(
        'bare route, constant, two nodes : one node',
        database,
        rates.twoAnswer / rates.oneAnswers,
        perSecond(rates.twoAnswer, rates.oneAnswers),
      ),
      atLeast(
        'GET period, two nodes : one node',
        database,
        rates.twoRead / rates.oneReads,
        1.6,
        perSecond(rates.twoRead, rates.oneReads),
      ),
      atLeast(
        'comment submission, two nodes : one node',
        database,
        rates.twoFile / rates.oneFiles,
        1.6,
        perSecond(rates.twoFile, rates.oneFiles),
      ),
    ]
  } finally {
    await two.stop()
  }
}

async function timed(perform) {
  const from = performance.now()
  await perform()
  return performance.now() - from
}

async function untilDatabaseReaches(node, instant) {
  while ((await node.ask('databaseNow')) < instant) await setImmediate()
}
