import type {
  CommentState,
  Disposition,
  SubmitterCategory,
  SubmitterType,
} from '../../../domain/comment'
import type { ExportProfile } from '../../../domain/docket-export'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import type { ExportWords } from './export-vocabulary'
import type { CellValue, TableColumn } from './table-document'

/** A response as an export shows it. */
interface ExportedResponse {
  readonly text: string
  readonly disposition: Disposition
  readonly respondedAt: Instant
  /** The theme that it answers; `null` for a response of the comment's own. */
  readonly theme: string | null
  /** What staff gave as the reason among themselves; `null` in the public profile. */
  readonly reason: string | null
}

/** A comment as an export shows it, after its profile: what the profile does not show is not in it. */
export interface ExportRecord {
  readonly docket: string
  readonly seq: number
  readonly publicId: string
  readonly receivedAt: Instant
  readonly recordedAt: Instant
  readonly late: boolean
  readonly channel: string
  readonly portal: string | null
  readonly type: string
  readonly rating: number | null
  readonly language: string | null
  /**
   * Whether the profile tells what was said about the comment and of whom it is. Where it does not,
   * `rating`, `clauseId`, `submitterType`, `submitterCategory` and `responses` are `null`, whatever
   * there is.
   */
  readonly isTold: boolean
  readonly exposureN: number
  readonly clauseId: string | null
  /** As the exposed text calls it: «ماده ۳»; `null` where it has no name there. */
  readonly clause: string | null
  readonly state: CommentState
  readonly withholdReason: string | null
  /** `null` where `textState` says why. */
  readonly text: string | null
  readonly textState: 'shown' | 'not-published' | 'erased'
  readonly suggestedWording: string | null
  /** How many spans of the text are hidden in it. */
  readonly hidden: number
  readonly submitterType: SubmitterType | null
  readonly submitterCategory: SubmitterCategory | null
  readonly pseudonym: string | null
  readonly onBehalfOf: string | null
  readonly displayName: string | null
  readonly name: string | null
  readonly contact: string | null
  readonly unit: string | null
  readonly dueAt: Instant | null
  /** In the order in which they were given; none is `[]`, those that are not told are `null`. */
  readonly responses: readonly ExportedResponse[] | null
  readonly attachments: readonly {
    readonly name: string
    readonly bytes: number
    readonly sha256: string
    readonly state: string
    /** What the scanner said; an infected file is never handed out. */
    readonly scan: string
  }[]
  readonly textHash: string
  /** With the text it makes the hash; only where the text is shown as it was filed. */
  readonly salt: string | null
}

interface CommentColumn extends TableColumn {
  readonly cell: (record: ExportRecord) => CellValue
}

/** Writes an instant as people of the body read it. */
export type InstantWriter = (instant: Instant) => string

