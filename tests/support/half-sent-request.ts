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
  const { hostname, port } = new URL(url)
  const key = randomUUID()
  const text = `نظر ${key}`
  const body = JSON.stringify(aComment({ text }))
  const socket = net.connect(Number(port), hostname).setEncoding('utf8')
  let received = ''
  socket.on('data', (chunk) => (received += String(chunk)))
  const answer = once(socket, 'close').then(() =>
    received.replace('HTTP/1.1 100 Continue\r\n\r\n', ''),
  )
  // A connection that is cut ends without an answer; that is for the test to judge.
  socket.on('error', () => socket.destroy())
  socket.write(
    [
      `POST ${API}/drafts/${docket}/comments HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      `Idempotency-Key: ${key}`,
      'Expect: 100-continue',
      '\r\n',
    ].join('\r\n'),
  )
  await once(socket, 'data')
  socket.write(body.slice(0, 10))
  return { call: { docket, key, text }, complete: () => void socket.write(body.slice(10)), answer }
}
