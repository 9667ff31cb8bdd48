import type { ChallengeOut } from '../../contracts/comments'
import type { Api } from './api'
import { solve } from './proof-of-work'
import type { ServerClock } from './server-time'

/** A payload that expires on its way would be refused. */
const MARGIN_MS = 15_000

interface Done {
  readonly payload: string
  readonly expiresAt: number
  readonly clock: ServerClock
}

export interface Work {
  /** Starts the work, unless it was started: when somebody begins to type, so that it is done by the review. */
  begin(): void
  /** The payload, or `undefined` where there is no challenge to be had: the comment waits for screening then. */
  take(): Promise<string | undefined>
  /** Drops a payload that the server would not have. */
  drop(): void
}

export function workFor(docket: string, api: Api, signal: AbortSignal): Work {
  let current: Promise<Done | null> | null = null

  const perform = async (): Promise<Done | null> => {
    const answer = await api.read<ChallengeOut>(
      `/challenge?docket=${docket}&action=comment`,
      signal,
    )
    if (answer.kind !== 'answered') return null
    const payload = await solve(answer.body, signal)
    const expiresAt = answer.body.parameters.expiresAt * 1000
    return payload === null ? null : { payload, expiresAt, clock: answer.clock }
  }

  return {
    begin() {
      current ??= perform()
    },
    async take() {
      let done = await (current ??= perform())
      if (done !== null && done.expiresAt - MARGIN_MS < done.clock()) {
        current = perform()
        done = await current
      }
      // Where it failed, the next try asks again.
      if (done === null) current = null
      return done?.payload
    },
    drop() {
      current = null
    },
  }
}
