import { z } from 'zod'
import { COMMENT_WINDOWS, GUESS_WINDOWS, PACE_STEPS } from '../domain/pace'

const counts = z.int()
const steps = z.strictObject(
  Object.fromEntries(PACE_STEPS.map((step) => [step, counts])) as Record<
    (typeof PACE_STEPS)[number],
    typeof counts
  >,
)

/** `GET /limits`: what the configuration allows the public, for staff to read. */
export const listLimits = {
  query: z.strictObject({}),
  answer: z.strictObject({
    commentGraphemes: counts,
    bodyBytes: counts,
    attachments: counts,
    attachmentBytes: counts,
    /** Whether a scanner of viruses is configured, and mail that tells units of what is overdue. */
    isScanning: z.boolean(),
    isMailing: z.boolean(),
    /** From one network: how many comments come before each step is taken. */
    comments: z.strictObject(
      Object.fromEntries(COMMENT_WINDOWS.map((window) => [window, steps])) as Record<
        (typeof COMMENT_WINDOWS)[number],
        typeof steps
      >,
    ),
    /** From one network: how many codes that are none may be looked up. */
    guesses: z.strictObject(
      Object.fromEntries(GUESS_WINDOWS.map((window) => [window, counts])) as Record<
        (typeof GUESS_WINDOWS)[number],
        typeof counts
      >,
    ),
  }),
}

export type LimitsOut = z.infer<(typeof listLimits)['answer']>
