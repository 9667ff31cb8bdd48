import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bootFresh, type Json, type TestApp } from '../support/app'
import { aPdf } from '../support/crafted-files'
import {
  aComment,
  aMember,
  anOpenDocket,
  aSubject,
  databaseNow,
  exposureRow,
  submit,
  untilDatabaseReaches,
  type Staff,
} from '../support/docket-builders'
import { T } from '../support/ledger-rows'
import { askExport, exportFile, exportOver, madeExport } from '../support/made-exports'
import { DATABASE } from '../support/sites'
import { commentPart, filePart, submitForm } from '../support/multipart'

let app: TestApp
let ours: Awaited<ReturnType<typeof anOpenDocket>>
let manager: Staff
const reason = 'درخواست دادگاه'

beforeAll(async () => {
  app = await bootFresh()
  ours = await anOpenDocket(app)
  manager = await aMember(app, ours.subject)
})
afterAll(() => app.stop())

async function fileComment(fields: Json = {}, docket = ours.docket): Promise<string> {
  const { status, body } = await submit(app, docket, aComment(fields))
  expect([status, body.code]).toEqual([201, undefined])
  return String(body.publicId)
}

const ask = (fields: Json, staff = manager, profile = 'working') =>
  askExport(staff, { docket: ours.docket, reason, ...fields }, profile)

const untilOver = (id: string, staff = manager) => exportOver(staff, id)

const made = (fields: Json, profile = 'working') =>
  madeExport(app, manager, { docket: ours.docket, reason, ...fields }, profile)

const fileOf = (job: Json, profile = 'working') => exportFile(app, manager, job, profile)

/** As the row of another process that has this export, or had it. */
async function heldRow(fields: Json): Promise<string> {
  const row = (await app.knex(T('exports')).orderBy('id').first()) as Json
  const { id: _, ...columns } = row
  const publicId = `e${Math.random().toString(36).slice(2).padEnd(11, '0').slice(0, 11)}`
  await app.knex(T('exports')).insert({
    ...columns,
    public_id: publicId,
    state: 'running',
    holder: 'another',
    held_until: (await databaseNow(app)) + 60_000,
    attempts: 1,
    done: 0,
    seed: 'a'.repeat(32),
    ended_at: null,
    kept_until: null,
    ...fields,
  })
  return publicId
}

/** What the runner does every minute. */
async function runJob(): Promise<void> {
  const jobs = app.strapi.cron.jobs as unknown as readonly {
    name: string | null
    job: { invoke(): Promise<void> }
  }[]
  await jobs.find(({ name }) => name === 'comment-period-exports')!.job.invoke()
}

const files = () => readdirSync(path.join(app.folder, 'exports'))

async function refuseUpdatesOf(table: string): Promise<void> {
  if (DATABASE === 'sqlite') {
    await app.knex.raw(
      `CREATE TRIGGER refuse_updates BEFORE UPDATE ON ${T(table)} BEGIN SELECT RAISE(ABORT, 'no'); END`,
    )
    return
  }
  await app.knex.raw(
    "CREATE FUNCTION refuse_updates() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
  )
  await app.knex.raw(
    `CREATE TRIGGER refuse_updates BEFORE UPDATE ON ${T(table)} FOR EACH ROW EXECUTE FUNCTION refuse_updates()`,
  )
}

async function letUpdatesBe(table: string): Promise<void> {
  if (DATABASE === 'sqlite') {
    await app.knex.raw('DROP TRIGGER refuse_updates')
    return
  }
  await app.knex.raw(`DROP TRIGGER refuse_updates ON ${T(table)}`)
  await app.knex.raw('DROP FUNCTION refuse_updates')
}

const linesOf = (bytes: Buffer): Json[] =>
  bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Json)

