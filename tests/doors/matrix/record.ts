import type { TestApp } from '../../support/app'
import { API, databaseNow } from '../../support/docket-builders'
import { T } from '../../support/ledger-rows'
import type { Docket } from './stage'

const LEDGERS = ['exposures', 'translations', 'events', 'waivers', 'issuances'] as const
const GROWING = [
  ...LEDGERS,
  'screenings',
  'responses',
  'assignments',
  'notes',
  'disclosures',
  'redactions',
  'erasure_requests',
  'placements',
  'themes',
  'theme_responses',
  'change_grounds',
  'reports',
  'comment_attachments',
  'attachment_verdicts',
  'rule_revisions',
] as const
const HOUR = 3_600_000

/** Everything an attack must leave as it was, in one value to compare. */
export async function recordOf(app: TestApp, docket: Docket) {
  const { documentId, number, subject } = docket
  const ledgers: Record<string, unknown> = {}
  for (const table of LEDGERS) {
    const rows = app.knex(T(table)).where({ document_id: documentId }).orderBy('id')
    // By its number too: a row of another document may go by it.
    if (table !== 'translations') void rows.orWhere({ docket: number })
    ledgers[table] = await rows
  }
  const comments = (await app
    .knex(T('public_comments'))
    .where({ draft_document_id: documentId })
    .orderBy('id')) as unknown[]
  const heads: unknown[] = await app
    .knex(T('docket_heads'))
    .where({ document_id: documentId })
    .select('docket', 'body_document_id', 'kind_document_id', 'solar_year', 'number')
  return {
    ledgers,
    comments,
    heads,
    rules: await whatBinds(app, docket),
    cited: [
      await app
        .knex(T('issuing_bodies'))
        .where({ document_id: subject.bodyId })
        .select('slug', 'zone'),
      await app
        .knex(T('instrument_kinds'))
        .where({ document_id: subject.kindId })
        .select('key', 'terminal_act'),
    ],
    read: await whatThePublicReads(app, number),
  }
}

/** The rule's revisions, and the shortest period that a draft of this body could get by tomorrow. */
async function whatBinds(app: TestApp, { subject, ruleId }: Docket) {
  const all = (await app
    .knex(T('rule_revisions'))
    .where({ body_document_id: subject.bodyId })
    .orWhereNull('body_document_id')
    .orderBy(['rule_document_id', 'revision'])) as RevisionRow[]
  const tomorrow = (await databaseNow(app)) + 23 * HOUR
  const inForce = new Map<string, RevisionRow>()
  for (const row of all) {
    if (Number(row.effective_at) <= tomorrow) inForce.set(row.rule_document_id, row)
  }
  const floors = [...inForce.values()].flatMap((row) =>
    row.force === 'mandatory' && Number(row.ended) === 0
      ? [Number(row.period_count) * UNITS[row.period_unit]]
      : [],
  )
  return {
    revisions: all.filter(
      (row) => row.rule_document_id === ruleId && Number(row.effective_at) <= tomorrow,
    ),
    floorMs: Math.max(0, ...floors),
  }
}

interface RevisionRow {
  readonly rule_document_id: string
  readonly effective_at: number | string
  readonly force: string
  readonly ended: number
  readonly period_count: number | string
  readonly period_unit: keyof typeof UNITS
}

/** What Strapi's own rows of a docket say, which an attack may change without harm. */
export async function contentOf(app: TestApp, { documentId }: Docket): Promise<string> {
  const drafts = T('draft_regulations')
  const link = `${drafts}_body_lnk`
  return JSON.stringify(
    await app
      .knex(drafts)
      .leftJoin(link, `${link}.draft_regulation_id`, `${drafts}.id`)
      .where({ document_id: documentId })
      .orderBy(`${drafts}.id`)
      .select(`${drafts}.*`, `${link}.issuing_body_id`),
  )
}

const UNITS = { minute: 60_000, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR } as const

/** The whole of a docket's page, its comments, and the bytes of what is attached to it. */
async function whatThePublicReads(app: TestApp, number: string) {
  const page = await app.call('GET', `${API}/drafts/${number}`)
  const comments = await app.call('GET', `${API}/drafts/${number}/comments`)
  const attached: unknown[] = []
  for (const { path } of (page.body.text?.attachments ?? []) as { path: string }[]) {
    attached.push((await app.call('GET', path)).body)
  }
  return [page.status, page.body, comments.status, comments.body, attached]
}

type Size = Readonly<Record<string, { readonly rows: number; readonly lastId: number }>>

interface SizeRow {
  readonly name: string
  readonly rows: number | string
  readonly last_id: number | string | null
}

const SIZED = [...GROWING, 'public_comments'] as const

/** How much of the record there is, whosever docket it belongs to. */
export async function sizeOf(app: TestApp): Promise<Size> {
  const [first, ...rest] = SIZED.map((name) =>
    app
      .knex(T(name))
      .select(app.knex.raw('? AS name', [name]))
      .count({ rows: '*' })
      .max({ last_id: 'id' }),
  )
  const sized = (await first?.unionAll(rest)) as SizeRow[]
  return Object.fromEntries(
    sized.map(({ name, rows, last_id: lastId }) => [
      name,
      { rows: Number(rows), lastId: Number(lastId ?? 0) },
    ]),
  )
}

/** Rows that are gone, and issuances that came, whosever docket they belong to; empty is good. */
export async function lossSince(app: TestApp, before: Size): Promise<readonly string[]> {
  const [first, ...rest] = SIZED.map((name) =>
    app
      .knex(T(name))
      .where('id', '<=', before[name]?.lastId ?? 0)
      .select(app.knex.raw('? AS name', [name]))
      .count({ rows: '*' }),
  )
  const left = (await first?.unionAll(rest)) as SizeRow[]
  const losses = left.flatMap(({ name, rows }) =>
    Number(rows) === before[name]?.rows ? [] : [`${name} lost rows`],
  )
  const issued = (await app.knex(T('issuances')).count({ rows: '*' }).first()) as SizeRow
  return Number(issued.rows) === before.issuances?.rows ? losses : [...losses, 'issuances grew']
}
