import { randomUUID } from 'node:crypto'
import type { Answer, TestApp } from './app'
import { aComment, API } from './docket-builders'
import { sendRaw } from './raw-http'

/** One part of a multipart body, as it stands on the wire. */
export interface FormPart {
  readonly name: string
  readonly filename?: string
  readonly type?: string
  readonly headers?: string
  readonly bytes: Uint8Array | string
}

export const BOUNDARY = 'comment-period-boundary'
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`

export function formBytes(parts: readonly FormPart[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const each = parts.map(({ name, filename, type, headers = '', bytes }) =>
    Buffer.concat([
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}${headers}\r\n`,
      ),
      Buffer.from(bytes as string),
      Buffer.from('\r\n'),
    ]),
  )
  return Buffer.concat([...each, Buffer.from(end)])
}

export const commentPart = (comment: unknown = aComment()): FormPart => ({
  name: 'comment',
  bytes: typeof comment === 'string' ? comment : JSON.stringify(comment),
})

export const filePart = (filename: string, type: string, bytes: Uint8Array | string): FormPart => ({
  name: 'attachment',
  filename,
  type,
  bytes,
})

/** Files a comment with these parts, as a browser would send it. */
export function submitForm(
  app: Pick<TestApp, 'url'>,
  docket: string,
  parts: readonly FormPart[],
  key: string = randomUUID(),
): Promise<Answer> {
  return sendRaw(app, {
    method: 'POST',
    path: `${API}/drafts/${docket}/comments`,
    headers: { 'Content-Type': MULTIPART, 'Idempotency-Key': key },
    body: formBytes(parts),
  })
}