describe('an export', () => {
  let published: string
  let waiting: string
  beforeAll(async () => {
    published = await fileComment({
      text: '=HYPERLINK("http://x","y")\nخط دوم',
      name: 'رضا رضایی',
      contact: 'reza@example.ir',
      showName: true,
    })
    waiting = await fileComment({ text: 'نظر دوم', contact: 'Reza@example.ir' })
    await fileComment({ text: 'نظر سوم', contact: 'mina@example.ir' })
    await manager.call('POST', '/comment-period/screenings', {
      publicIds: [published],
      state: 'published',
      reason,
    })
    await manager.call('POST', '/comment-period/responses', {
      publicIds: [published],
      text: 'پاسخ دستگاه',
      disposition: 'accepted',
      reason: 'دلیل درونی',
    })
  })

  test('in CSV holds every comment of the set, in order, with texts that are no formulas', async () => {
    const { job, bytes } = await made({})
    expect(job).toMatchObject({ done: 3, total: 3, askedBy: 'کارشناس آزمون', reason })
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
    expect(rows.map((row) => [row.ردیف, row['شناسه عمومی']])).toEqual([
      ['1', published],
      ['2', waiting],
      ['3', expect.any(String)],
    ])
    expect(rows[0]!['متن نظر']).toBe('\'=HYPERLINK("http://x","y")\nخط دوم')
    expect(rows[0]!.نتیجه).toBe('پذیرفته شد')
    expect(rows[0]!['زمان دریافت']).toMatch(/^[۰-۹]{4}\/[۰-۹]{2}\/[۰-۹]{2} [۰-۹:]{8}$/)
  })

  test('of the working profile has one pseudonym for a submitter, and no name or contact', async () => {
    const { bytes } = await made({ format: 'ndjson' })
    const [about, first, second, third] = linesOf(bytes)
    expect(about).toMatchObject({
      format: 'comment-period-comments/1',
      profile: 'working',
      covers: [{ docket: ours.docket, seq: 3 }],
    })
    expect(first!.pseudonym).toMatch(/^P-[0-9a-f]{12}$/)
    expect(second!.pseudonym).toBe(first!.pseudonym)
    expect(third!.pseudonym).not.toBe(first!.pseudonym)
    expect(bytes.toString()).not.toMatch(/reza|رضا|mina/i)
    const again = linesOf((await made({ format: 'ndjson' })).bytes)
    expect(again[1]!.pseudonym).not.toBe(first!.pseudonym)
  })

  test('of the public profile shows the texts that the public list shows', async () => {
    const { bytes } = await made({ format: 'ndjson' }, 'public')
    const [, first, second] = linesOf(bytes)
    expect(first).toMatchObject({ publicId: published, textState: 'shown', pseudonym: null })
    expect(first!.responses).toMatchObject([{ text: 'پاسخ دستگاه', reason: null }])
    expect(second).toMatchObject({ textState: 'not-published', text: null, salt: null })
    expect(bytes.toString()).not.toMatch(/reza|رضا|mina|دلیل درونی|نظر دوم/i)
  })

  test('of the full profile shows who filed what, and is handed out by its own permission', async () => {
    const { job, bytes } = await made({ format: 'ndjson' }, 'full')
    expect(linesOf(bytes)[1]).toMatchObject({
      name: 'رضا رضایی',
      contact: 'reza@example.ir',
      displayName: 'رضا رضایی',
    })
    const other = await manager.call('GET', `/comment-period/exports/${String(job.id)}/file`)
    expect([other.status, other.body.code]).toEqual([404, 'EXPORT_UNKNOWN'])
  })

  test.each(['xlsx', 'docx', 'html', 'csv', 'ndjson', 'zip'])('is made as %s', async (format) => {
    const { bytes } = await made({ format })
    const starts = { xlsx: 'PK', docx: 'PK', zip: 'PK', html: '<!', csv: '\ufeff', ndjson: '{"' }
    expect(bytes.toString('utf8').startsWith(starts[format as keyof typeof starts])).toBe(true)
  })

  test('covers what was there when it was asked for, and no more', async () => {
    const asked = await ask({ format: 'ndjson' })
    await fileComment({ text: 'پس از درخواست' })
    await manager.call('POST', '/comment-period/screenings', {
      publicIds: [waiting],
      state: 'withheld',
      withholdReason: 'off-topic',
      reason,
    })
    const job = await untilOver(String(asked.body.id))
    const rows = linesOf(await fileOf(job)).slice(1)
    expect(rows).toHaveLength(3)
    expect(rows[1]).toMatchObject({ publicId: waiting, state: 'received', withholdReason: null })
  })

  test('is narrowed by what it asks for', async () => {
    const { bytes } = await made({ format: 'ndjson', state: 'published' })
    expect(linesOf(bytes).slice(1)).toMatchObject([{ publicId: published }])
    const body = { docket: undefined, body: ours.subject.slug, format: 'ndjson', type: 'criticism' }
    expect(linesOf((await made(body)).bytes).slice(1)).toEqual([])
  })

  test('hides what was hidden, and what was erased is gone', async () => {
    const hidden = await fileComment({ text: 'نام من مینا است' })
    const erased = await fileComment({ text: 'متن امحا', name: 'مینا', showName: true })
    await manager.call('POST', `/comment-period/comments/${hidden}/redaction`, {
      spans: [{ field: 'text', from: 7, to: 11 }],
      reason,
    })
    await manager.call('POST', `/comment-period/comments/${erased}/erasure`, { basis: 'حکم' })
    const other = await aMember(app, ours.subject)
    await other.call('POST', `/comment-period/comments/${erased}/erasure/approval`, { n: 1 })
    for (const profile of ['working', 'full']) {
      const rows = linesOf((await made({ format: 'ndjson' }, profile)).bytes)
      const shown = rows.find((row) => row.publicId === hidden)!
      expect([profile, shown.text]).toEqual([
        profile,
        profile === 'full' ? 'نام من مینا است' : expect.not.stringContaining('مینا'),
      ])
      expect(shown.salt === null).toBe(profile === 'working')
      expect(rows.find((row) => row.publicId === erased)).toMatchObject({
        text: null,
        textState: 'erased',
        displayName: null,
        salt: null,
      })
    }
  })
})

