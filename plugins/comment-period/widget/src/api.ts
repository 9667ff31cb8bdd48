import type { Problem } from '../../contracts/problem'
import { serverClock, type ServerClock } from './server-time'

export interface Refusal {
  readonly kind: 'refused'
  readonly code: string
  readonly status: number
  readonly title: string
  readonly field: string
  /** Seconds after which the server would be asked again. */
  readonly retryAfter: number | null
}

export type Answer<T> =
  | { readonly kind: 'answered'; readonly body: T; readonly clock: ServerClock }
  | Refusal
  | { readonly kind: 'unreachable' }

/** Longer than any upload on a slow line that still moves; then the same is sent once more. */
const LONGEST_WAIT_MS = 120_000

export interface Api {
  read<T>(path: string, signal: AbortSignal): Promise<Answer<T>>
  send<T>(
    path: string,
    body: BodyInit,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Answer<T>>
  /** The address of a path that an answer names, such as that of an attachment. */
  addressOf(path: string): string
}

/**
 * @param base address of the API, without a slash at its end
 * @param language in which refusals are worded: the server speaks `fa` and `en`
 */
export function apiAt(base: string, language: string): Api {
  // Safelisted: it makes no preflight where there was none.
  const worded = { 'Accept-Language': language }
  return {
    // Asked anew each time (the server answers 304): a copy out of the browser’s cache would bring
    // an old `Date`, and with it a wrong time left.
    read: (path, signal) => ask(base + path, { cache: 'no-cache', headers: worded }, signal),
    send: (path, body, headers, signal) =>
      ask(base + path, { method: 'POST', body, headers: { ...headers, ...worded } }, signal),
    addressOf: (path) => new URL(path, base).href,
  }
}

async function ask<T>(url: string, request: RequestInit, signal: AbortSignal): Promise<Answer<T>> {
  const own = new AbortController()
  const stop = () => {
    own.abort()
  }
  const timer = setTimeout(stop, LONGEST_WAIT_MS)
  signal.addEventListener('abort', stop)
  try {
    const response = await fetch(url, {
      ...request,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: own.signal,
    })
    const clock = serverClock(response.headers, () => performance.now(), Date.now)
    const body: unknown = await response.json().catch(() => null)
    if (response.ok && body !== null) return { kind: 'answered', body: body as T, clock }
    return refusalOf(response, body)
  } catch {
    return { kind: 'unreachable' }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/** What a proxy in between answers is no problem of ours, and has no code. */
function refusalOf({ status, headers }: Response, body: unknown): Answer<never> {
  const problem = (typeof body === 'object' ? body : null) as Partial<Problem> | null
  if (typeof problem?.code !== 'string') return { kind: 'unreachable' }
  const retryAfter = Number(headers.get('Retry-After') ?? NaN)
  return {
    kind: 'refused',
    status,
    code: problem.code,
    title: problem.title ?? problem.code,
    field: String(problem.details?.field ?? ''),
    retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
  }
}
