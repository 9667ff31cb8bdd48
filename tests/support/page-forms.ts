import { Parser } from 'htmlparser2'
import { randomUUID } from 'node:crypto'
import type { TestApp } from './app'

/** The text of a page and the elements that make it, as a browser's parser would see them. */
export interface ReadPage {
  readonly html: string
  readonly text: string
  readonly title: string
  readonly elements: readonly { name: string; attributes: Readonly<Record<string, string>> }[]
}

export function readPage(html: string): ReadPage {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  let text = ''
  let title = ''
  let inTitle = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements.push({ name, attributes })
        inTitle = name === 'title'
      },
      onclosetag() {
        inTitle = false
      },
      ontext(piece) {
        if (inTitle) title += piece
        text += piece
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return { html, text, title, elements }
}

/** The fields that a form would send if nobody changed anything in it. */
export function formFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  let select: string | null = null
  let area: string | null = null
  let isFirstText = false
  const parser = new Parser(
    {
      onopentag(tag, { name, type, value, checked, selected }) {
        if (tag === 'select') {
          select = name ?? null
          if (select !== null) fields[select] = ''
        }
        if (tag === 'option' && select !== null && selected !== undefined) {
          fields[select] = value ?? ''
        }
        if (tag === 'textarea' && name !== undefined) {
          area = name
          fields[area] = ''
          isFirstText = true
        }
        if (tag !== 'input' || name === undefined || type === 'file') return
        if (type === 'radio' || type === 'checkbox') {
          if (checked !== undefined) fields[name] = value ?? 'on'
        } else fields[name] = value ?? ''
      },
      onclosetag(tag) {
        if (tag === 'select') select = null
        if (tag === 'textarea') area = null
      },
      ontext(piece) {
        // A browser drops a line break that stands first in a text area.
        const words = isFirstText ? piece.replace(/^\n/, '') : piece
        if (area !== null) fields[area] = (fields[area] ?? '') + words
        isFirstText = false
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return fields
}

export interface PageAnswer {
  readonly status: number
  readonly headers: Headers
  readonly html: string
}

/** A request as a browser makes it, that follows no redirect. */
export async function browse(
  app: TestApp,
  path: string,
  init: RequestInit = {},
): Promise<PageAnswer> {
  const answer = await fetch(app.url + path, { redirect: 'manual', ...init })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

export interface Posted {
  readonly headers?: Record<string, string>
  readonly files?: readonly { name: string; type: string; bytes: Uint8Array }[]
}

/** Sends a form as a browser does: line breaks as CR LF, the file input always there. */
export function postForm(
  app: TestApp,
  path: string,
  fields: Readonly<Record<string, string>>,
  { headers = {}, files }: Posted = {},
): Promise<PageAnswer> {
  const crlf = Object.entries(fields).map(
    ([name, value]) => [name, value.replace(/\r?\n/g, '\r\n')] as const,
  )
  if (files === undefined) {
    const body = new URLSearchParams(crlf.map(([name, value]) => [name, value]))
    return browse(app, path, { method: 'POST', body, headers })
  }
  const boundary = `----form${randomUUID()}`
  const part = (disposition: string, bytes: Uint8Array, type?: string) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`),
    Buffer.from(type === undefined ? '\r\n' : `Content-Type: ${type}\r\n\r\n`),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]
  // By hand: `FormData` of Node leaves out the empty filename that a browser sends.
  const body = Buffer.concat([
    ...crlf.flatMap(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.flatMap(({ name, type, bytes }) =>
      part(`name="attachment"; filename="${name}"`, bytes, type),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  return browse(app, path, {
    method: 'POST',
    body,
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...headers },
  })
}

/** Opens the page of a draft and fills in its form. */
export async function openForm(
  app: TestApp,
  docket: string,
  fields: Readonly<Record<string, string>> = {},
  query = '',
): Promise<Record<string, string>> {
  const page = await browse(app, `/notices/${docket}${query}`)
  if (page.status !== 200) throw new Error(`the page answered ${String(page.status)}`)
  return { ...formFields(page.html), type: 'suggestion', text: 'پیشنهاد می‌کنم.', ...fields }
}
