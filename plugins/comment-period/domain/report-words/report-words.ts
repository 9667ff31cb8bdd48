import type { Phase } from '../phase'
import type { RecordLabels } from '../record-labels/record-labels'
import type { ReportedChange } from '../report-changes'
import type { ReportKind } from '../report-decisions'

/** Everything that a report says around its figures, in one language. */
export interface ReportWords extends RecordLabels {
  readonly titles: Readonly<Record<ReportKind, string>>
  readonly intros: Readonly<Record<ReportKind, string>>
  /** Said of a report that took the place of an earlier one. */
  readonly corrected: (n: string) => string
  readonly foreword: string
  readonly sections: {
    readonly subject: string
    readonly sentTo: string
    readonly exposures: string
    readonly received: string
    readonly clauses: string
    readonly themes: string
    readonly responses: string
    readonly changes: string
    readonly issuance: string
    readonly withdrawal: string
  }
  readonly subject: {
    readonly docket: string
    readonly body: string
    readonly title: string
    readonly instrument: string
    readonly phase: string
    readonly asOf: string
  }
  /** What ties a report to the record. */
  readonly frozen: { readonly publishedAt: string; readonly hash: string }
  readonly sentTo: {
    readonly addressee: string
    readonly letterNumber: string
    readonly letterOn: string
    readonly sentAt: string
  }
  readonly exposures: {
    readonly n: string
    readonly opened: string
    readonly closed: string
    readonly openFor: string
    readonly minimum: string
    readonly verdict: string
    readonly noMinimum: string
    readonly isKept: string
    readonly isNotKept: string
    /** Over, where no rule asked for any time. */
    readonly isOver: string
    readonly isNotOver: string
    readonly endedBy: Readonly<Record<'restart' | 'withdrawal', string>>
    readonly never: string
    readonly events: string
    readonly event: string
    readonly at: string
    readonly newClose: string
    readonly reason: string
  }
  readonly received: {
    readonly total: string
    readonly late: string
    readonly none: string
    readonly spamLeftOut: string
    readonly comments: string
    readonly channel: string
    readonly byChannel: string
    readonly type: string
    readonly byType: string
    readonly state: string
    readonly byState: string
    readonly withholdReason: string
    readonly byWithholdReason: string
  }
  readonly clauses: {
    readonly clause: string
    readonly wholeDraft: string
    readonly former: string
  }
  readonly themes: {
    readonly theme: string
    readonly answers: string
    readonly noAnswer: string
    readonly none: string
    readonly overlap: string
  }
  readonly responses: {
    readonly disposition: string
    readonly byDisposition: string
    readonly throughThemes: string
    readonly without: string
    readonly none: string
  }
  readonly changes: {
    readonly from: (n: string) => string
    readonly none: string
    readonly title: string
    readonly attachmentsAdded: string
    readonly attachmentsRemoved: string
    readonly counts: Readonly<Record<ReportedChange['change'], string>>
    readonly kinds: Readonly<Record<ReportedChange['change'], string>>
    readonly clause: string
    readonly change: string
    readonly grounds: string
    readonly noGround: string
    readonly theme: (title: string) => string
    readonly comments: (n: string) => string
    readonly named: (ids: string) => string
    readonly more: (n: string) => string
  }
  readonly issuance: {
    readonly destination: string
    readonly letterNumber: string
    readonly letterOn: string
    readonly textHash: string
  }
  readonly withdrawal: { readonly at: string; readonly reason: string }
  readonly phases: Readonly<Record<Phase, string>>
}
