import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PEOPLE } from './staff.mjs'

const NAMES = ['admin', ...Object.keys(PEOPLE)]

/**
 * The logins of this demonstration, made once and kept in a file that only its owner may read,
 * and the secret its Idempotency-Keys come from, so that a further run replays its comments.
 */
export function readOrMakeLogins(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const logins = Object.fromEntries(
    NAMES.map((name) => [name, { email: `${name}@demo.example`, password: newPassword() }]),
  )
  const made = { ...logins, keySecret: randomBytes(32).toString('base64url') }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  // Written before any account is made: a password must not be lost between the two.
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return made
}

/** Strapi wants a small letter, a capital and a digit. */
function newPassword() {
  return `Aa1-${randomBytes(15).toString('base64url')}`
}
