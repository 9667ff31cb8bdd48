/**
 * Proofs of work for submissions by the thousand: challenges as the server signs them, by its own
 * key, with a counter that is soon found. Judging one costs the server the same.
 */
import { createChallenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import { hkdfSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const LIFETIME_S = 600
const AT_ONCE = 200

export async function solvedWork(dataFolder, docket, count) {
  const file = path.join(dataFolder, 'comment-period-keys.json')
  const [{ key }] = JSON.parse(await readFile(file, 'utf8')).code
  const subkey = (purpose) =>
    Buffer.from(
      hkdfSync('sha256', Buffer.from(key, 'base64'), '', `comment-period|${purpose}`, 32),
    ).toString('hex')
  const secrets = {
    hmacSignatureSecret: subkey('challenge'),
    hmacKeySignatureSecret: subkey('challenge-solution'),
  }
  const one = async () => {
    const challenge = await createChallenge({
      ...secrets,
      algorithm: 'SHA-256',
      cost: 1,
      counter: 1,
      deriveKey,
      expiresAt: Math.floor(Date.now() / 1_000) + LIFETIME_S,
      data: { docket, action: 'comment', level: 0 },
    })
    const solution = await solveChallenge({ challenge, deriveKey })
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  }
  const made = []
  while (made.length < count)
    made.push(...(await Promise.all(Array.from({ length: AT_ONCE }, one))))
  return made
}
