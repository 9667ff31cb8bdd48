import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createExportFiles } from '../../../plugins/comment-period/server/src/services/export-files'

let data: string
beforeAll(() => {
  data = mkdtempSync(path.join(tmpdir(), 'exports-'))
})
afterAll(() => {
  rmSync(data, { recursive: true })
})
const ours = () => Promise.resolve(true)
const writing = (text: string) => (output: Writable) => {
  output.end(text)
  return Promise.resolve()
}
const names = () => readdirSync(path.join(data, 'exports')).sort()

describe('the file of an export', () => {
  test('is kept once it is whole, with its size and hash', async () => {
    const files = createExportFiles(data)
    const written = await files.keep('e1', writing('نظر'), ours)
    const bytes = Buffer.from('نظر')
    expect(written).toEqual({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    expect(await files.has('e1')).toBe(true)
    expect(await text(files.read('e1'))).toBe('نظر')
    await files.remove('e1')
    expect(names()).toEqual([])
  })

  test('is not there before its last byte is', async () => {
    const files = createExportFiles(data)
    await files.keep(
      'e2',
      async (output) => {
        output.write('half')
        expect(await files.has('e2')).toBe(false)
        output.end()
      },
      ours,
    )
    expect(names()).toEqual(['e2'])
    await files.remove('e2')
  })

  test.each([
    ['fails', Object.assign(new Error('full'), { code: 'ENOSPC' })],
    ['is stopped', Object.assign(new Error('stopped'), { name: 'AbortError' })],
  ])('is not kept where its writing %s half way', async (_, cause) => {
    const files = createExportFiles(data)
    const failing = files.keep(
      'e3',
      (output) => {
        output.write('half')
        return Promise.reject(cause)
      },
      ours,
    )
    await expect(failing).rejects.toBe(cause)
    expect(names()).toEqual([])
  })

  test('is not kept by a process that another has taken over from, whose file stays', async () => {
    const files = createExportFiles(data)
    await files.keep('e7', writing('another'), ours)
    for (const answers of [[false], [true, false]]) {
      const isStillOurs = () => Promise.resolve(answers.shift() ?? false)
      expect(await files.keep('e7', writing('late'), isStillOurs)).toBeNull()
      expect(names()).toEqual(['e7'])
      expect(await text(files.read('e7'))).toBe('another')
    }
    await files.remove('e7')
    expect(names()).toEqual([])
  })

  test('takes the place of what a killed attempt left half written, and of no other’s', async () => {
    const files = createExportFiles(data)
    const halves = ['e8.0a.partial', 'e80.0b.partial']
    for (const name of halves) writeFileSync(path.join(data, 'exports', name), 'half')
    await files.keep('e8', writing('taken over'), () => Promise.resolve(false))
    expect(names()).toEqual(halves)
    await files.keep(
      'e8',
      (output) => {
        expect(names()).not.toContain('e8.0a.partial')
        output.end('whole')
        return Promise.resolve()
      },
      ours,
    )
    expect(names()).toEqual(['e8', 'e80.0b.partial'])
    await files.removeOthers(() => Promise.resolve(new Set()))
  })

  test('that nobody asked for, and half of one, go at the start', async () => {
    const files = createExportFiles(data)
    for (const name of ['e4', 'e5', 'e6.12.partial']) {
      writeFileSync(path.join(data, 'exports', name), '')
    }
    await files.removeOthers(() => Promise.resolve(new Set(['e4'])))
    expect(names()).toEqual(['e4'])
  })
})