/** The columns of a table of comments in a profile. */
export function commentColumns(
  words: ExportWords,
  profile: ExportProfile,
  written: InstantWriter,
): readonly CommentColumn[] {
  const { headings, labels } = words
  const label = (of: Readonly<Record<string, string>>, value: string | null) =>
    value === null ? null : (of[value] ?? value)
  const text = (heading: string, width: number, cell: CommentColumn['cell']): CommentColumn => ({
    heading,
    width,
    kind: 'text',
    cell,
  })
  const code = (heading: string, width: number, cell: CommentColumn['cell']): CommentColumn => ({
    ...text(heading, width, cell),
    kind: 'code',
  })
  const isFull = profile === 'full'
  return [
    code(headings.docket, 18, (record) => record.docket),
    { ...text(headings.seq, 8, (record) => record.seq), kind: 'number' },
    code(headings.publicId, 15, (record) => record.publicId),
    text(headings.receivedAt, 20, (record) => written(record.receivedAt)),
    code(headings.receivedAtIso, 25, (record) => toIsoUtc(record.receivedAt)),
    text(headings.late, 8, (record) => (record.late ? words.yes : words.no)),
    text(headings.channel, 14, (record) => label(labels.channels, record.channel)),
    code(headings.portal, 20, (record) => record.portal),
    text(headings.type, 12, (record) => label(labels.types, record.type)),
    { ...text(headings.rating, 8, (record) => record.rating), kind: 'number' },
    text(headings.clause, 16, clauseCell),
    text(headings.state, 14, (record) => label(labels.states, record.state)),
    text(headings.withholdReason, 18, (record) =>
      label(labels.withholdReasons, record.withholdReason),
    ),
    text(headings.text, 60, (record) => textCell(record, words)),
    text(headings.suggestedWording, 40, (record) => record.suggestedWording),
    text(headings.submitterType, 14, (record) =>
      label(labels.submitterTypes, record.submitterType),
    ),
    text(headings.submitterCategory, 16, (record) =>
      label(labels.submitterCategories, record.submitterCategory),
    ),
    ...(profile === 'working' ? [code(headings.pseudonym, 14, (record) => record.pseudonym)] : []),
    ...(isFull
      ? [
          text(headings.displayName, 20, (record) => record.displayName),
          text(headings.onBehalfOf, 20, (record) => record.onBehalfOf),
          text(headings.name, 20, (record) => record.name),
          code(headings.contact, 24, (record) => record.contact),
        ]
      : []),
    ...(profile === 'public'
      ? []
      : [
          code(headings.unit, 14, (record) => record.unit),
          text(headings.dueAt, 20, (record) =>
            record.dueAt === null ? null : written(record.dueAt),
          ),
          code(headings.dueAtIso, 25, (record) =>
            record.dueAt === null ? null : toIsoUtc(record.dueAt),
          ),
        ]),
    text(headings.response, 50, (record) => lastOf(record)?.text ?? null),
    text(headings.disposition, 18, (record) =>
      label(labels.dispositions, lastOf(record)?.disposition ?? null),
    ),
    text(headings.respondedAt, 20, (record) => {
      const last = lastOf(record)
      return last === null ? null : written(last.respondedAt)
    }),
    code(headings.respondedAtIso, 25, (record) => {
      const last = lastOf(record)
      return last === null ? null : toIsoUtc(last.respondedAt)
    }),
    text(headings.theme, 24, (record) => lastOf(record)?.theme ?? null),
    {
      ...text(headings.responses, 8, (record) => record.responses?.length ?? null),
      kind: 'number',
    },
    text(headings.earlier, 50, ({ responses }) =>
      responses === null || responses.length < 2
        ? null
        : responses
            .slice(0, -1)
            .map((given) => responseLine(given, words, written))
            .join('\n'),
    ),
    text(headings.attachments, 30, (record) =>
      record.attachments.length === 0
        ? null
        : record.attachments.map(({ name }) => name).join('\n'),
    ),
    code(headings.textHash, 66, (record) => record.textHash),
  ]
}

/**
 * The official table: row, clause, comment, proposer, disposition, reason.
 *
 * @param ofSeveral whether rows of several dockets stand in it
 */
export function officialColumns(
  words: ExportWords,
  ofSeveral: boolean,
  written: InstantWriter,
  proposerOf: (record: ExportRecord) => string | null,
): readonly CommentColumn[] {
  const { headings, labels } = words
  const column = (
    heading: string,
    width: number,
    cell: CommentColumn['cell'],
    kind: TableColumn['kind'] = 'text',
  ): CommentColumn => ({ heading, width, kind, cell })
  return [
    ...(ofSeveral ? [column(headings.docket, 16, (record) => record.docket, 'code')] : []),
    column(headings.seq, 6, (record) => record.seq, 'number'),
    column(headings.clause, 14, (record) =>
      record.isTold ? (clauseCell(record) ?? words.wholeDraft) : words.notTold,
    ),
    column(headings.text, 56, (record) => {
      const text = textCell(record, words)
      return record.suggestedWording === null
        ? text
        : `${text}\n${headings.suggestedWording}: ${record.suggestedWording}`
    }),
    column(headings.proposer, 18, proposerOf),
    column(headings.disposition, 16, (record) => {
      if (!record.isTold) return words.notTold
      const last = lastOf(record)
      return last === null ? words.noResponse : labels.dispositions[last.disposition]
    }),
    column(headings.reason, 34, ({ responses }) => {
      const [first, ...further] = responses ?? []
      if (first === undefined) return null
      if (further.length === 0) return first.text
      return [first, ...further].map((given) => responseLine(given, words, written)).join('\n')
    }),
  ]
}

function lastOf({ responses }: ExportRecord): ExportedResponse | null {
  return responses?.at(-1) ?? null
}

/** One of several: when it was given, with what outcome, and what it says. */
function responseLine(
  { respondedAt, disposition, text }: ExportedResponse,
  { labels }: ExportWords,
  written: InstantWriter,
): string {
  return `${written(respondedAt)} – ${labels.dispositions[disposition]}: ${text}`
}

/** A clause without a name in the exposed text is named by its id; `null` is the whole draft. */
function clauseCell({ clause, clauseId }: ExportRecord): string | null {
  return clause ?? clauseId
}

function textCell({ text, textState, state }: ExportRecord, words: ExportWords): string {
  if (text !== null) return text
  return textState === 'erased' ? words.erased : `${words.notShown} (${words.labels.states[state]})`
}