describe('what an export says', () => {
  type Cells = Record<string, string>
  const rowsOf = (bytes: Buffer) => parse(bytes, { bom: true, columns: true }) as Cells[]
  /** Cells of the rows of the table that a page to print ends with, or of the one before. */
  const printed = (bytes: Buffer, table = -1) => {
    const tables = bytes.toString('utf8').split('<table').slice(1)
    const rows = tables.at(table)!.split('<tr').slice(2)
    return rows.map((row) =>
      row
        .split(/<t[dh]/)
        .slice(1)
        .map((cell) =>
          cell
            .replace(/^[^>]*>/, '')
            .replace(/<br ?\/?>/g, '\n')
            .replace(/<[^>]*>/g, '')
            .trim(),
        ),
    )
  }
  const act = (publicId: string, name: string, body: Json) =>
    manager.call('POST', `/comment-period/comments/${publicId}/${name}`, body)
  const answer = async (publicId: string, text: string, disposition = 'accepted') => {
    const { status } = await act(publicId, 'response', { text, disposition, reason })
    expect(status).toBe(201)
  }

  test('of a comment that the profile does not tell of is not that it has no clause and no response', async () => {
    const { docket } = await anOpenDocket(app, ours.subject)
    const { body } = await app.call('GET', `/api/comment-period/drafts/${docket}`)
    const { clauseId, label } = body.text.clauses[0] as { clauseId: string; label: string }
    const onClause = await fileComment({ clauseId }, docket)
    const onDraft = await fileComment({}, docket)
    for (const publicId of [onClause, onDraft]) await answer(publicId, 'پاسخ به نظر')
    await act(onDraft, 'screening', { state: 'published', reason })

    const notTold = 'در این خروجی نمی‌آید'
    const html = await made({ docket, format: 'html' }, 'public')
    const [withheld, published] = printed(html.bytes)
    expect([withheld![1], withheld!.at(-2), withheld!.at(-1)]).toEqual([notTold, notTold, ''])
    expect([published![1], published!.at(-2), published!.at(-1)]).toEqual([
      'کل پیش‌نویس',
      'پذیرفته شد',
      'پاسخ به نظر',
    ])
    const rows = rowsOf((await made({ docket }, 'public')).bytes)
    expect(rows.map((row) => [row.بخش, row['شمار پاسخ‌ها']])).toEqual([
      ['', ''],
      ['', '1'],
    ])
    const [, first, second] = linesOf((await made({ docket, format: 'ndjson' }, 'public')).bytes)
    expect(first).toMatchObject({ isTold: false, responses: null })
    expect(second).toMatchObject({ isTold: true, responses: [{ text: 'پاسخ به نظر' }] })
    const working = printed((await made({ docket, format: 'html' })).bytes)
    expect(working[0]![1]).toBe(label)
  })

  test('of several responses is all of them, in order, and when each was given', async () => {
    const { docket } = await anOpenDocket(app, ours.subject)
    const publicId = await fileComment({}, docket)
    await answer(publicId, 'پاسخ نخست', 'rejected')
    await answer(publicId, 'پاسخ دوم')
    const [row] = rowsOf((await made({ docket })).bytes)
    expect(row).toMatchObject({
      'آخرین پاسخ': 'پاسخ دوم',
      نتیجه: 'پذیرفته شد',
      'شمار پاسخ‌ها': '2',
      'پاسخ‌های پیشین': expect.stringMatching(/^[۰-۹/]+ [۰-۹:]+ – پذیرفته نشد: پاسخ نخست$/),
      'زمان پاسخ (جهانی)': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    })
    const [cells] = printed((await made({ docket, format: 'html' })).bytes)
    expect(cells!.at(-1)).toMatch(/پذیرفته نشد: پاسخ نخست\n.*پذیرفته شد: پاسخ دوم$/s)
  })

  test('of who filed is one pseudonym for a contact however it is typed, and none shared by a name', async () => {
    const { docket } = await anOpenDocket(app, ours.subject)
    const contacts = ['۰۹۱۲۳۴۵۶۷۸۹', '0912 345 6789', '+989123456789', 'x@example.ir']
    for (const contact of contacts) await fileComment({ contact }, docket)
    for (let n = 0; n < 2; n += 1) await fileComment({ name: 'علی محمدی' }, docket)
    await fileComment({}, docket)
    const rows = linesOf((await made({ docket, format: 'ndjson' })).bytes).slice(1)
    const [one, same, again, other, ali, namesake, nobody] = rows.map((row) => row.pseudonym)
    expect([same, again]).toEqual([one, one])
    expect(new Set([one, other, ali, namesake]).size).toBe(4)
    expect([ali, namesake]).toEqual(Array(2).fill(expect.stringMatching(/^P-/)))
    expect(nobody).toBeNull()
  })

  test('is as of its instant: what was decided and named later is not in it', async () => {
    const { docket, documentId } = await anOpenDocket(app, ours.subject)
    const base = `/comment-period/drafts/${documentId}`
    const sent = await submitForm(app, docket, [
      commentPart(aComment()),
      filePart('سند.pdf', 'application/pdf', aPdf('% instant\n')),
    ])
    const publicId = String(sent.body.publicId)
    await manager.call('POST', `${base}/themes`, { title: 'مهلت', reason })
    await manager.call('POST', `${base}/themes/1/placements`, {
      publicIds: [publicId],
      act: 'placed',
      reason,
    })
    const response = { text: 'پاسخ', disposition: 'accepted', reason }
    await manager.call('POST', `${base}/themes/1/responses`, response)
    const instant = await databaseNow(app)
    const covers = JSON.stringify([{ draftDocumentId: documentId, docket, seq: 1 }])
    await untilDatabaseReaches(app, instant + 1)
    const renamed = { title: 'مهلت نظرخواهی', reason }
    expect((await manager.call('POST', `${base}/themes/1/title`, renamed)).status).toBe(200)
    expect(
      (await act(publicId, 'attachments/1/verdict', { verdict: 'released', reason })).status,
    ).toBe(201)
    const { title } = (await app.call('GET', `/api/comment-period/drafts/${docket}`)).body
      .text as Json
    await app.knex(T('exposures')).insert(await exposureRow(app, documentId))
    const asOf = async (asked_at: number) => {
      const filter = '{"state":null,"type":null,"channel":null,"unit":null}'
      const its = { draft_document_id: documentId, covers, filter, total: 1 }
      const made = { asked_at, held_until: 1, format: 'ndjson', profile: 'working' }
      const id = await heldRow({ ...its, ...made })
      await runJob()
      const [about, row] = linesOf(await fileOf(await untilOver(id)))
      return [about!.title, row!.responses[0].theme, row!.attachments[0].state]
    }
    expect(await asOf(instant)).toEqual([title, 'مهلت', 'quarantined'])
    const now = await databaseNow(app)
    expect(await asOf(now)).toEqual(['متن', 'مهلت نظرخواهی', 'released'])
  })

  test('of what it covers names every docket, in the answer, in the name and on paper', async () => {
    const { docket } = await anOpenDocket(app, ours.subject)
    const empty = await made({ docket, format: 'html' })
    expect(empty.bytes.toString()).toContain(`پرونده ${docket}: بدون نظر`)
    expect(empty.job.covers).toEqual([{ docket, seq: 0 }])
    await fileComment({ type: 'criticism' }, docket)

    const filter = { state: 'received', type: 'criticism' }
    const { job, bytes } = await made({ docket, format: 'html', language: 'en', ...filter })
    expect(job.covers).toEqual([{ docket, seq: 1 }])
    expect(bytes.toString()).toMatch(/waiting to be screened, criticism/i)
    const name = await nameOf(job)
    expect(name).toMatch(`${docket}_1-1_`)
    expect(name).toMatch(/_working_state-received_type-criticism\.html/)

    const whole = await made({ docket: undefined, body: ours.subject.slug, format: 'ndjson' })
    expect(whole.job.covers).toEqual(linesOf(whole.bytes)[0]!.covers)
    expect(await nameOf(whole.job)).toContain(
      `${ours.subject.slug}_dockets-${String(whole.job.covers.length)}_`,
    )

    const covers = Array.from({ length: 51 }, (_, n) => ({
      draftDocumentId: `none-${String(n)}`,
      docket: `none-1405-${String(n)}`,
      seq: n + 1,
    }))
    const id = await heldRow({
      covers: JSON.stringify(covers),
      draft_document_id: null,
      held_until: 1,
      format: 'html',
      profile: 'working',
    })
    await runJob()
    const listed = printed(await fileOf(await untilOver(id)))
    expect(listed.map(([each]) => each)).toEqual(covers.map((covered) => covered.docket))
  })

  const nameOf = async (job: Json) => {
    const path = `${app.url}/comment-period/exports/${String(job.id)}/file`
    const answered = await fetch(path, { headers: { Authorization: `Bearer ${manager.token}` } })
    await answered.arrayBuffer()
    return answered.headers.get('content-disposition') ?? ''
  }
})

