import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { execFileSync } from 'node:child_process'
import net from 'node:net'
import { ROOT } from '../support/app'
import { removeSite } from '../support/sites'
import { startApp, type AppProcess } from '../support/app-process'
import { API } from '../support/docket-builders'
import { checkFaulted } from '../support/faulted-record'
import { isAcknowledged, startLoad } from '../support/filing-load'
import { halfSend } from '../support/half-sent-request'
import { prepareSite, type PreparedSite } from '../support/prepared-site'

let prepared: PreparedSite
let app: AppProcess
beforeAll(async () => {
  prepared = await prepareSite(1)
  app = await startApp(prepared.site, {
    environment: { HEADERS_TIMEOUT_MS: '1500', REQUEST_TIMEOUT_MS: '3000' },
  })
})
afterAll(async () => {
  await app.end('SIGTERM')
  await removeSite(prepared.site)
})

/** Everything the server sends until it ends the connection. */
async function untilClosed(first: string): Promise<string> {
  const { hostname, port } = new URL(app.url)
  const socket = net.connect(Number(port), hostname).setEncoding('utf8')
  let received = ''
  socket.on('data', (chunk) => (received += String(chunk)))
  socket.on('error', () => socket.destroy())
  socket.write(first)
  await once(socket, 'close')
  return received
}

test('S22 who never ends a head or a body is cut off, while others file', async () => {
  const { site, dockets } = prepared
  const { docket } = dockets[0]!
  const load = startLoad(app.url, [docket], 2)
  const heads = Array.from({ length: 40 }, () =>
    untilClosed(`POST ${API}/drafts/${docket}/comments HTTP/1.1\r\nHost: x\r\nX-Slow: `),
  )
  const bodies = await Promise.all(Array.from({ length: 40 }, () => halfSend(app.url, docket)))
  for (const answer of await Promise.all(heads)) expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  for (const { answer } of bodies) expect(await answer).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
  const before = load.history.length
  await load.until((so) => so.length >= before + 20)
  await load.stop()
  expect(load.history.filter((each) => !isAcknowledged(each))).toEqual([])
  expect(await checkFaulted(site, app, dockets, load.history)).toEqual([])
  expect(app.log()).not.toContain('INTERNAL')
})

test('a head must end within ten seconds and a request within thirty, unless told otherwise', () => {
  const script =
    "process.env.APP_KEYS='a';const c=require('./dist/config/server.js').default;const e=(k,f)=>f;e.int=(k,f)=>f;console.log(JSON.stringify(c({env:e}).http.serverOptions))"
  const printed = execFileSync(process.execPath, ['-e', script], {
    cwd: ROOT,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  })
  expect(JSON.parse(printed)).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 })
})
