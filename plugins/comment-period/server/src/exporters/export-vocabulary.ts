import type { SubmitterCategory, SubmitterType } from '../../../domain/comment'
import type { ExportProfile } from '../../../domain/docket-export'
import type { RecordLabels } from '../../../domain/record-labels/record-labels'

/** What the tables of an export say beside the comments themselves. */
export interface ExportWords {
  readonly title: (of: string) => string
  readonly comments: string
  readonly official: string
  readonly yes: string
  readonly no: string
  readonly wholeDraft: string
  readonly noResponse: string
  readonly erased: string
  readonly notShown: string
  /** In a cell of which the profile does not tell what there is. */
  readonly notTold: string
  readonly headings: Readonly<
    Record<
      | 'docket'
      | 'seq'
      | 'publicId'
      | 'receivedAt'
      | 'receivedAtIso'
      | 'late'
      | 'channel'
      | 'portal'
      | 'type'
      | 'rating'
      | 'clause'
      | 'state'
      | 'withholdReason'
      | 'text'
      | 'suggestedWording'
      | 'submitterType'
      | 'submitterCategory'
      | 'pseudonym'
      | 'displayName'
      | 'name'
      | 'contact'
      | 'onBehalfOf'
      | 'unit'
      | 'dueAt'
      | 'dueAtIso'
      | 'response'
      | 'disposition'
      | 'respondedAt'
      | 'respondedAtIso'
      | 'theme'
      | 'responses'
      | 'earlier'
      | 'attachments'
      | 'textHash'
      | 'proposer'
      | 'reason',
      string
    >
  >
  readonly labels: Pick<
    RecordLabels,
    'channels' | 'types' | 'states' | 'withholdReasons' | 'dispositions'
  > & {
    readonly submitterTypes: Readonly<Record<SubmitterType, string>>
    readonly submitterCategories: Readonly<Record<SubmitterCategory, string>>
  }
  readonly facts: {
    readonly body: string
    readonly subject: string
    readonly instant: string
    readonly instantIso: string
    readonly profile: string
    readonly profiles: Readonly<Record<ExportProfile, string>>
    readonly covers: string
    readonly covered: (docket: string, seq: string) => string
    readonly coveredEmpty: (docket: string) => string
    /** Where each docket is a row of a table of its own. */
    readonly dockets: (count: string) => string
    readonly coveredTable: string
    readonly coveredUpTo: string
    readonly filter: string
    readonly noFilter: string
    readonly comma: string
    readonly rows: string
    readonly formulas: string
    readonly formulaRule: string
  }
  readonly files: {
    readonly archive: (title: string) => string
    readonly title: string
    readonly name: string
    readonly bytes: string
    readonly sha256: string
  }
}
