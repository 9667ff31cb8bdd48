import { isUniqueViolation } from '../database/guards/guard-refusal'
import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'

/** A challenge by its nonce; after its expiry nobody could spend it again anyway. */
export interface SpentChallenge {
  readonly nonce: string
  readonly expiresAt: number
}

/**
 * Marks challenges as spent, by the primary key, so that two nodes cannot both do it.
 *
 * @returns whether none of them had been spent before
 */
export async function spendChallenges(
  { knex }: Db,
  challenges: readonly SpentChallenge[],
): Promise<boolean> {
  const rows: unknown[] = await knex(TABLES.spentChallenges)
    .insert(challengeRows(challenges))
    .onConflict('nonce')
    .ignore()
    .returning('nonce')
  return rows.length === challenges.length
}

/** The same as a part of another statement, which fails where one of them had been spent before. */
export function insertedChallenges({ knex }: Db, challenges: readonly SpentChallenge[]) {
  return knex(TABLES.spentChallenges).insert(challengeRows(challenges))
}

/** Whether a statement failed because a challenge had been spent before. */
export function isSpentBefore(error: unknown): boolean {
  return isUniqueViolation(error) && (error as { table?: unknown }).table === TABLES.spentChallenges
}

/** In one order, so that two nodes that are sent the same challenges never wait for each other. */
function challengeRows(challenges: readonly SpentChallenge[]) {
  return [...challenges]
    .sort((a, b) => (a.nonce < b.nonce ? -1 : 1))
    .map(({ nonce, expiresAt }) => ({ nonce, expires_at: expiresAt }))
}