describe('what is taken back from a comment', () => {
  const stateOf = async (job: Json) =>
    (await manager.call('GET', `/comment-period/exports/${String(job.id)}`)).body.state as string
  const afterwards = async (jobs: readonly { job: Json }[]) =>
    Promise.all(jobs.map(({ job }) => stateOf(job)))
  const ofEach = async () => [
    await made({ format: 'csv' }, 'public'),
    await made({ format: 'csv' }, 'working'),
    await made({ format: 'csv' }, 'full'),
  ]
  const act = (publicId: string, name: string, body: Json, staff = manager) =>
    staff.call('POST', `/comment-period/comments/${publicId}/${name}`, body)

  test('is taken back in the transaction of the act: where it cannot be, nothing is erased', async () => {
    const publicId = await fileComment({ text: 'برای امحا' })
    const jobs = await ofEach()
    await act(publicId, 'erasure', { basis: 'حکم' })
    const other = await aMember(app, ours.subject)
    const approve = () => act(publicId, 'erasure/approval', { n: 1 }, other)
    await refuseUpdatesOf('exports')
    const failed = await approve()
    await letUpdatesBe('exports')
    expect(failed.status).toBe(500)
    expect(await afterwards(jobs)).toEqual(['done', 'done', 'done'])
    const full = linesOf((await made({ format: 'ndjson' }, 'full')).bytes)
    expect(full.find((row) => row.publicId === publicId)).toMatchObject({ text: 'برای امحا' })
    // Repeated, it is lawful still.
    expect((await approve()).status).toBe(201)
    expect(await afterwards(jobs)).toEqual(['expired', 'expired', 'expired'])
  })

  test('leaves no file for long where a kill came between the act and its removal', async () => {
    const { job } = await made({ format: 'csv' })
    const id = String(job.id)
    const still = await made({ format: 'csv' })
    await app.knex(T('exports')).where({ public_id: id }).update({ state: 'expired' })
    expect(files()).toContain(id)
    const fetched = await manager.call('GET', `/comment-period/exports/${id}/file`)
    expect([fetched.status, fetched.body.code]).toEqual([409, 'EXPORT_NOT_DONE'])
    await runJob()
    expect(files()).not.toContain(id)
    expect(files()).toContain(String(still.job.id))
  })

  test('with a released attachment that is rejected leaves the public ones', async () => {
    const { docket } = await anOpenDocket(app, ours.subject)
    const sent = await submitForm(app, docket, [
      commentPart(aComment()),
      filePart('کارت.pdf', 'application/pdf', aPdf('% card\n')),
    ])
    const publicId = String(sent.body.publicId)
    const judge = (verdict: string) => act(publicId, 'attachments/1/verdict', { verdict, reason })
    await act(publicId, 'screening', { state: 'published', reason })
    expect((await judge('released')).status).toBe(201)
    const jobs = [
      await made({ docket, format: 'zip' }, 'public'),
      await made({ docket, format: 'zip' }),
    ]
    expect(jobs.map(({ bytes }) => bytes.includes('attachments/'))).toEqual([true, true])
    expect((await judge('rejected')).status).toBe(201)
    expect(await afterwards(jobs)).toEqual(['expired', 'done'])
    expect(files()).not.toContain(String(jobs[0]!.job.id))
    const later = await made({ docket, format: 'zip' }, 'public')
    expect(later.bytes.includes('attachments/')).toBe(false)
  })

  test('by an erasure is taken back from exports of every profile', async () => {
    const publicId = await fileComment({ text: 'برای امحا' })
    const jobs = await ofEach()
    await act(publicId, 'erasure', { basis: 'حکم' })
    const other = await aMember(app, ours.subject)
    expect((await act(publicId, 'erasure/approval', { n: 1 }, other)).status).toBe(201)
    expect(await afterwards(jobs)).toEqual(['expired', 'expired', 'expired'])
  })

  test('by hiding words from those that do not show them, by withholding from the public one', async () => {
    const publicId = await fileComment({ text: 'نام مینا' })
    await act(publicId, 'screening', { state: 'published', reason })
    const jobs = await ofEach()
    await act(publicId, 'redaction', { spans: [{ field: 'text', from: 4, to: 8 }], reason })
    expect(await afterwards(jobs)).toEqual(['expired', 'expired', 'done'])
    const later = await ofEach()
    const withheld = { state: 'withheld', withholdReason: 'insult', reason }
    await act(publicId, 'screening', withheld)
    expect(await afterwards(later)).toEqual(['expired', 'done', 'done'])
  })

  if (DATABASE === 'postgres') {
    test('by an act that is not committed yet is not in an export that is asked for meanwhile', async () => {
      const publicId = await fileComment({ text: 'برای پس‌گرفتن' })
      await act(publicId, 'screening', { state: 'published', reason })
      await app.knex.raw(
        'CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END $$',
      )
      await app.knex.raw(
        `CREATE CONSTRAINT TRIGGER wait_at_commit AFTER INSERT ON ${T('screenings')} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`,
      )
      const gate = await app.knex.transaction()
      await gate.raw('SELECT pg_advisory_xact_lock(7)')
      let isOver = false
      const untilSomebodyWaitsFor = async (kind: string) => {
        const waits = () =>
          app.knex('pg_locks').where({ granted: false, locktype: kind }).first() as Promise<unknown>
        while (!isOver && (await waits()) === undefined) continue
      }
      const withheld = act(publicId, 'screening', {
        state: 'withheld',
        withholdReason: 'insult',
        reason,
      })
      await untilSomebodyWaitsFor('advisory')
      const asked = ask({ format: 'ndjson' }, manager, 'public')
      await Promise.race([
        asked.then(({ body }) => untilOver(String(body.id))),
        untilSomebodyWaitsFor('relation'),
      ])
      isOver = true
      await gate.commit()
      expect((await withheld).status).toBe(200)
      await app.knex.raw(`DROP TRIGGER wait_at_commit ON ${T('screenings')}`)
      await app.knex.raw('DROP FUNCTION wait_at_commit')
      const job = await untilOver(String((await asked).body.id))
      const rows = linesOf(await fileOf(job))
      expect(rows.find((row) => row.publicId === publicId)).toMatchObject({
        text: null,
        textState: 'not-published',
        state: 'withheld',
      })
    })
  }

  test('and what came after an export leaves it as it is', async () => {
    const before = await made({ format: 'csv' }, 'full')
    const publicId = await fileComment({ text: 'پس از خروجی' })
    await act(publicId, 'redaction', { spans: [], reason })
    expect(await afterwards([before])).toEqual(['done'])
  })
})

