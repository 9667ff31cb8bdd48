import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import { z } from 'zod'
import { readChallenge, type ChallengeOut } from '../../../contracts/comments'
import type { Instant } from '../../../domain/instant'
import { WORK_LEVELS, workBelow, type WorkLevel } from '../../../domain/pace'
import { lawful, refused, type Decision } from '../../../domain/refusal'
import type { SpentChallenge } from '../repositories/spent-challenges'
import { subkey, type Key } from './keys'
import { randomBelow } from './random-ids'

/** What a challenge is solved for; solved for one docket it is worth nothing for another. */
export interface ChallengePurpose {
  readonly docket: string
  readonly action: 'comment'
}

/** Work that was done: how much, and what must be spent for it. */
export interface SolvedWork {
  readonly level: WorkLevel
  readonly challenge: SpentChallenge
}

export interface ChallengeDesk {
  issue(purpose: ChallengePurpose, level: WorkLevel, now: Instant): Promise<ChallengeOut>
  /** @param now by the database's clock */
  judge(work: string, purpose: ChallengePurpose, now: Instant): Promise<Decision<SolvedWork>>
}

const LIFETIME_MS = 600_000

/** A proof of work as ALTCHA's own solvers send it: JSON in base64. */
const solvedChallenge = z.strictObject({
  challenge: readChallenge.answer,
  solution: z.strictObject({
    counter: z.int(),
    derivedKey: z.string(),
    time: z.number().optional(),
  }),
})

interface Secrets {
  readonly hmacSignatureSecret: string
  readonly hmacKeySignatureSecret: string
}

/**
 * Makes and judges challenges. Nothing of a challenge is kept before it is spent: it carries its
 * own signature, by a key that all nodes hold.
 *
 * The counter that solves it is chosen here, at random below a maximum. So the time that solving
 * takes has an end, which a search for a hash with leading zeros has not, and a slow phone is never
 * unlucky without limit.
 */
export function challengeDesk(keys: readonly [Key, ...Key[]]): ChallengeDesk {
  const [current, ...older] = keys.map(secretsOf) as [Secrets, ...Secrets[]]

  return {
    async issue({ docket, action }, level, now) {
      const challenge = await createChallenge({
        ...current,
        algorithm: 'SHA-256',
        cost: 1,
        counter: randomBelow(workBelow(level)),
        deriveKey,
        expiresAt: Math.floor((now + LIFETIME_MS) / 1_000),
        data: { docket, action, level },
      })
      return readChallenge.answer.parse(challenge)
    },

    async judge(work, { docket, action }, now) {
      const read = solvedChallenge.safeParse(fromBase64(work))
      if (!read.success) return refused('CHALLENGE_INVALID')
      const { challenge, solution } = read.data
      const { data, expiresAt, nonce } = challenge.parameters
      // First what costs nothing; what is not ours by its signature is refused after it all the same.
      const level = WORK_LEVELS.find((each) => each === data.level)
      if (data.docket !== docket || data.action !== action || level === undefined) {
        return refused('CHALLENGE_INVALID')
      }
      // The library judges the expiry by the clock of this host, and a clock that is behind would
      // let challenges live on whose nonces have been swept away: the database's clock has the
      // last word. A host whose clock is ten minutes ahead refuses all; `/health` shows it long
      // before.
      if (expiresAt * 1_000 <= now) return refused('CHALLENGE_EXPIRED')
      for (const secrets of [current, ...older]) {
        const judged = await verifySolution({
          ...secrets,
          challenge: challenge as Parameters<typeof verifySolution>[0]['challenge'],
          deriveKey,
          solution: solution as Parameters<typeof verifySolution>[0]['solution'],
        })
        if (judged.expired) return refused('CHALLENGE_EXPIRED')
        if (judged.verified)
          return lawful({ level, challenge: { nonce, expiresAt: expiresAt * 1_000 } })
        // Ours, and not solved: no other key will make it so.
        if (judged.invalidSolution === true) break
      }
      return refused('CHALLENGE_INVALID')
    },
  }
}

function secretsOf(key: Key): Secrets {
  return {
    hmacSignatureSecret: subkey(key, 'challenge').toString('hex'),
    hmacKeySignatureSecret: subkey(key, 'challenge-solution').toString('hex'),
  }
}

/** Whatever somebody sent; `undefined` where it is not JSON. */
function fromBase64(work: string): unknown {
  try {
    return JSON.parse(Buffer.from(work, 'base64').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
