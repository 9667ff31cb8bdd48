import type { ChallengeOut, SubmissionReceipt } from '../../../contracts/comments'
import type { HoldReason } from '../../../domain/comment'
import {
  COMMENT_WINDOWS,
  decideHold,
  decideNextPace,
  decidePace,
  type FormSigns,
} from '../../../domain/pace'
import type { RefusalCode } from '../../../domain/refusal'
import type { SpentChallenge } from '../repositories/spent-challenges'
import { auditStep } from './audit-log'
import type { ChallengePurpose } from './challenges'
import { earlierReceipt, submitComment, type Sent } from './comment-intake'
import { lawfulValue, refusalOf, refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What is looked at before a comment is read: where it comes from and what came with it. */
export interface Knock {
  readonly docket: string
  /** The opaque name of the sender's network: `networkOf`. */
  readonly network: string
  /** A solved challenge. Whoever cannot solve one may leave it out, and waits for screening. */
  readonly work: string | undefined
  /** Of a form that was sent without a script; `null` for the API and the widget. */
  readonly form: FormSigns | null
}

export interface Admission {
  readonly hold: HoldReason | null
  readonly spentChallenge: SpentChallenge | null
}

const REFUSED_HERE: readonly RefusalCode[] = [
  'TOO_FAST',
  'CHALLENGE_INVALID',
  'CHALLENGE_EXPIRED',
  'CHALLENGE_SPENT',
]

/**
 * Counts a comment for its network and judges the work that came with it. Too much makes the work
 * harder, then lets comments wait for screening; only machine speed is refused.
 *
 * A comment that is refused here is counted too: otherwise what is refused could be tried at any
 * speed.
 */
export async function admitSubmission(
  runtime: Runtime,
  { docket, network, work, form }: Knock,
): Promise<Admission> {
  const { counts, now } = await runtime.paces.raise({
    paced: 'comment',
    network,
    windows: COMMENT_WINDOWS,
  })
  const pace = decidePace(runtime.config.pace.comments, counts, now)
  for (const { window, step } of pace.reached) auditStep(runtime.strapi, 'comment', window, step)
  if (pace.refuse !== null) return refuse('TOO_FAST', { retryAfterS: pace.refuse })
  const solved =
    work === undefined
      ? null
      : lawfulValue(await runtime.challenges.judge(work, { docket, action: 'comment' }, now))
  return {
    hold: decideHold(pace, solved?.level ?? null, form),
    spentChallenge: solved?.challenge ?? null,
  }
}

/**
 * Admits a comment and files it. What a first request was told still holds, whatever this one
 * would be refused for: who sends again because the answer was lost has spent the challenge, may
 * come after its expiry, and is not the one who sends too fast.
 */
export async function takeSubmission(
  runtime: Runtime,
  submission: Sent,
  knock: Pick<Knock, 'network' | 'form'>,
): Promise<SubmissionReceipt> {
  try {
    const { docket, body } = submission
    const admission = await admitSubmission(runtime, { ...knock, docket, work: body.work })
    const receipt = await submitComment(runtime, { ...submission, ...admission })
    runtime.tally.note(admission.hold ?? 'good-work')
    return receipt
  } catch (error) {
    const code = refusalOf(error)?.code
    if (code === undefined || !REFUSED_HERE.includes(code)) throw error
    const told = await earlierReceipt(runtime, submission)
    runtime.tally.note(told === null ? code : 'sent-again')
    if (told === null) throw error
    return told
  }
}

/**
 * A challenge as hard as the next comment of the network would need. A docket that takes no
 * comments has challenges too: whoever lost the answer to a comment filed before the close sends
 * it again like any other, and the answer to that is for filing to give.
 *
 * Asking is not counted. A challenge costs less to make than a page to read, and a hoard of them
 * is worth nothing: what counts is how hard a comment needs it to be when it comes.
 */
export async function issueChallenge(
  runtime: Runtime,
  purpose: ChallengePurpose,
  network: string,
): Promise<ChallengeOut> {
  const [snapshot, { counts, now }] = await Promise.all([
    runtime.snapshotOf(purpose.docket),
    runtime.paces.read({ paced: 'comment', network, windows: COMMENT_WINDOWS }),
  ])
  if (snapshot === null) return refuse('DOCKET_UNKNOWN')
  const { level } = decideNextPace(runtime.config.pace.comments, counts, now)
  return runtime.challenges.issue(purpose, level, now)
}