describe('who may not', () => {
  test('a member of another body neither asks, nor sees, nor fetches, nor cancels', async () => {
    const stranger = await aMember(app, await aSubject(app), 'legal')
    const { job } = await made({})
    expect((await ask({}, stranger)).body.code).toBe('NOT_A_MEMBER')
    expect((await stranger.call('GET', '/comment-period/exports')).body.items).toEqual([])
    for (const [method, suffix] of [
      ['GET', ''],
      ['GET', '/file'],
      ['POST', '/cancel'],
    ] as const) {
      const { status, body } = await stranger.call(
        method,
        `/comment-period/exports/${String(job.id)}${suffix}`,
      )
      expect([suffix, status, body.code]).toEqual([suffix, 404, 'EXPORT_UNKNOWN'])
    }
  })

  test('a screener, a responder and an editor of the body do not export', async () => {
    for (const role of ['screener', 'responder', 'editor']) {
      const { body } = await ask({}, await aMember(app, ours.subject, role))
      expect([role, body.code]).toEqual([role, 'NOT_A_MEMBER'])
    }
  })
})

describe('what is refused', () => {
  test.each([
    ['neither a docket nor a body', { docket: undefined }, 'INPUT_INVALID'],
    ['both', { body: 'x' }, 'INPUT_INVALID'],
    ['an archive of a part', { format: 'zip', state: 'published' }, 'EXPORT_NEEDS_DOCKET'],
    ['no reason', { reason: ' ' }, expect.any(String)],
    ['a format there is not', { format: 'pdf' }, 'INPUT_INVALID'],
    ['a docket there is not', { docket: 'nothing-1405-0001' }, 'DOCKET_UNKNOWN'],
    ['a body there is not', { docket: undefined, body: 'nobody' }, 'BODY_UNKNOWN'],
  ])('%s', async (_, fields, code) => {
    const { status, body } = await ask(fields as Json)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body.code).toEqual(code)
  })

  test('a paper format of more rows than anything opens', async () => {
    const head = app.knex(T('docket_heads')).where({ document_id: ours.documentId })
    const before = ((await head.clone().first()) as { last_seq: number }).last_seq
    await head.clone().update({ last_seq: 20_001 })
    const { body } = await ask({ format: 'docx' })
    await head.clone().update({ last_seq: before })
    expect([body.code, body.details]).toEqual([
      'EXPORT_TOO_LARGE',
      { rows: 20_001, most: 20_000, format: 'docx' },
    ])
  })

  test('to cancel what is over, and to fetch what was cancelled', async () => {
    const { job } = await made({})
    const over = await manager.call('POST', `/comment-period/exports/${String(job.id)}/cancel`)
    expect([over.status, over.body.code]).toEqual([409, 'EXPORT_OVER'])
  })
})

