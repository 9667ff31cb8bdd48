/** Builds the record that is measured, through the product's own doors wherever there is one. */
import { performance } from 'node:perf_hooks'

const PLUGIN = 'plugin::comment-period'
const COMMENTS = 'comment_period_public_comments'
const HEADS = 'comment_period_docket_heads'

let made = 0
const unique = (prefix) => `${prefix}${process.pid.toString(36)}${(made += 1).toString(36)}`

/** A body with a unit, routing rules and a mandatory rule of two weeks, as a real one has. */
export async function prepareBody(strapi, { withRule }) {
  const create = (type, data) => strapi.documents(`${PLUGIN}.${type}`).create({ data })
  const slug = unique('bench')
  const body = await create('issuing-body', {
    slug,
    name: 'سازمان سنجش سرعت',
    zone: 'Asia/Tehran',
    weeklyClosedDays: [{ weekday: 5 }],
    screening: 'after',
    legalBasis: 'ماده ۹ تصویب‌نامه حقوق شهروندی',
    letterheadLines: ['سازمان سنجش سرعت'],
  })
  const kind = await create('instrument-kind', {
    key: unique('kind'),
    name: 'دستورالعمل',
    terminalAct: 'promulgate',
  })
  if (withRule)
    await create('period-rule', {
      title: 'دو هفته پیش از ابلاغ',
      body: body.documentId,
      terminalAct: 'promulgate',
      kinds: [],
      count: 2,
      unit: 'week',
      force: 'mandatory',
      legalBasis: 'بند ۲ ماده ۹',
    })
  const unit = await create('unit', {
    key: unique('unit'),
    name: 'دفتر حقوقی',
    body: body.documentId,
  })
  await create('routing-rule', {
    title: 'پیشنهادها',
    body: body.documentId,
    unit: unit.documentId,
    priority: 1,
    type: 'suggestion',
    dueDays: 10,
  })
  return { slug, bodyId: body.documentId, kindId: kind.documentId }
}

const clauses = () =>
  Array.from({ length: 40 }, (_, index) => ({
    kind: 'article',
    heading: `ماده ${index + 1}`,
    text: 'دستگاه مکلف است پیش‌نویس را پیش از ابلاغ برای نظرخواهی منتشر کند. '.repeat(4),
  }))

/** Publishes a draft of forty clauses; answers its docket and how long Publish took, in ms. */
export async function openDocket(strapi, subject) {
  const drafts = strapi.documents(`${PLUGIN}.draft-regulation`)
  const { documentId } = await drafts.create({
    locale: 'fa',
    data: {
      title: 'دستورالعمل سنجش',
      summary: 'خلاصه',
      clauses: clauses(),
      body: subject.bodyId,
      kind: subject.kindId,
    },
  })
  const from = performance.now()
  await drafts.publish({ documentId, locale: 'fa' })
  const publishMs = performance.now() - from
  const head = await strapi.db.connection(HEADS).where({ document_id: documentId }).first()
  return { documentId, docket: head.docket, publishMs }
}

const BATCH = 2_000

/**
 * Files comments by SQL, through the guards, a batch a statement: the numbers, the counters and
 * the lock are those of real filing. One in ten waits to be screened.
 */
export async function seedComments(strapi, docket, from, count) {
  const knex = strapi.db.connection
  const sqlite = strapi.db.dialect.client === 'sqlite'
  const head = await knex(HEADS).where({ docket }).first()
  const columns = `document_id, docket, draft_document_id, exposure_n, target, seq, public_id, type, text, salt, text_hash, language, channel, received_at, recorded_at, late, state, code_hmac, key_hmac, code_key_id, body_fingerprint, published_at, created_at, updated_at`
  const now = nowIn(strapi)
  const stamp = sqlite ? now : 'clock_timestamp()'
  const no = sqlite ? '0' : 'false'
  const hash = (value) => (sqlite ? `lower(hex(${value}))` : `md5(${value})`)
  const unique = (label) => `'${docket}-${label}-' || g`
  const values = `${unique('d')}, '${docket}', '${head.document_id}', 1, 'docket', g, ${unique('p')}, 'opinion', 'نظر شماره ' || g || ' درباره این پیش‌نویس و مواد آن', '${'a'.repeat(32)}', ${hash(`'h' || g`)}, 'fa', 'api', ${now}, ${now}, ${no}, CASE WHEN g % 10 = 0 THEN 'received' ELSE 'published' END, ${unique('c')}, ${unique('k')}, 'k1', '-', ${stamp}, ${stamp}, ${stamp}`
  for (let first = from; first < from + count; first += BATCH) {
    const last = Math.min(first + BATCH, from + count) - 1
    const series = sqlite
      ? `(WITH RECURSIVE s(g) AS (SELECT ${first} UNION ALL SELECT g + 1 FROM s WHERE g < ${last}) SELECT g FROM s)`
      : `generate_series(${first}, ${last}) AS s(g)`
    await knex.raw(`INSERT INTO ${COMMENTS} (${columns}) SELECT ${values} FROM ${series}`)
  }
}

