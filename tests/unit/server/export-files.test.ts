import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
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

const MIB = 2 ** 20
/** Sixteen mebibytes of which no two are alike. */
const large = (output: Writable) =>
  pipeline(
    Array.from({ length: 16 }, (_, at) => Buffer.alloc(MIB, at)),
    output,
  )
/** What all open files have in common. */
async function openFile(): Promise<FileHandle> {
  const handle = await open(data)
  await handle.close()
  return Object.getPrototypeOf(handle) as FileHandle
}

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

  test('goes to the disk as it comes, and not all of a large one at its end', async () => {
    const flush = jest.spyOn(await openFile(), 'datasync')
    const files = createExportFiles(data)
    try {
      const written = await files.keep('e9', large, ours)
      expect(flush.mock.calls.length).toBeGreaterThanOrEqual(3)
      const read = await buffer(files.read('e9'))
      expect(read.length).toBe(16 * MIB)
      expect(createHash('sha256').update(read).digest('hex')).toBe(written?.sha256)
    } finally {
      flush.mockRestore()
      await files.remove('e9')
    }
  })

  test.each(['datasync', 'sync'] as const)(
    'is not kept where the disk could not take what it had taken (%s)',
    async (act) => {
      const cause = Object.assign(new Error('the disk fails'), { code: 'EIO' })
      const flush = jest.spyOn(await openFile(), act).mockRejectedValueOnce(cause)
      try {
        await expect(createExportFiles(data).keep('e10', large, ours)).rejects.toBe(cause)
        expect(names()).toEqual([])
      } finally {
        flush.mockRestore()
      }
    },
  )

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
