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
  // In one order, so that two nodes that are sent the same challenges never wait for each other.
  const sorted = [...challenges].sort((a, b) => (a.nonce < b.nonce ? -1 : 1))
  const rows: unknown[] = await knex(TABLES.spentChallenges)
    .insert(sorted.map(({ nonce, expiresAt }) => ({ nonce, expires_at: expiresAt })))
    .onConflict('nonce')
    .ignore()
    .returning('nonce')
  return rows.length === challenges.length
}
