import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { PassThrough, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { writeCsvTable } from '../../../../plugins/comment-period/server/src/exporters/csv-table'
import { writeHtmlTable } from '../../../../plugins/comment-period/server/src/exporters/html-table'
import type { TableDocument } from '../../../../plugins/comment-period/server/src/exporters/table-document'
import { writeWordTable } from '../../../../plugins/comment-period/server/src/exporters/word-table'
import { writeXlsxWorkbook } from '../../../../plugins/comment-period/server/src/exporters/xlsx-workbook'
import {
  bytesOf,
  countedTable,
  documentOf,
  failingAfter,
  number,
  settled,
  silentTable,
  stuckAfter,
  tableOf,
  text,
} from '../../../support/table-documents'

type Write = (document: TableDocument, output: Writable, signal: AbortSignal) => Promise<void>

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exporters-'))
})
afterAll(() => rm(folder, { recursive: true }))

const WRITERS: readonly (readonly [string, Write])[] = [
  ['CSV', writeCsvTable],
  ['XLSX', (document, output, signal) => writeXlsxWorkbook(document, output, signal, { folder })],
  ['DOCX', writeWordTable],
  ['HTML', writeHtmlTable],
]

const COLUMNS = [number('ردیف'), text('متن'), text('پاسخ')]
const NEVER = new AbortController().signal

describe.each(WRITERS)('a table that is written as %s', (_, write) => {
  test('ends the stream and has all of it flushed when it is done', async () => {
    const output = new PassThrough()
    output.resume()
    await write(documentOf([countedTable(1000, COLUMNS).table]), output, NEVER)
    expect(output.writableFinished).toBe(true)
  })

  test('is the same bytes each time', async () => {
    const once = () =>
      bytesOf((output, signal) =>
        write(documentOf([tableOf('نظرها', COLUMNS, [[1, 'متن', null]])]), output, signal),
      )
    expect((await once()).equals(await once())).toBe(true)
  })

  test('does not read on where nobody takes what was written', async () => {
    const counted = countedTable(1_000_000, COLUMNS)
    const abort = new AbortController()
    const output = stuckAfter(1)
    const done = write(documentOf([counted.table]), output, abort.signal)
    const pulled = await settled(() => counted.pulled)
    expect(pulled).toBeGreaterThan(0)
    expect(pulled).toBeLessThan(30_000)
    abort.abort()
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
    expect(output.destroyed).toBe(true)
  })

  test('reads as fast as a slow reader takes it, and no faster', async () => {
    const counted = countedTable(1_000_000, COLUMNS)
    const abort = new AbortController()
    const halves = [stuckAfter(50_000), stuckAfter(500_000)]
    const pulled: number[] = []
    for (const output of halves) {
      const each = countedTable(1_000_000, COLUMNS)
      const done = write(documentOf([each.table]), output, abort.signal)
      pulled.push(await settled(() => each.pulled))
      output.destroy(new Error('enough'))
      await expect(done).rejects.toThrow('enough')
    }
    expect(pulled[1]!).toBeGreaterThan(pulled[0]!)
    expect(pulled[1]!).toBeLessThan(200_000)
    expect(counted.pulled).toBe(0)
  })

  test('stops in the middle when it is told to, and lets the source go', async () => {
    const counted = countedTable(1_000_000, COLUMNS)
    const abort = new AbortController()
    const output = new PassThrough()
    output.resume()
    const done = write(documentOf([counted.table]), output, abort.signal)
    // In the middle of the rows: a package begins with parts that have none.
    while (counted.pulled < 100) await setImmediate()
    abort.abort()
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
    expect(output.destroyed).toBe(true)
    expect(counted.pulled).toBeLessThan(1_000_000)
    await settled(() => counted.pulled)
    expect(counted.closed).toBe(true)
  })

  test('is not begun where it was told to stop before', async () => {
    const counted = countedTable(1_000_000, COLUMNS)
    const done = write(documentOf([counted.table]), new PassThrough(), AbortSignal.abort())
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
    expect(await settled(() => counted.pulled)).toBeLessThan(10_000)
  })

  test('stops also while it waits for a source that gives nothing any more', async () => {
    const abort = new AbortController()
    const output = new PassThrough()
    output.resume()
    const done = write(documentOf([silentTable(COLUMNS)]), output, abort.signal)
    setTimeout(() => abort.abort(), 50)
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('fails with the stream that it is written to', async () => {
    const counted = countedTable(1_000_000, COLUMNS)
    const done = write(documentOf([counted.table]), failingAfter(40_000), NEVER)
    await expect(done).rejects.toThrow('disk is full')
    await settled(() => counted.pulled)
    expect(counted.closed).toBe(true)
  })

  test('fails where its reader goes away', async () => {
    const output = new PassThrough()
    setTimeout(() => output.destroy(), 50)
    const done = write(documentOf([silentTable(COLUMNS)]), output, NEVER)
    await expect(done).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' })
  })

  test('fails with its source, and does not look like a whole file then', async () => {
    async function* broken() {
      yield [[1, 'متن', 'پاسخ']]
      await Promise.resolve()
      throw new Error('the database is gone')
    }
    const output = new PassThrough()
    output.resume()
    const table = { name: 'نظرها', columns: COLUMNS, pages: broken() }
    const done = write(documentOf([table]), output, NEVER)
    await expect(done).rejects.toThrow('the database is gone')
    await finished(output).catch(() => {})
    expect(output.writableFinished).toBe(false)
  })

  test('refuses a row that is not as wide as the table', async () => {
    const output = new PassThrough()
    output.resume()
    const done = write(documentOf([tableOf('نظرها', COLUMNS, [[1, 'متن']])]), output, NEVER)
    await expect(done).rejects.toThrow(RangeError)
  })

  test('leaves the event loop to others though its rows are all at hand', async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const output = new PassThrough()
    output.resume()
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    delay.enable()
    await write(documentOf([countedTable(30_000, COLUMNS).table]), output, NEVER)
    delay.disable()
    clearInterval(timer)
    // No bound of 20 ms here: other tests run beside this one.
    expect(turns).toBeGreaterThan(10)
    expect(delay.percentile(50) / 1e6).toBeLessThan(50)
  })
})

test('nothing is left in the folder of long texts', async () => {
  expect(await readdir(folder)).toEqual([])
})
