import type { SubmissionReceipt } from '../../../contracts/comments'
import type { HoldReason } from '../../../domain/comment'
import type { SpentChallenge } from '../repositories/spent-challenges'
import { submitComment, type Submission } from './comment-intake'
import type { Runtime } from './runtime'

/** A form that was sent sooner after it was opened than anybody reads it. */
const YOUNGEST_FORM_MS = 3_000

export interface FormSigns {
  readonly ageMs: number
  /** The field that people do not see was filled in. */
  readonly honeypot: boolean
}

export interface Knock {
  readonly docket: string
  /** The opaque name of the sender's network: `networkOf`. */
  readonly network: string
  readonly work: string | undefined
  readonly form: FormSigns | null
}

export interface Admission {
  readonly hold: HoldReason | null
  readonly spentChallenge: SpentChallenge | null
}

/** Judges by the signs of the form alone; work and pace are judged once they are built. */
export function admitSubmission(_runtime: Runtime, { work, form }: Knock): Promise<Admission> {
  const hold =
    form?.honeypot === true
      ? 'honeypot'
      : form !== null && form.ageMs < YOUNGEST_FORM_MS
        ? 'young-form'
        : work === undefined
          ? 'no-work'
          : null
  return Promise.resolve({ hold, spentChallenge: null })
}

/** Admits a comment and files it. */
export async function takeSubmission(
  runtime: Runtime,
  submission: Omit<Submission, keyof Admission>,
  knock: Pick<Knock, 'network' | 'form'>,
): Promise<SubmissionReceipt> {
  const { docket, body } = submission
  const admission = await admitSubmission(runtime, { ...knock, docket, work: body.work })
  return submitComment(runtime, { ...submission, ...admission })
}
