import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../paths.mjs'
import { hasEnded, startChild } from './children.mjs'
import { StoryError } from './http.mjs'
import { tailOf } from './log-tail.mjs'

const START_MS = 120_000

export async function assertPortFree({ port, host }) {
  const probe = createServer()
  await new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, resolve)
  }).catch((error) => {
    const problem = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`
    throw new StoryError(`Port ${port} ${problem}. Choose another: PORT=${port + 1} npm run demo`)
  })
  await new Promise((resolve) => probe.close(resolve))
}

/** Runs `npm run seed` beside the app, before it starts, and hands over what it printed. */
export function runSeed({ environment }) {
  const seeding = startChild(process.execPath, [path.join(ROOT, 'database/seeds/run.mjs')], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let problems = ''
  seeding.stdout.setEncoding('utf8').on('data', (text) => (printed += text))
  seeding.stderr.setEncoding('utf8').on('data', (text) => (problems += text))
  return new Promise((resolve, reject) => {
    seeding.once('error', reject)
    seeding.once('close', (code) =>
      code === 0
        ? resolve(printed.trimEnd().split('\n'))
        : reject(new StoryError(`The seeding ended with ${code}:\n${printed}${problems}`)),
    )
  })
}

/** The app as its operators start it: `strapi start` with NODE_ENV=production. */
export function startServer({ environment, serverLog }) {
  const log = openSync(serverLog, 'w', 0o600)
  const strapi = path.join(ROOT, 'node_modules/@strapi/strapi/bin/strapi.js')
  const child = startChild(process.execPath, [strapi, 'start'], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? code))
  })

  return {
    ended,

    /** Until `/health` says that the guards stand. */
    async healthy(call) {
      const deadline = Date.now() + START_MS
      while (Date.now() < deadline) {
        if (hasEnded(child)) {
          throw new StoryError(`The server did not start:\n${tailOf(serverLog)}`)
        }
        const answer = await call('GET', '/api/comment-period/health').catch(() => null)
        if (answer?.status === 200 && answer.body.ok === true) return answer.body
        await sleep(500)
      }
      throw new StoryError(
        `The server is not healthy after ${START_MS / 1000} s:\n${tailOf(serverLog)}`,
      )
    },
  }
}