describe('an export that is under way', () => {
  /** What the other process has written of it so far. */
  const halfFile = (id: string) => {
    const name = `${id}.0123456789ab.partial`
    writeFileSync(path.join(app.folder, 'exports', name), 'half')
    expect(files()).toContain(name)
  }
  const filesOf = (id: string) => files().filter((name) => name.startsWith(id))

  test('is cancelled at once, and leaves no file', async () => {
    const id = await heldRow({})
    halfFile(id)
    const { status, body } = await manager.call('POST', `/comment-period/exports/${id}/cancel`)
    expect([status, body.state]).toEqual([200, 'cancelled'])
    const fetched = await manager.call('GET', `/comment-period/exports/${id}/file`)
    expect([fetched.status, fetched.body.code]).toEqual([409, 'EXPORT_NOT_DONE'])
    expect(filesOf(id)).toEqual([])
  })

  test('is left to the process that has it', async () => {
    const id = await heldRow({})
    await made({})
    const { body } = await manager.call('GET', `/comment-period/exports/${id}`)
    expect(body.state).toBe('running')
    await manager.call('POST', `/comment-period/exports/${id}/cancel`)
  })

  test('is begun anew where its process has died, with the same set and instant', async () => {
    const id = await heldRow({ held_until: 1, format: 'ndjson' })
    halfFile(id)
    await made({})
    const job = await untilOver(id)
    expect([job.state, job.failure]).toEqual(['done', null])
    expect(filesOf(id)).toEqual([id])
    const [about, ...rows] = linesOf(await fileOf(job))
    expect(rows).toHaveLength(about!.covers[0].seq)
    expect(about!.instant).toBe(job.askedAt)
  })

  test('is given up where one process after the other has died over it', async () => {
    const id = await heldRow({ held_until: 1, attempts: 3 })
    halfFile(id)
    await made({})
    expect(await untilOver(id)).toMatchObject({ state: 'failed', failure: 'gave-up' })
    expect(filesOf(id)).toEqual([])
  })
})

