import type { PeriodStanding, ResponseTiming } from '../evidence-report'
import type { RecordLabels } from '../record-labels/record-labels'

/** What a report of evidence says beside its figures, on its page and in its files. */
export interface EvidenceWords extends RecordLabels {
  readonly title: (body: string) => string
  readonly summary: string
  readonly drafts: string
  readonly yes: string
  readonly no: string
  readonly noMinimum: string
  /** Of a final text that is not the exposed one in anything that is counted. */
  readonly otherwiseChanged: string
  readonly facts: {
    readonly body: string
    readonly span: string
    readonly days: (from: string, to: string) => string
    readonly spanIso: string
    readonly instant: string
    readonly instantIso: string
    readonly rules: string
  }
  /** How it is counted, a sentence each. */
  readonly rules: readonly string[]
  readonly subjects: Readonly<
    Record<
      | 'drafts'
      | 'periods'
      | 'acts'
      | 'comments'
      | 'channels'
      | 'types'
      | 'states'
      | 'responses'
      | 'dispositions'
      | 'texts',
      string
    >
  >
  readonly figures: Readonly<
    Record<'drafts' | 'exposures' | 'waived' | 'comments' | 'issued' | 'changedTexts', string>
  >
  readonly headings: Readonly<
    Record<
      | 'subject'
      | 'figure'
      | 'count'
      | 'docket'
      | 'title'
      | 'kind'
      | 'exposures'
      | 'opened'
      | 'openedIso'
      | 'closes'
      | 'closesIso'
      | 'period'
      | 'minimum'
      | 'stood'
      | 'minimumAndStood'
      | 'standing'
      | 'extended'
      | 'suspended'
      | 'withdrawn'
      | 'comments'
      | 'responses'
      | 'adopted'
      | 'accepted'
      | 'partlyAccepted'
      | 'act'
      | 'actAt'
      | 'actAndTime'
      | 'actAtIso'
      | 'changes'
      | 'changed'
      | 'added'
      | 'removed'
      | 'moved'
      | 'attachments'
      | 'newTitle',
      string
    >
  >
  readonly standings: Readonly<Record<PeriodStanding, string>>
  readonly timings: Readonly<Record<ResponseTiming, string>>
}
