import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { refusal, type RefusalCode, type RefusalDetails } from '../../../domain/refusal'
import { RefusalError } from '../services/refusal-error'
import { dropBody } from './json-body'

/** One part of a multipart body. Its bytes flow when they are read, and the sender waits till then. */
export interface Part {
  readonly name: string | undefined
  /** `undefined` where the part names no file. */
  readonly filename: string | undefined
  readonly mime: string
  readonly encoding: string
  readonly bytes: BusboyFileStream
}

export interface Parts {
  /** The next part in the order in which they came; `null` after the last. */
  next(): Promise<Part | null>
  /** Reads no more, and lets the rest flow by, so that the sender gets to the answer. */
  stop(): Promise<void>
}

export interface PartLimits {
  readonly parts: number
  readonly bytes: number
}

/** The headers of a part name a field, a file and a type. */
const MOST_HEADERS = 8
const LONGEST_HEADERS = 4_096

const stopped = (code: RefusalCode, details?: RefusalDetails) =>
  new RefusalError(refusal(code, details))

/**
 * Reads a multipart body part by part. Every part comes as bytes, the fields too: decoded by the
 * parser, a text that is no UTF-8 would be repaired on the way.
 *
 * @throws RefusalError where the type names no boundary
 */
export function partsOf(request: IncomingMessage, contentType: string, limits: PartLimits): Parts {
  const waiting: Part[] = []
  const open = new Set<BusboyFileStream>()
  let failure: Error | null = null
  let isOver = false
  let size = 0
  let wake = () => {}

  const parser = parserFor(contentType, limits)
  const fail = (error: Error) => {
    if (failure !== null || isOver) return
    failure = error
    request.unpipe(parser)
    for (const stream of open) stream.destroy(error)
    wake()
  }
  const unreadable = () => fail(stopped('BODY_UNREADABLE'))

  parser.on('file', (name, bytes, filename, encoding, mime) => {
    // A part that ends too early raises an error, which without a listener would end the process.
    bytes.on('error', unreadable)
    open.add(bytes)
    bytes.once('close', () => open.delete(bytes))
    waiting.push({ name, bytes, filename, encoding, mime })
    wake()
  })
  parser.on('partsLimit', () => fail(stopped('INPUT_INVALID', { problem: 'too many parts' })))
  parser.on('error', unreadable)
  parser.once('finish', () => {
    isOver = true
    wake()
  })
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limits.bytes) fail(stopped('BODY_TOO_LARGE', { limit: limits.bytes }))
  })
  request.once('error', unreadable)
  request.once('close', () => {
    if (!request.complete) unreadable()
  })
  if (request.destroyed) unreadable()
  request.pipe(parser)

  return {
    async next() {
      for (;;) {
        if (failure !== null) throw failure
        const part = waiting.shift()
        if (part !== undefined) return part
        if (isOver) return null
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    async stop() {
      unreadable()
      await dropBody(request)
    },
  }
}

function parserFor(contentType: string, { parts }: PartLimits) {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: () => true,
      preservePath: true,
      limits: { parts, headerPairs: MOST_HEADERS, headerSize: LONGEST_HEADERS },
    })
  } catch {
    // No boundary, or one that cannot be one.
    throw stopped('BODY_UNREADABLE')
  }
}
