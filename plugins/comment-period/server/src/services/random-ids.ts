import { randomBytes, randomInt } from 'node:crypto'

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** Random characters of base 36, without the bias of a plain remainder. */
function base36(length: number): string {
  let id = ''
  while (id.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 252 && id.length < length) id += ALPHABET.charAt(byte % 36)
    }
  }
  return id
}

/** Identity of a row as Strapi makes them: 24 characters, a letter first. */
export function newDocumentId(): string {
  return `c${base36(23)}`
}

export function newClauseId(): string {
  return `c${base36(11)}`
}

/** What others see of a comment. Not a secret, and not a number that could be counted through. */
export function newPublicId(): string {
  return `n${base36(11)}`
}

/** Names an export and its file. */
export function newExportId(): string {
  return `e${base36(11)}`
}

/** A whole number from 0 on, below a maximum. */
export function randomBelow(maximum: number): number {
  return randomInt(maximum)
}

/** 128 bits: without it, the hash of a short comment could be guessed back to its text. */
export function newSalt(): string {
  return randomBytes(16).toString('hex')
}
