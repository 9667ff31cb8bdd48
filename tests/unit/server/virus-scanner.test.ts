import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  clamdScanner,
  isSocketName,
} from '../../../plugins/comment-period/server/src/services/virus-scanner'
import { eicar, startFakeClamd, type FakeClamd, type Manner } from '../../support/fake-clamd'

let folder: string
let clamd: FakeClamd
let file: { clean: string; infected: string; large: string }
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'comment-period-clamd-'))
  clamd = await startFakeClamd(path.join(folder, 'clamd.sock'))
  const write = (name: string, bytes: Buffer | string) => {
    writeFileSync(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  file = {
    clean: write('clean', 'متن'),
    infected: write('infected', eicar()),
    large: write('large', Buffer.concat([Buffer.alloc(5_000_000, 1), Buffer.from(eicar())])),
  }
})
afterAll(async () => {
  await clamd.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(() => clamd.behave('scans'))

describe('a scanner', () => {
  test('says what clamd says of a file of any size', async () => {
    const scanner = clamdScanner(clamd.socket)
    expect(await scanner.scan(file.clean)).toBe('clean')
    expect(await scanner.scan(file.infected)).toBe('infected')
    expect(await scanner.scan(file.large)).toBe('infected')
    expect(clamd.scanned()).toBe(3)
  })

  test.each<Manner>(['is slow', 'cuts its answer', 'ends at once', 'has a limit', 'talks'])(
    'leaves a file unscanned where clamd %s',
    async (manner) => {
      clamd.behave(manner)
      const scanner = clamdScanner(clamd.socket, manner === 'is slow' ? 50 : 20_000)
      expect(await scanner.scan(file.clean)).toBe('unscanned')
      expect(await scanner.scan(file.large)).toBe('unscanned')
      clamd.behave('scans')
      expect(await clamdScanner(clamd.socket).scan(file.clean)).toBe('clean')
    },
  )

  test('leaves a file unscanned where there is no clamd, or no file', async () => {
    expect(await clamdScanner(path.join(folder, 'none')).scan(file.clean)).toBe('unscanned')
    const server = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as net.AddressInfo
    await new Promise((resolve) => server.close(resolve))
    expect(await clamdScanner(`127.0.0.1:${String(port)}`).scan(file.clean)).toBe('unscanned')
    expect(await clamdScanner(clamd.socket).scan(path.join(folder, 'gone'))).toBe('unscanned')
  })
})

test.each([
  ['/run/clamav/clamd.ctl', true],
  ['localhost:3310', true],
  ['127.0.0.1:3310', true],
  ['localhost', false],
  ['localhost:0', false],
  ['run/clamd.ctl', false],
  ['http://localhost:3310', false],
])('%s names a socket: %s', (text, names) => {
  expect(isSocketName(text)).toBe(names)
})
