import http, { type IncomingMessage } from 'node:http'
import type { Answer, Json, TestApp } from './app'

/** A request that `fetch` would refuse to send or would tidy up on the way. */
export interface RawRequest {
  readonly method?: string
  /** Sent as it is: no `..` resolved, no character escaped. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** Several chunks are sent one by one, without a Content-Length. */
  readonly body?: Uint8Array | string | readonly (Uint8Array | string)[]
}

export function sendRaw(app: Pick<TestApp, 'url'>, request: RawRequest): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = request
  const target = new URL(app.url)
  return new Promise((resolve, reject) => {
    const sent = http.request(
      { host: target.hostname, port: target.port, method, path, headers: { ...headers } },
      (answer) => {
        readAnswer(answer).then(resolve, reject)
      },
    )
    sent.once('error', reject)
    if (Array.isArray(body)) {
      for (const chunk of body as readonly (Uint8Array | string)[]) sent.write(chunk)
      sent.end()
    } else {
      if (body !== undefined) sent.setHeader('Content-Length', Buffer.byteLength(body as string))
      sent.end(body)
    }
  })
}

async function readAnswer(answer: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const each of [value ?? []].flat()) headers.append(name, each)
  }
  const json = headers.get('content-type')?.includes('json') === true
  return {
    status: answer.statusCode ?? 0,
    headers,
    body: (json && text !== '' ? JSON.parse(text) : text) as Json,
  }
}
