import { setImmediate as endOfTurn } from 'node:timers/promises'
import { elapsedMs } from './clock'

/** So long a piece of work has the event loop for itself: requests are answered in between. */
const SLICE_MS = 8

/** Lets others in between pieces of work that would each hold up the event loop for long. */
export interface TimeSlices {
  /** Goes on at once, or in the next turn of the event loop where this one has lasted long enough. */
  readonly turn: () => Promise<void>
}

/** @param beforeEach is called before each piece; what it throws ends the work */
export function timeSlices(beforeEach: () => void = () => undefined): TimeSlices {
  let from = elapsedMs()
  return {
    turn: async () => {
      beforeEach()
      if (elapsedMs() - from < SLICE_MS) return
      await endOfTurn()
      from = elapsedMs()
      beforeEach()
    },
  }
}
