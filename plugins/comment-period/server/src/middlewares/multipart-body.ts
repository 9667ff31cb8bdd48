import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'koa'
import type { Refusal } from '../../../domain/refusal'
import type { IncomingFile, IncomingFolder } from '../services/incoming-folder'
import { refusalOf, refuse } from '../services/refusal-error'
import { decodeUtf8, dropBody } from './json-body'
import { partsOf, type Part, type Parts } from './multipart-parts'

/** What a multipart body may hold: fields first, each once, then files of one field. */
export interface MultipartLimits {
  readonly fields: readonly string[]
  /** Of all fields together. */
  readonly maxFieldBytes: number
  readonly fileField: string
  readonly maxFiles: number
  readonly maxFileBytes: number
  /** Where files lie while they come in. */
  readonly incoming: IncomingFolder
}

/** A body whose fields have been read, and whose files have not. */
export interface OpenMultipart {
  readonly fields: ReadonlyMap<string, string>
  /**
   * Reads the files to the disk. Whoever asks must hand them to `discardFiles` in the end; where
   * it fails, none is left.
   */
  receiveFiles(): Promise<readonly IncomingFile[]>
  /** Drops what has not been read. */
  close(): Promise<void>
}

/** What stands between and around the parts: boundaries and headers. */
const FRAME_BYTES = 64 * 1024
const LONGEST_NAME = 200
const PLAIN_ENCODINGS: readonly string[] = ['7bit', '8bit', 'binary']

/** Apart from the request, by the type that was taken from it. */
const kept = new WeakMap<IncomingMessage, string>()

/**
 * Keeps a multipart body for the route that takes it. Strapi's parser goes by the type, and would
 * write every file to the disk before anyone is asked anything; without the type it leaves the
 * request alone. Not a byte is read here.
 *
 * @returns whether there is such a body
 */
export function keepMultipart({ req, request }: Context): boolean {
  const { 'content-type': contentType, 'content-encoding': encoding = 'identity' } = req.headers
  if (contentType === undefined || encoding !== 'identity') return false
  if (typeof request.is('multipart/form-data') !== 'string') return false
  kept.set(req, contentType)
  delete req.headers['content-type']
  return true
}

export function hasMultipart({ req }: Context): boolean {
  return kept.has(req)
}

/** Lets a kept body flow by that no route has taken. */
export async function dropMultipart(context: Context): Promise<void> {
  if (hasMultipart(context)) await dropBody(context.req)
}

/**
 * Reads the fields of a kept body, up to its first file: what they say can be judged before a file
 * is received.
 *
 * @throws RefusalError, after the rest of the body has flowed by
 */
export async function openMultipart(
  { req }: Context,
  limits: MultipartLimits,
): Promise<OpenMultipart> {
  const contentType = kept.get(req) ?? refuse('CONTENT_TYPE_UNSUPPORTED')
  const bytes = limits.maxFieldBytes + limits.maxFiles * limits.maxFileBytes + FRAME_BYTES
  if (Number(req.headers['content-length'] ?? 0) > bytes) {
    await dropBody(req)
    refuse('BODY_TOO_LARGE', { limit: bytes })
  }
  const parts = partsOf(req, contentType, {
    // One more than may be, so that the answer can say which of them is too many.
    parts: limits.fields.length + limits.maxFiles + 1,
    bytes,
  })
  try {
    const { fields, firstFile } = await readFields(parts, limits)
    return {
      fields,
      receiveFiles: () => receiveFiles(parts, firstFile, limits),
      close: () => parts.stop(),
    }
  } catch (error) {
    await parts.stop()
    throw error
  }
}

/**
 * Reads a whole kept body, its files to the disk.
 *
 * @returns why it is refused; nothing of it is left then
 */
export async function takeMultipart(
  context: Context,
  limits: MultipartLimits,
): Promise<
  Refusal | { readonly fields: OpenMultipart['fields']; readonly files: readonly IncomingFile[] }
> {
  try {
    const body = await openMultipart(context, limits)
    return { fields: body.fields, files: await body.receiveFiles() }
  } catch (error) {
    const known = refusalOf(error)
    if (known === null) throw error
    return known
  }
}

async function readFields(parts: Parts, limits: MultipartLimits) {
  const fields = new Map<string, string>()
  let left = limits.maxFieldBytes
  for (;;) {
    const part = await parts.next()
    if (part === null || part.name === limits.fileField) return { fields, firstFile: part }
    const field = nameOf(part, limits)
    if (fields.has(field)) refuse('INPUT_INVALID', { field, problem: 'given more than once' })
    const bytes = await readField(part, left, limits.maxFieldBytes)
    left -= bytes.length
    fields.set(field, decodeUtf8(bytes) ?? refuse('BODY_UNREADABLE', { field }))
  }
}

function nameOf({ name, encoding }: Part, { fields }: MultipartLimits): string {
  const field = (name ?? '').slice(0, LONGEST_NAME)
  if (!fields.includes(field)) refuse('INPUT_INVALID', { field, problem: 'unknown key' })
  if (!PLAIN_ENCODINGS.includes(encoding)) {
    refuse('INPUT_INVALID', { field, problem: 'encoded for transfer' })
  }
  return field
}

async function readField(part: Part, most: number, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.bytes as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) refuse('BODY_TOO_LARGE', { limit })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function receiveFiles(
  parts: Parts,
  first: Part | null,
  limits: MultipartLimits,
): Promise<readonly IncomingFile[]> {
  const files: IncomingFile[] = []
  try {
    for (let part = first; part !== null; part = await parts.next()) {
      if (part.name !== limits.fileField) {
        const field = nameOf(part, limits)
        refuse('INPUT_INVALID', { field, problem: 'comes after a file' })
      }
      if (files.length === limits.maxFiles) {
        refuse('ATTACHMENTS_TOO_MANY', { limit: limits.maxFiles })
      }
      const file = await receiveFile(part, files.length + 1, limits)
      if (file !== null) files.push(file)
    }
    return files
  } catch (error) {
    await Promise.all(files.map((file) => rm(file.path, { force: true })))
    await parts.stop()
    throw error
  }
}

/** @returns `null` for the empty part that a browser sends where no file was chosen */
async function receiveFile(
  { bytes, filename, mime, encoding }: Part,
  n: number,
  { fileField, maxFileBytes, incoming }: MultipartLimits,
): Promise<IncomingFile | null> {
  if (filename === undefined) {
    refuse('INPUT_INVALID', { field: fileField, problem: 'has no filename' })
  }
  if (!PLAIN_ENCODINGS.includes(encoding)) {
    refuse('INPUT_INVALID', { field: fileField, problem: 'encoded for transfer' })
  }
  const hash = createHash('sha256')
  let size = 0
  async function* measured(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length
      if (size > maxFileBytes) refuse('ATTACHMENT_TOO_LARGE', { n, limit: maxFileBytes })
      hash.update(chunk)
      yield chunk
    }
  }
  const path = await incoming.newPlace()
  try {
    await pipeline(bytes, measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    if (size > 0 || filename !== '') {
      return { path, name: filename, mime, size, sha256: hash.digest('hex') }
    }
  } catch (error) {
    // On a full disk what was written so far would take the room that is needed to go on.
    await rm(path, { force: true })
    throw error
  }
  await rm(path, { force: true })
  return null
}