/**
 * Puts every comment of a docket under one theme, which is answered: by SQL through the guards, a
 * batch a statement, as a thousand acts of staff would.
 */
export async function answerAll(strapi, url, { documentId, token, count }) {
  const base = `/comment-period/drafts/${documentId}/themes`
  const reason = 'سنجش سرعت'
  await post(url, base, { title: 'مهلت', reason }, token)
  const answer = { text: 'مهلت بیشتر شد.', disposition: 'accepted', reason }
  await post(url, `${base}/1/responses`, answer, token)
  const columns = 'comment_document_id, n, document_id, theme, act, reason, at, actor'
  for (let first = 1; first <= count; first += BATCH) {
    await strapi.db.connection.raw(
      `INSERT INTO comment_period_placements (${columns}) SELECT c.document_id, 1, c.draft_document_id, 1, 'placed', '${reason}', ${nowIn(strapi)}, '{}' FROM ${COMMENTS} AS c WHERE c.draft_document_id = ? AND c.seq >= ? AND c.seq < ?`,
      [documentId, first, first + BATCH],
    )
  }
}

async function post(url, to, body, token) {
  const answer = await fetch(url + to, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${to} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

const nowIn = (strapi) =>
  strapi.db.dialect.client === 'sqlite'
    ? "CAST(round(unixepoch('subsec') * 1000) AS INTEGER)"
    : '(extract(epoch from clock_timestamp()) * 1000)::bigint'

/** An admin user who is a manager of the body; answers the token of a real login. */
export async function signUpManager(strapi, url, subject, roleCode = 'strapi-super-admin') {
  const role = await strapi.db
    .query('admin::role')
    .findOne({ where: { code: 'strapi-super-admin' } })
  const email = `${unique('manager')}@example.test`
  const password = `Aa1-${unique('password')}-0123456789`
  const user = await strapi.service('admin::user').create({
    email,
    password,
    firstname: 'مدیر',
    lastname: 'سنجش',
    isActive: true,
    roles: [role.id],
  })
  const { data } = await post(url, '/admin/login', { email, password })
  const membership = {
    adminUserId: user.id,
    bodySlug: subject.slug,
    role: 'manager',
    reason: 'سنجش',
  }
  await post(url, '/comment-period/memberships', membership, data.token)
  const works = await strapi.db.query('admin::role').findOne({ where: { code: roleCode } })
  await strapi.service('admin::user').updateById(user.id, { roles: [works.id] })
  return data.token
}

/**
 * A docket of a body without rules whose period ends after so many milliseconds: written into the
 * ledger by SQL, which the guards let through because no mandatory rule binds the body.
 */
export async function openBriefDocket(strapi, subject, openForMs) {
  const knex = strapi.db.connection
  const { documentId } = await strapi.documents(`${PLUGIN}.draft-regulation`).create({
    locale: 'fa',
    data: {
      title: 'دستورالعمل کوتاه',
      clauses: clauses(),
      body: subject.bodyId,
      kind: subject.kindId,
    },
  })
  const number = (await knex(HEADS).where({ body_document_id: subject.bodyId })).length + 1
  const docket = `${subject.slug}-1405-${String(number).padStart(4, '0')}`
  await knex(HEADS).insert({
    document_id: documentId,
    docket,
    body_document_id: subject.bodyId,
    kind_document_id: subject.kindId,
    solar_year: 1405,
    number,
  })
  const openedAt = await databaseNow(strapi)
  await knex('comment_period_exposures').insert({
    document_id: documentId,
    docket,
    ordinal: 1,
    n: 1,
    opened_at: openedAt,
    closes_at: openedAt + openForMs,
    minimum_closes_at: openedAt + openForMs,
    body_document_id: subject.bodyId,
    kind_document_id: subject.kindId,
    terminal_act: 'promulgate',
    locale: 'fa',
    content: JSON.stringify({ v: 1, title: 'متن', clauses: [], attachments: [] }),
    summary: '',
    text_hash: 'a'.repeat(64),
    snapshot: JSON.stringify({
      body: { slug: subject.slug, name: 'سازمان', letterheadLines: [], legalBasis: '' },
      kind: { key: 'x', name: 'x' },
      zone: 'Asia/Tehran',
      destinationAuthority: null,
      rules: [],
      winningRule: null,
      calendar: { weeklyClosedDays: [], holidays: [] },
      lastDayOn: null,
      countedDayOn: null,
      skipped: [],
      requestedLastDayOn: null,
    }),
    actor: '{}',
  })
  return { documentId, docket, closesAt: openedAt + openForMs }
}

export async function databaseNow(strapi) {
  const sqlite = strapi.db.dialect.client === 'sqlite'
  const result = await strapi.db.connection.raw(`SELECT ${nowIn(strapi)} AS now`)
  return Number((sqlite ? result : result.rows)[0].now)
}
