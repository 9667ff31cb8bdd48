import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** An answer as it goes over the wire. */
export interface SentAnswer {
  readonly json: Buffer
  /**
   * Made of the bytes themselves, so that it changes when and only when what is answered does.
   * Weak: the same answer goes out with and without compression (RFC 9110, 8.8.1).
   */
  readonly etag: string
  /** Made when first asked for, and kept with the answer. */
  readonly gzipped: () => Promise<Buffer>
}

/** An answer for programs and pages of ours, and the same as it is sent. */
export interface Answered<T> {
  readonly answer: T
  readonly sent: SentAnswer
}

/** A tag of what is sent: of the same bytes the same. */
export function weakTag(sent: Buffer | string): string {
  return `W/"${createHash('sha256').update(sent).digest('base64url').slice(0, 22)}"`
}

const compressed = promisify(gzip)

export function answered<T>(answer: T): Answered<T> {
  const json = Buffer.from(JSON.stringify(answer))
  let gzipped: Promise<Buffer> | null = null
  return {
    answer,
    sent: { json, etag: weakTag(json), gzipped: () => (gzipped ??= compressed(json)) },
  }
}

/**
 * Answers with what is kept under a key as long as it bears the same stamp, and makes it anew
 * otherwise.
 *
 * @param stamp names the state of everything that `make` reads: where it is the same, so is the
 *   answer. What is read after the stamp may be newer than it says; it is made again then.
 */
export type AnswerKeeper = <T>(
  key: string,
  stamp: string,
  make: () => Promise<T>,
) => Promise<Answered<T>>

/** What an answer takes beside its bytes, its key and its stamp, roughly. */
const BYTES_OF_AN_ENTRY = 1024

interface Kept {
  readonly stamp: string
  readonly value: Promise<Answered<unknown>>
  bytes: number
}

/**
 * Keeps answers to what portals ask over and over; the one that was asked for least lately makes
 * room. Callers who come while an answer is being made wait for the same one.
 *
 * @param maxBytes of all answers together, each counted as it is sent: plain and compressed
 */
export function keepAnswers(maxBytes: number): AnswerKeeper {
  const kept = new Map<string, Kept>()
  let bytes = 0

  function drop(key: string, entry: Kept): void {
    if (kept.get(key) !== entry) return
    kept.delete(key)
    bytes -= entry.bytes
  }

  function count(key: string, entry: Kept, { sent }: Answered<unknown>): void {
    if (kept.get(key) !== entry) return
    // Compressed it is never longer, but for a few bytes of a header.
    entry.bytes = 2 * sent.json.length + key.length + entry.stamp.length + BYTES_OF_AN_ENTRY
    bytes += entry.bytes
    for (const [longestUnasked, { bytes: freed }] of kept) {
      if (bytes <= maxBytes) break
      kept.delete(longestUnasked)
      bytes -= freed
    }
  }

  function makeAnew<T>(key: string, stamp: string, make: () => Promise<T>): Kept {
    const entry: Kept = { stamp, value: make().then(answered), bytes: 0 }
    entry.value.then(
      (value) => {
        count(key, entry, value)
      },
      () => {
        drop(key, entry)
      },
    )
    return entry
  }

  return async <T>(key: string, stamp: string, make: () => Promise<T>) => {
    const known = kept.get(key)
    const entry = known?.stamp === stamp ? known : makeAnew(key, stamp, make)
    if (known !== undefined) {
      if (known === entry) kept.delete(key)
      else drop(key, known)
    }
    kept.set(key, entry)
    return (await entry.value) as Answered<T>
  }
}