test('the list names who asked, for what and why, page by page', async () => {
  const first = await manager.call('GET', '/comment-period/exports?limit=2')
  expect(first.body.items).toHaveLength(2)
  expect(first.body.items[0]).toMatchObject({ askedBy: 'کارشناس آزمون', reason })
  const cursor = encodeURIComponent(String(first.body.nextCursor))
  const second = await manager.call('GET', `/comment-period/exports?limit=2&cursor=${cursor}`)
  const ids = [...first.body.items, ...second.body.items].map((item: Json) => String(item.id))
  expect(new Set(ids).size).toBe(4)
})

test('an archive holds files that came with comments, but none that is infected', async () => {
  const { docket } = await anOpenDocket(app, ours.subject)
  const sent = await submitForm(app, docket, [
    commentPart(aComment()),
    filePart('سند.pdf', 'application/pdf', aPdf()),
  ])
  expect(sent.status).toBe(201)
  const { bytes } = await made({ docket, format: 'zip' })
  expect(bytes.includes('attachments/')).toBe(true)
})

describe('an archive of a docket whose comment came with a file', () => {
  let docket: string
  let stored: string
  const asked = async () => untilOver(String((await ask({ docket, format: 'zip' })).body.id))
  beforeAll(async () => {
    ;({ docket } = await anOpenDocket(app, ours.subject))
    const file = filePart('سند.pdf', 'application/pdf', aPdf('% kept\n'))
    expect((await submitForm(app, docket, [commentPart(aComment()), file])).status).toBe(201)
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    stored = path.join(app.folder, 'comment-files', sha256.slice(0, 2), sha256)
  })

  test.each([
    ['was lost', (file: string) => rmSync(file)],
    ['was changed in its place', (file: string) => appendFileSync(file, ' ')],
  ])('is refused where the file %s, and made once it is there again', async (_, harm) => {
    const whole = readFileSync(stored)
    harm(stored)
    const job = await asked()
    expect([job.state, job.failure]).toEqual(['failed', 'unreadable'])
    expect(files()).not.toContain(String(job.id))
    writeFileSync(stored, whole)
    expect((await asked()).state).toBe('done')
  })
})
