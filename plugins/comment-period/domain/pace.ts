import type { HoldReason } from './comment'
import type { Instant } from './instant'

/** Windows in which what comes from one network is counted; each begins at a multiple of its length. */
export const PACE_WINDOWS_S = { tenSeconds: 10, minute: 60, tenMinutes: 600, day: 86_400 } as const
export type PaceWindow = keyof typeof PACE_WINDOWS_S

export const COMMENT_WINDOWS = ['tenSeconds', 'minute', 'tenMinutes'] as const
export type CommentWindow = (typeof COMMENT_WINDOWS)[number]

/** What a network meets, step by step, as more comes from it within a window. */
export const PACE_STEPS = ['harder', 'hardest', 'wait', 'refuse'] as const
export type PaceStep = (typeof PACE_STEPS)[number]

/** Of one window: how many comments come before each step is taken. */
export type PaceSteps = Readonly<Record<PaceStep, number>>
export type CommentPace = Readonly<Record<CommentWindow, PaceSteps>>

export const GUESS_WINDOWS = ['minute', 'day'] as const
export type GuessWindow = (typeof GUESS_WINDOWS)[number]

/** Look-ups of codes that are none, which one network may make within a window. */
export type GuessPace = Readonly<Record<GuessWindow, number>>

export interface PaceLimits {
  readonly comments: CommentPace
  readonly guesses: GuessPace
}

/**
 * Counted by the network, and a network may be one person, a ministry or a town behind one address.
 * So what people do together at their own pace meets nothing but somewhat more work for the phone;
 * only what no roomful of people does, ten comments a second for a minute, is told to come later.
 */
export const USUAL_PACE: PaceLimits = {
  comments: {
    tenSeconds: { harder: 60, hardest: 100, wait: 200, refuse: 400 },
    minute: { harder: 90, hardest: 180, wait: 300, refuse: 600 },
    tenMinutes: { harder: 450, hardest: 900, wait: 1_800, refuse: 6_000 },
  },
  guesses: { minute: 30, day: 120 },
}

/** How hard a challenge is: the normal work, four times, sixteen times. */
export const WORK_LEVELS = [0, 1, 2] as const
export type WorkLevel = (typeof WORK_LEVELS)[number]

const NORMAL_WORK = 30_000

/** The counter that solves a challenge is below this; half of it is what is tried on average. */
export function workBelow(level: WorkLevel): number {
  return NORMAL_WORK * 4 ** level
}

/** How much has come from a network within the present windows, with the request that asks. */
export type PaceCounts<Window extends PaceWindow> = Readonly<Record<Window, number>>

/** A step that one request, and no other, was the first to meet in its window. */
export interface StepReached {
  readonly window: CommentWindow
  readonly step: PaceStep
}

export interface PaceDecision {
  /** The least level of work that makes a comment more than one to be screened. */
  readonly level: WorkLevel
  readonly hold: 'pace' | null
  /** Seconds until the window is over that refuses it, or `null`. */
  readonly refuse: number | null
  readonly reached: readonly StepReached[]
}

/**
 * What a comment meets that is the `counts`-th of its network. The step that is furthest in any
 * window counts.
 */
export function decidePace(
  limits: CommentPace,
  counts: PaceCounts<CommentWindow>,
  now: Instant,
): PaceDecision {
  const past = (step: PaceStep) =>
    COMMENT_WINDOWS.filter((window) => counts[window] > limits[window][step])
  const refusing = past('refuse')
  return {
    level: past('hardest').length > 0 ? 2 : past('harder').length > 0 ? 1 : 0,
    hold: past('wait').length > 0 ? 'pace' : null,
    refuse: refusing.length === 0 ? null : secondsLeft(refusing, now),
    reached: COMMENT_WINDOWS.flatMap((window) =>
      PACE_STEPS.filter((step) => counts[window] === limits[window][step] + 1).map((step) => ({
        window,
        step,
      })),
    ),
  }
}

/** The same, before it comes: what the next comment of a network that sent `counts` would meet. */
export function decideNextPace(
  limits: CommentPace,
  counts: PaceCounts<CommentWindow>,
  now: Instant,
): PaceDecision {
  const { tenSeconds, minute, tenMinutes } = counts
  const next = { tenSeconds: tenSeconds + 1, minute: minute + 1, tenMinutes: tenMinutes + 1 }
  return decidePace(limits, next, now)
}

export interface GuessDecision {
  readonly refuse: number | null
  readonly reached: readonly GuessWindow[]
}

/** Whether a look-up may be made that is the `counts`-th guess of its network. */
export function decideGuess(
  limits: GuessPace,
  counts: PaceCounts<GuessWindow>,
  now: Instant,
): GuessDecision {
  const refusing = GUESS_WINDOWS.filter((window) => counts[window] > limits[window])
  return {
    refuse: refusing.length === 0 ? null : secondsLeft(refusing, now),
    reached: refusing.filter((window) => counts[window] === limits[window] + 1),
  }
}

/** Until the last of the windows is over: whoever comes then is counted anew. At least one. */
function secondsLeft(windows: readonly PaceWindow[], now: Instant): number {
  const left = windows.map((window) => {
    const length = PACE_WINDOWS_S[window] * 1_000
    return Math.ceil((length - (now % length)) / 1_000)
  })
  return Math.max(1, ...left)
}

/** A form that was sent sooner after it was opened than anybody reads it. */
export const YOUNGEST_FORM_MS = 3_000

export interface FormSigns {
  readonly ageMs: number
  /** The field that people do not see was filled in. */
  readonly honeypot: boolean
}

/**
 * Why a comment waits for screening also where its body publishes first, or `null`. Where several
 * reasons hold it is the one that tells staff most: first what only programs do.
 */
export function decideHold(
  pace: PaceDecision,
  solved: WorkLevel | null,
  form: FormSigns | null,
): HoldReason | null {
  if (form?.honeypot === true) return 'honeypot'
  if (form !== null && form.ageMs < YOUNGEST_FORM_MS) return 'young-form'
  if (pace.hold !== null) return pace.hold
  if (solved === null) return 'no-work'
  return solved < pace.level ? 'easy-work' : null
}
