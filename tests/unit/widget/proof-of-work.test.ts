import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { ChallengeOut } from '../../../plugins/comment-period/contracts/comments'
import { judgeIdempotencyKey } from '../../../plugins/comment-period/domain/idempotency-key'
import { newIdempotencyKey } from '../../../plugins/comment-period/widget/src/idempotency-key'
import { solve } from '../../../plugins/comment-period/widget/src/proof-of-work'

interface Altcha {
  createChallenge: (options: object) => Promise<unknown>
  verifySolution: (options: object) => Promise<{ verified: boolean }>
}

// A dependency of the plugin, which only the plugin's folder resolves.
const requireOfPlugin = createRequire(
  path.resolve(__dirname, '../../../plugins/comment-period/package.json'),
)
const { createChallenge, verifySolution } = requireOfPlugin('altcha-lib') as Altcha
const { deriveKey } = requireOfPlugin('altcha-lib/algorithms/sha') as { deriveKey: unknown }

const SECRETS = { hmacSignatureSecret: 'one', hmacKeySignatureSecret: 'two' }

async function challengeWith(counter: number): Promise<ChallengeOut> {
  const made = await createChallenge({
    algorithm: 'SHA-256',
    cost: 1,
    counter,
    deriveKey,
    data: { docket: 'semnan-1405-0001', action: 'comment', level: 0 },
    expiresAt: new Date(Date.now() + 600_000),
    ...SECRETS,
  })
  return made as ChallengeOut
}

function opened(payload: string) {
  return JSON.parse(Buffer.from(payload, 'base64').toString()) as {
    challenge: ChallengeOut
    solution: { counter: number; derivedKey: string }
  }
}

describe('the solver', () => {
  test.each([0, 1, 255, 256, 30_000, 70_000])(
    'finds the counter %i of a challenge by altcha-lib, which verifies it',
    async (counter) => {
      const payload = await solve(await challengeWith(counter))
      const { challenge, solution } = opened(payload!)
      expect(solution.counter).toBe(counter)
      const { verified } = await verifySolution({ challenge, solution, deriveKey, ...SECRETS })
      expect(verified).toBe(true)
    },
  )

  test.each([
    ['of an odd number of digits', '123', 16, 16],
    ['longer than a word', null, 16, 16],
    ['behind a salt that is not whole words', '12', 5, 16],
    ['behind more than one block', '12', 40, 41],
  ])('looks for a prefix %s', async (_case, prefix, saltBytes, nonceBytes) => {
    const { parameters, signature } = await challengeWith(700)
    const salt = 'ab'.repeat(saltBytes)
    const nonce = 'cd'.repeat(nonceBytes)
    const derive = (counter: number) => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(counter)
      return createHash('sha256')
        .update(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(nonce, 'hex'), bytes]))
        .digest('hex')
    }
    const keyPrefix = prefix ?? derive(700).slice(0, 24)
    const payload = await solve({
      parameters: { ...parameters, salt, nonce, keyPrefix },
      signature,
    })
    const { solution } = opened(payload!)
    expect(solution.derivedKey).toBe(derive(solution.counter))
    expect(solution.derivedKey.startsWith(keyPrefix)).toBe(true)
  })

  test('gives the page a turn while it works, and stops when it is told to', async () => {
    const { parameters, signature } = await challengeWith(0)
    const unsolvable = { parameters: { ...parameters, keyPrefix: '0'.repeat(40) }, signature }
    const stop = new AbortController()
    let turns = 0
    const payload = await solve(unsolvable, stop.signal, () => {
      turns += 1
      if (turns === 3) stop.abort()
      return Promise.resolve()
    })
    expect(payload).toBeNull()
    expect(turns).toBe(3)
  })

  test('leaves a challenge of another kind alone', async () => {
    const { parameters, signature } = await challengeWith(0)
    expect(await solve({ parameters: { ...parameters, cost: 2 }, signature })).toBeNull()
  })
})

describe('the Idempotency-Key of a comment', () => {
  test('is one that the server takes, and another each time', () => {
    const keys = Array.from({ length: 200 }, () => newIdempotencyKey())
    expect(keys.map((key) => judgeIdempotencyKey(key).kind)).toEqual(keys.map(() => 'accepted'))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
