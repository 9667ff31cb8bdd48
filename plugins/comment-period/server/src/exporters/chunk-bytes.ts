/** Bytes after which a chunk is worth a write. */
const CHUNK_BYTES = 96 * 1024
/** Rows after which a chunk is handed on, however short they are. */
const CHUNK_ROWS = 256
/** Room for the rest of the row that passes the size. */
const SPARE_BYTES = 32 * 1024
/** Longer texts are encoded sooner by the platform, which takes a while to be called. */
const SHORT_UNITS = 64
/** The most that one UTF-16 unit takes in UTF-8. */
const BYTES_PER_UNIT = 3

const ASCII_SIZE = 0x80

/** How a format writes texts: its escaping, and which characters of ASCII have need of it. */
export interface TextForm {
  readonly escaped: (text: string) => string
  /** By code: 1 where a text with this character has to be escaped. */
  readonly unfit: Uint8Array
}

/**
 * @param escaped - has to leave every text alone in which no character is unfit; surrogates and
 *   U+FFFE and U+FFFF are always taken for unfit
 * @param suspects - characters that `escaped` leaves alone by themselves, but not in every text
 */
export function textForm(escaped: (text: string) => string, suspects = ''): TextForm {
  const unfit = Uint8Array.from({ length: ASCII_SIZE }, (_, code) => {
    const character = String.fromCharCode(code)
    return suspects.includes(character) || escaped(character) !== character ? 1 : 0
  })
  return { escaped, unfit }
}

/** For what is markup already. */
const AS_IT_IS = textForm((text) => text)

/**
 * Gathers rows as UTF-8 until they are worth a write. Encoding while the row is put together takes
 * half the time that joining strings and encoding them after that takes.
 */
export class ChunkBytes {
  #bytes = Buffer.allocUnsafe(CHUNK_BYTES + SPARE_BYTES)
  #length = 0
  #rows = 0

  /** Adds what is bytes already. */
  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Adds markup or a number as it is. */
  markup(text: string): void {
    this.text(text, AS_IT_IS)
  }

  /** Adds a text as the format writes it. */
  text(text: string, form: TextForm): void {
    if (text.length > SHORT_UNITS) return this.#byPlatform(form.escaped(text))
    this.#makeRoom(text.length * BYTES_PER_UNIT)
    const end = encoded(text, form.unfit, this.#bytes, this.#length)
    if (end < 0) this.#byPlatform(form.escaped(text))
    else this.#length = end
  }

  /** Ends a row, and says whether the chunk is to be taken now. */
  endRow(): boolean {
    this.#rows += 1
    return this.#length >= CHUNK_BYTES || this.#rows >= CHUNK_ROWS
  }

  /** Bytes that were added and not taken. */
  get length(): number {
    return this.#length
  }

  /** The chunk; the next one begins empty. */
  take(): Buffer {
    const chunk = this.#bytes.subarray(0, this.#length)
    this.#bytes = Buffer.allocUnsafe(CHUNK_BYTES + SPARE_BYTES)
    this.#length = 0
    this.#rows = 0
    return chunk
  }

  #byPlatform(text: string): void {
    this.#makeRoom(text.length * BYTES_PER_UNIT)
    this.#length += this.#bytes.write(text, this.#length)
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** Writes the text in UTF-8 and answers where it ends, or -1 where a character is unfit. */
function encoded(text: string, unfit: Uint8Array, bytes: Uint8Array, start: number): number {
  let at = start
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) {
      if (unfit[code] === 1) return -1
      bytes[at++] = code
    } else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
      bytes[at++] = 0x80 | (code & 0x3f)
    } else {
      if ((code >= 0xd800 && code <= 0xdfff) || code >= 0xfffe) return -1
      bytes[at++] = 0xe0 | (code >> 12)
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[at++] = 0x80 | (code & 0x3f)
    }
  }
  return at
}
