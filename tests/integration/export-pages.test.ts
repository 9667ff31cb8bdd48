import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { bootFresh, type Json, type TestApp } from '../support/app'
import { behindGuards } from '../support/behind-guards'
import { aComment, aMember, anOpenDocket, submit, type Staff } from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import { askExport, exportOver, madeExport } from '../support/made-exports'
import { insertComments } from '../support/many-comments'
import { parsedXml, statedSheets, statedTables, unzipped } from '../support/office-files'

/**
 * More than one page on either database, with a stretch of long ones that shortens the pages after
 * it, and enough that they are written in a thread of their own.
 */
const COMMENTS = 1_100
const isLong = (seq: number) => seq > 150 && seq <= 400
const typeOf = (seq: number) => (seq % 7 === 0 ? 'suggestion' : 'opinion')
const textOf = (seq: number) =>
  `نظر ${String(seq)} ${isLong(seq) ? 'دراز '.repeat(1_200) : ''}پایان`
const ALL = Array.from({ length: COMMENTS }, (_, at) => at + 1)

let app: TestApp
let docket: string
let draft: string
let manager: Staff

beforeAll(async () => {
  app = await bootFresh()
  const open = await anOpenDocket(app)
  docket = open.docket
  draft = open.documentId
  manager = await aMember(app, open.subject)
  const sender = { name: 'رضا رضایی', contact: 'reza@example.ir' }
  const first = await submit(app, docket, aComment({ ...sender, type: typeOf(1), text: textOf(1) }))
  expect([first.status, first.body.code]).toEqual([201, undefined])
  await insertComments(app, draft, COMMENTS - 1, (place) => ({
    type: typeOf(place + 1),
    text: textOf(place + 1),
  }))
})
afterAll(() => app.stop())

const made = (fields: Json, profile = 'working') =>
  madeExport(app, manager, { docket, ...fields }, profile)

/** The comments of an export for programs. */
async function exportedLines(
  fields: Json,
  profile = 'working',
): Promise<{ job: Json; lines: Json[] }> {
  const { job, bytes } = await made({ format: 'ndjson', ...fields }, profile)
  const [, ...lines] = bytes.toString('utf8').trimEnd().split('\n')
  return { job, lines: lines.map((line) => JSON.parse(line) as Json) }
}

describe('an export of many pages', () => {
  test('has every comment once, in order and whole, however long those before it were', async () => {
    const { job, lines } = await exportedLines({})
    expect([job.done, job.total]).toEqual([COMMENTS, COMMENTS])
    expect(lines.map(({ seq }) => seq)).toEqual(ALL)
    expect(lines.map(({ text }) => text)).toEqual(ALL.map(textOf))
  })

  test('has what its filter leaves, where a page may leave nothing', async () => {
    const { lines } = await exportedLines({ type: 'suggestion' })
    const asked = ALL.filter((seq) => typeOf(seq) === 'suggestion')
    expect(lines.map(({ seq }) => seq)).toEqual(asked)
  })

  test('opens who filed a comment, and gives them a pseudonym', async () => {
    const full = await exportedLines({}, 'full')
    expect(full.lines[0]).toMatchObject({ name: 'رضا رضایی', contact: 'reza@example.ir' })
    const working = await exportedLines({})
    expect(working.lines[0]?.pseudonym).toMatch(/^P-[0-9a-f]{12}$/)
    expect(JSON.stringify(working.lines[0])).not.toContain('رضا')
  })

  test('has them all in every format of an archive', async () => {
    const files = await unzipped((await made({ format: 'zip' })).bytes)
    const comments = (format: string) => files.get(`comments/comments.${format}`)!
    const csv = parse(comments('csv'), { bom: true, columns: true }) as Json[]
    expect(csv.map((row) => row['متن نظر'])).toEqual(ALL.map(textOf))
    const sheets = await statedSheets(comments('xlsx'))
    const cells = sheets.flatMap(({ rows }) => rows.flat().map(({ value }) => value))
    expect(cells.filter((value) => /^نظر \d/.test(value))).toEqual(ALL.map(textOf))
    const word = await unzipped(comments('docx'))
    const table = statedTables(parsedXml(word.get('word/document.xml'))).flat(2)
    expect(table.filter((value) => /^نظر \d/.test(value))).toEqual(ALL.map(textOf))
    const page = comments('html').toString('utf8')
    expect([...page.matchAll(/نظر (\d+) /g)].map(([, seq]) => Number(seq))).toEqual(ALL)
  })

  test('is cancelled, leaves nothing behind, and the next one is made', async () => {
    const { body } = await askExport(manager, { docket, format: 'xlsx' })
    const id = String(body.id)
    const cancelled = await manager.call('POST', `/comment-period/exports/${id}/cancel`)
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled'])
    const { job } = await made({ format: 'ndjson' })
    const kept = readdirSync(path.join(app.folder, 'exports'))
    expect(kept).toContain(job.id)
    expect(kept.filter((name) => name.startsWith(id) || name.endsWith('.partial'))).toEqual([])
  })

  test('fails by name where a row cannot be read, and leaves nothing behind', async () => {
    const last = () =>
      app.knex(T('public_comments')).where({ draft_document_id: draft, seq: COMMENTS })
    const { received_at: before } = (await last().first()) as Json
    // No instant, and no number that a program keeps whole.
    await behindGuards(app, T('public_comments'), () =>
      last().update({ received_at: '9007199254740993' }),
    )
    const { body } = await askExport(manager, { docket })
    const job = await exportOver(manager, String(body.id))
    expect([job.state, job.failure]).toEqual(['failed', 'defect'])
    expect(readdirSync(path.join(app.folder, 'exports')).join()).not.toContain(String(job.id))
    await behindGuards(app, T('public_comments'), () => last().update({ received_at: before }))
    await made({})
  })
})
