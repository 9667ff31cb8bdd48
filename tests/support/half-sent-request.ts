import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { aComment, API } from './docket-builders'

/** A comment whose head the server has read and whose body is still on its way. */
export interface HalfSentRequest {
  readonly call: { readonly docket: string; readonly key: string; readonly text: string }
  /** Sends the rest of the body. */
  complete(): void
  /** Everything that came back until the server ended the connection. */
  readonly answer: Promise<string>
}

/** Resolves when the server has asked for the body, so that it knows of the request. */
export async function halfSend(url: string, docket: string): Promise<HalfSentRequest> {
  const key = randomUUID()
  const text = `نظر ${key}`
  const body = JSON.stringify(aComment({ text }))
  const sent = await halfSendBytes(url, docket, { key, type: 'application/json', body, first: 10 })
  return { call: { docket, key, text }, ...sent }
}

/** The same of any body, of which the first bytes are sent. */
export async function halfSendBytes(
  url: string,
  docket: string,
  request: { key: string; type: string; body: Buffer | string; first: number },
) {
  const { hostname, port } = new URL(url)
  const body = Buffer.from(request.body)
  const socket = net.connect(Number(port), hostname).setEncoding('utf8')
  let received = ''
  socket.on('data', (chunk) => (received += String(chunk)))
  const answer = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(received.replace('HTTP/1.1 100 Continue\r\n\r\n', '')))
  })
  // A connection that is cut ends without an answer; that is for the test to judge.
  socket.on('error', () => socket.destroy())
  socket.write(
    [
      `POST ${API}/drafts/${docket}/comments HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Content-Type: ${request.type}`,
      `Content-Length: ${String(body.length)}`,
      `Idempotency-Key: ${request.key}`,
      'Expect: 100-continue',
      '\r\n',
    ].join('\r\n'),
  )
  await once(socket, 'data')
  socket.write(body.subarray(0, request.first))
  return {
    complete: () => void socket.write(body.subarray(request.first)),
    /** Goes away without a word. */
    leave: () => void socket.destroy(),
    answer,
  }
}
