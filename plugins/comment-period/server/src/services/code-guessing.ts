import { decideGuess, GUESS_WINDOWS } from '../../../domain/pace'
import { auditStep } from './audit-log'
import { refusalOf, refuse } from './refusal-error'
import type { Runtime } from './runtime'

/**
 * Lets a network look codes up until it has asked for too many that are none. Each look-up is
 * counted before it is made, so that as many as come together cannot slip through, and is taken
 * back where the code was one: two hundred people of one ministry may read their responses all
 * day, and what is limited is guessing alone. A hit and a miss ask the database the same.
 */
export async function limitGuesses<Found>(
  runtime: Runtime,
  network: string,
  lookUp: () => Promise<Found>,
): Promise<Found> {
  const guess = { paced: 'guess', network, windows: GUESS_WINDOWS } as const
  const { counts, now } = await runtime.paces.raise(guess)
  const decision = decideGuess(runtime.config.pace.guesses, counts, now)
  for (const window of decision.reached) auditStep(runtime.strapi, 'guess', window, 'refuse')
  if (decision.refuse !== null) return refuse('TOO_FAST', { retryAfterS: decision.refuse })
  try {
    const found = await lookUp()
    await runtime.paces.raise(guess, -1)
    return found
  } catch (error) {
    if (refusalOf(error)?.code === 'TRACKING_CODE_UNKNOWN') await runtime.paces.raise(guess, 0)
    throw error
  }
}
