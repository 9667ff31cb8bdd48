import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PLUGIN_FOLDER } from '../paths.mjs'
import { accepted, expect, StoryError } from './http.mjs'
import * as say from './say.mjs'

const FORMATS = ['xlsx', 'docx', 'html', 'csv', 'ndjson', 'zip']
const TRIES = 600

/** Legal staff hand a docket over, in every format, and somebody else verifies the archive. */
export async function tellExports(settings, { call, staff }, { docket }) {
  say.chapter('خروجی پرونده برای دادگاه', 'The docket is handed over')
  say.tell(
    'کارشناس حقوقی پرونده را با دلیل و در همه قالب‌ها درخواست می‌کند.',
    'Legal staff ask for the docket, with a reason, in every format.',
  )
  const folder = path.join(settings.dataFolder, 'demo-exports')
  mkdirSync(folder, { recursive: true })
  const token = staff.legal.token
  for (const format of FORMATS) {
    const done = await askAndWait(call, token, docket, format)
    const bytes = await fetchFile(settings.origin, token, done.id)
    expect(
      createHash('sha256').update(bytes).digest('hex') === done.sha256,
      `The ${format} export is not the file that was made`,
    )
    const file = path.join(folder, `${docket}.${format}`)
    writeFileSync(file, bytes)
    say.fact(format, file)
  }
  verify(path.join(folder, `${docket}.zip`))
}

async function askAndWait(call, token, docket, format) {
  const body = { docket, format, profile: 'working', language: 'fa', reason: 'نمایش کار سامانه' }
  const { id } = accepted(await call('POST', '/comment-period/exports', { token, body }), 201)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const job = accepted(await call('GET', `/comment-period/exports/${id}`, { token }), 200)
    if (job.state === 'done') return job
    expect(['waiting', 'running'].includes(job.state), `The ${format} export is ${job.state}`)
    await wait(100)
  }
  throw new StoryError(`The ${format} export is not done after a minute`)
}

/** As bytes: the client of the story reads texts. */
async function fetchFile(origin, token, id) {
  const answer = await fetch(`${origin}/comment-period/exports/${id}/file`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  expect(answer.status === 200, `The file of export ${id} answered ${String(answer.status)}`)
  return Buffer.from(await answer.arrayBuffer())
}

function verify(file) {
  say.tell(
    'بایگانی بدون سامانه و بدون شبکه راستی‌آزمایی می‌شود:',
    'The archive is verified without the app and without a network:',
  )
  const command = path.join(PLUGIN_FOLDER, 'verify/bin.mjs')
  const { status, stdout } = spawnSync(process.execPath, [command, file], { encoding: 'utf8' })
  for (const line of stdout.trimEnd().split('\n')) say.plain(`    ${line}`)
  expect(status === 0, 'The archive of the demo does not verify')
}
