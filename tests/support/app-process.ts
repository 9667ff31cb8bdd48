import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { ROOT, type Answer, type Json } from './app'
import { type Site } from './sites'

/** The host app in a process of its own, to be killed, starved or lied to. */
export interface AppProcess {
  readonly child: ChildProcess
  readonly url: string
  /** Everything it has written so far. */
  log(): string
  /** Resolves as soon as it has written something. */
  untilLogged(text: string): Promise<void>
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  as(token: string): AppProcess['call']
  /** Sends a signal and waits until the process has ended; answers its exit code. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

const RUNNING = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of RUNNING) child.kill('SIGKILL')
})

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** For `node` itself, before the script. */
  readonly nodeOptions?: readonly string[]
}

function launch(site: Site, { environment = {}, nodeOptions = [] }: StartOptions) {
  const child = spawn(
    process.execPath,
    [...nodeOptions, path.join(ROOT, 'tests/support/serve.mjs')],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        TZ: process.env.TZ,
        ...site.environment,
        NODE_ENV: 'production',
        PORT: '0',
        ...environment,
      },
    },
  )
  RUNNING.add(child)
  let log = ''
  const watchers = new Set<() => void>()
  const keep = (text: string) => {
    log += text
    watchers.forEach((look) => look())
  }
  child.stdout?.setEncoding('utf8').on('data', keep)
  child.stderr?.setEncoding('utf8').on('data', keep)
  const ended = once(child, 'close').then(([code]) => {
    RUNNING.delete(child)
    return code as number | null
  })
  const untilLogged = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!log.includes(text)) return
        watchers.delete(look)
        resolve()
      }
      watchers.add(look)
      look()
      void ended.then(() => reject(new Error(`the app ended without «${text}»:\n${log}`)))
    })
  return { child, ended, log: () => log, untilLogged }
}

/** Starts the app as it is built and waits until its health is good. */
export async function startApp(site: Site, options: StartOptions = {}): Promise<AppProcess> {
  const { child, ended, log, untilLogged } = launch(site, options)
  const port = await Promise.race([
    once(child, 'message').then(([message]) => (message as { port: number }).port),
    ended.then((code) => {
      throw new Error(`the app ended with ${String(code)} at its start:\n${log()}`)
    }),
  ])
  const url = `http://127.0.0.1:${String(port)}`
  const call =
    (fixed: Record<string, string>): AppProcess['call'] =>
    async (method, to, body, headers = {}) => {
      const answer = await fetch(url + to, {
        method,
        headers: { 'Content-Type': 'application/json', ...fixed, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const json = answer.headers.get('content-type')?.includes('json') === true
      return {
        status: answer.status,
        headers: answer.headers,
        body: (json && text !== '' ? JSON.parse(text) : text) as Json,
      }
    }
  const app: AppProcess = {
    child,
    url,
    log,
    untilLogged,
    call: call({}),
    as: (token) => call({ Authorization: `Bearer ${token}` }),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
  return app
}

/** Starts the app where it is expected to refuse; answers what it left behind. */
export async function startRefused(
  site: Site,
  options: StartOptions = {},
): Promise<{ code: number | null; log: string }> {
  const { child, ended, log } = launch(site, options)
  const told = once(child, 'message').then(() => {
    child.kill('SIGKILL')
    throw new Error(`the app started:\n${log()}`)
  })
  const code = await Promise.race([ended, told])
  return { code, log: log() }
}
