import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Json } from './app'
import { aComment, API } from './docket-builders'

/** What a client of the public interface knows of one request that it made. */
export interface Exchange {
  readonly call: { readonly docket: string; readonly key: string; readonly text: string }
  /** Milliseconds of this client's monotonic clock. */
  readonly startedAt: number
  readonly endedAt: number
  readonly outcome: 'answered' | 'unknown'
  readonly status: number | null
  readonly body: Json
  /** The answer's bytes as they came, and its headers. */
  readonly raw: string
  readonly headers: http.IncomingHttpHeaders
  /** Of an unknown outcome: what the connection met. */
  readonly fault: string | null
}

/** Files one comment over a connection of the agent. Never rejects: a fault is an unknown outcome. */
export function file(url: string, call: Exchange['call'], agent?: http.Agent): Promise<Exchange> {
  const startedAt = performance.now()
  const payload = JSON.stringify(aComment({ text: call.text }))
  return new Promise((resolve) => {
    const settle = (result: Partial<Exchange>) =>
      resolve({
        call,
        startedAt,
        endedAt: performance.now(),
        outcome: 'unknown',
        status: null,
        body: null,
        raw: '',
        headers: {},
        fault: null,
        ...result,
      })
    const failed = (error: NodeJS.ErrnoException) => settle({ fault: error.code ?? error.message })
    const request = http.request(
      `${url}${API}/drafts/${call.docket}/comments`,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(payload),
          'Idempotency-Key': call.key,
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.once('error', failed)
        answer.once('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8')
          settle({
            outcome: 'answered',
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            raw,
            body: JSON.parse(raw),
          })
        })
      },
    )
    request.once('error', failed)
    request.end(payload)
  })
}

export interface Load {
  readonly history: Exchange[]
  /** Resolves as soon as the history so far fulfils a condition. */
  until(condition: (history: readonly Exchange[]) => boolean): Promise<void>
  /** Lets every worker end its request, and ends. */
  stop(): Promise<void>
  /** Resolves when every worker has ended by itself. */
  readonly ended: Promise<void>
}

/**
 * Files comments over keep-alive connections, one per worker, as fast as they are answered.
 *
 * @param goesOn whether a worker makes another request after this exchange; a client that is told
 *   to come back later, or finds nobody, may stop
 */
export function startLoad(
  url: string,
  dockets: readonly string[],
  workers: number,
  goesOn: (exchange: Exchange) => boolean = () => true,
): Load {
  const history: Exchange[] = []
  const watchers = new Set<() => void>()
  let stopped = false
  const work = async (worker: number) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    for (let n = 0; !stopped; n += 1) {
      const exchange = await file(
        url,
        {
          docket: dockets[(worker + n) % dockets.length]!,
          key: randomUUID(),
          text: `نظر ${String(worker)}/${String(n)} ${randomUUID()}`,
        },
        agent,
      )
      history.push(exchange)
      watchers.forEach((look) => look())
      if (!goesOn(exchange)) break
    }
    agent.destroy()
  }
  const ended = Promise.all(Array.from({ length: workers }, (_, n) => work(n))).then(() => {})
  return {
    history,
    ended,
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition(history)) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    async stop() {
      stopped = true
      await ended
    },
  }
}

export const isAcknowledged = (exchange: Exchange) => exchange.status === 201
export const isUnknown = (exchange: Exchange) => exchange.outcome === 'unknown'

/** Makes every request again that got no receipt, with its own key, as a client would. */
export async function repeatUnacknowledged(
  url: string,
  history: readonly Exchange[],
): Promise<Exchange[]> {
  const repeated: Exchange[] = []
  for (const exchange of history) {
    if (!isAcknowledged(exchange)) repeated.push(await file(url, exchange.call))
  }
  return repeated
}
