import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { readDatabaseClock } from '../database/clock'
import { loadFingerprints, saveFingerprint } from '../repositories/key-fingerprints'
import type { Db } from '../strapi-types'

/** `code` makes tracking codes and the HMACs of codes and keys; `contact` seals names and contacts. */
export const KEY_PURPOSES = ['code', 'contact'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

export interface Key {
  readonly id: string
  readonly secret: Buffer
}

/** Of each purpose the key for new rows, first, and those that older rows were made with. */
export type KeyRing = Readonly<Record<KeyPurpose, readonly [Key, ...Key[]]>>

const storedKey = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  key: z.base64().refine((value) => Buffer.from(value, 'base64').length >= 32, 'at least 32 bytes'),
})
const storedRing = z.strictObject({
  code: z.array(storedKey).min(1),
  contact: z.array(storedKey).min(1),
})

/**
 * The keys from `COMMENT_PERIOD_KEYS` (JSON), else from the file beside the data, which the first
 * start makes with mode 0600. A database whose rows name a key this node lacks stops the boot: a
 * new key in its place would make every tracking code unfindable.
 */
export async function loadKeyRing(db: Db, dataFolder: string): Promise<KeyRing> {
  const recorded = await loadFingerprints(db)
  const file = path.resolve(dataFolder, 'comment-period-keys.json')
  const fromEnvironment = process.env.COMMENT_PERIOD_KEYS
  if (fromEnvironment === undefined && !existsSync(file)) {
    if (recorded.length > 0) throw keyMissing(recorded.map((key) => `${key.purpose}/${key.keyId}`))
    await makeKeyFile(file)
  }
  const source = fromEnvironment ?? (await readFile(file, 'utf8'))
  const ring = parseKeyRing(source, fromEnvironment === undefined ? file : 'COMMENT_PERIOD_KEYS')

  const held = new Map<string, string>(
    KEY_PURPOSES.flatMap((purpose) =>
      ring[purpose].map((key) => [`${purpose}/${key.id}`, fingerprintOf(purpose, key)] as const),
    ),
  )
  const missing = recorded
    .filter((key) => !equalDigests(held.get(`${key.purpose}/${key.keyId}`) ?? '', key.fingerprint))
    .map((key) => `${key.purpose}/${key.keyId}`)
  if (missing.length > 0) throw keyMissing(missing)

  const now = await readDatabaseClock(db)
  for (const purpose of KEY_PURPOSES) {
    const [current] = ring[purpose]
    await saveFingerprint(
      db,
      { purpose, keyId: current.id, fingerprint: fingerprintOf(purpose, current) },
      now,
    )
  }
  return ring
}

function parseKeyRing(source: string, from: string): KeyRing {
  const ring = storedRing.safeParse(parseJson(source))
  if (!ring.success) {
    const places = ring.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new Error(`comment-period: the keys in ${from} are not of the documented form: ${places}`)
  }
  const keysOf = (purpose: KeyPurpose): [Key, ...Key[]] => {
    const [current, ...older] = ring.data[purpose].map(({ id, key }) => ({
      id,
      secret: Buffer.from(key, 'base64'),
    }))
    if (current === undefined) throw new Error(`comment-period: no ${purpose} key in ${from}`)
    return [current, ...older]
  }
  return { code: keysOf('code'), contact: keysOf('contact') }
}

/** The error of `JSON.parse` would quote the text, and the text is the keys. */
function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function makeKeyFile(file: string): Promise<void> {
  const make = () => [{ id: 'k1', key: randomBytes(32).toString('base64') }]
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const ring = JSON.stringify({ code: make(), contact: make() }, null, 2)
  await writeFile(file, ring, { mode: 0o600, flag: 'wx' })
}

function keyMissing(keys: readonly string[]): Error {
  return new Error(
    `KEY_MISSING: rows of this database were made with keys that this node does not hold: ${keys.join(', ')}. Restore comment-period-keys.json or COMMENT_PERIOD_KEYS.`,
  )
}

/** Tells keys apart without giving anything of them away. */
function fingerprintOf(purpose: KeyPurpose, key: Key): string {
  return createHmac('sha256', key.secret).update(`fingerprint|${purpose}|${key.id}`).digest('hex')
}

export function sha256Hex(utf8: string): string {
  return createHash('sha256').update(utf8, 'utf8').digest('hex')
}

/** HMAC-SHA-256 over parts that cannot run into one another. */
export function hmac(key: Key, label: string, ...parts: readonly string[]): Buffer {
  return createHmac('sha256', key.secret)
    .update(JSON.stringify([label, ...parts]))
    .digest()
}

/** A secret of its own for a purpose, so that what is made for one is worth nothing for another. */
export function subkey(key: Key, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.secret, '', `comment-period|${purpose}`, 32))
}

export function equalDigests(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** AES-256-GCM; `bound` ties the value to its row, so that it cannot be moved to another. */
export function seal(key: Key, plain: string, bound: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.secret.subarray(0, 32), iv)
  cipher.setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const parts = [iv, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))
  return ['v1', key.id, ...parts].join('.')
}

/** @throws if the value was changed, moved to another row or sealed with a key not held */
export function unseal(keys: readonly Key[], sealed: string, bound: string): string {
  const [version, keyId, iv, body, tag] = sealed.split('.')
  const key = keys.find((each) => each.id === keyId)
  if (version !== 'v1' || key === undefined || !iv || body === undefined || !tag) {
    throw new Error('comment-period: a sealed value cannot be opened with the keys held')
  }
  const decipher = createDecipheriv(
    'aes-256-gcm',
    key.secret.subarray(0, 32),
    Buffer.from(iv, 'base64url'),
  )
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([
    decipher.update(Buffer.from(body, 'base64url')),
    decipher.final(),
  ]).toString('utf8')
}
