/**
 * What the checker judges, as plain data: what clients were told, what stands in the database,
 * and what the public is told afterwards. Whoever races, breaks or overloads the product writes a
 * history in these words and hands it over.
 */

export type CallAct =
  | 'expose'
  | 'restart'
  | 'extend'
  | 'suspend'
  | 'resume'
  | 'withdraw'
  | 'waive'
  | 'issue'
  | 'comment'
  | 'rule'
  /** A draft, kind or body deleted or given another meaning. */
  | 'subject'
  /** A row of the record rewritten or deleted. */
  | 'tamper'

/** What a client was told of a comment; the code only where it came through the API. */
export interface CommentReceipt {
  readonly publicId: string
  readonly receivedAt: number
  readonly textHash: string
  readonly trackingCode: string | null
}

export type Outcome =
  | {
      readonly kind: 'acknowledged'
      readonly receipt: CommentReceipt | null
      /** Instant and close of the row, where the answer names them. */
      readonly at: number | null
      readonly closesAt: number | null
    }
  | { readonly kind: 'refused'; readonly code: string }
  /** No answer came: the row may stand or not. */
  | { readonly kind: 'unknown'; readonly why: string }

export interface Call {
  readonly act: CallAct
  readonly door: 'service' | 'sql'
  /** The draft regulation it is about. */
  readonly documentId: string
  /** Unique; the `reason` of the row that an act writes, the `note` of a rule revision. */
  readonly mark: string
  /** The text of a comment; calls with one key send one text, and nobody else sends it. */
  readonly text: string | null
  readonly idempotencyKey: string | null
  /** By a clock that runs with the database's; `null` where the client has another. */
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly outcome: Outcome
}

export interface HeadRow {
  readonly documentId: string
  readonly docket: string
  readonly lastSeq: number
  readonly exposureN: number
  readonly effectiveCloseAt: number | null
  readonly suspended: boolean
  readonly withdrawnAt: number | null
  readonly issuedAt: number | null
}

export interface ExposureRow {
  readonly documentId: string
  readonly ordinal: number
  readonly n: number
  readonly openedAt: number
  readonly closesAt: number
  readonly bodyId: string
  readonly kindId: string
  readonly terminalAct: string
  readonly textHash: string
  readonly reason: string | null
}

export interface EventRow {
  readonly documentId: string
  readonly ordinal: number
  readonly kind: string
  readonly at: number
  readonly closesAt: number | null
  readonly reason: string
}

export interface WaiverRow {
  readonly documentId: string
  readonly ordinal: number
  readonly at: number
  readonly bodyId: string
  readonly kindId: string
  readonly terminalAct: string
  readonly reason: string
}

export interface IssuanceRow {
  readonly documentId: string
  readonly ordinal: number
  readonly at: number
  readonly basisExposureN: number | null
  readonly textHash: string
  readonly reason: string
}

export interface CommentRow {
  readonly draftDocumentId: string
  readonly seq: number
  readonly publicId: string
  /** `null` once erased, as the salt. */
  readonly text: string | null
  readonly salt: string | null
  readonly textHash: string
  readonly channel: string
  readonly receivedAt: number
  readonly recordedAt: number
  readonly state: string
  readonly withholdReason: string | null
}

export interface CountRow {
  readonly documentId: string
  readonly state: string
  readonly reason: string
  readonly n: number
}

export interface RuleRevisionRow {
  readonly ruleId: string
  readonly revision: number
  readonly bodyId: string | null
  readonly terminalAct: string | null
  readonly kindIds: readonly string[]
  /** The least span it demands, in milliseconds. */
  readonly floorMs: number
  readonly mandatory: boolean
  readonly ended: boolean
  readonly validFromAt: number | null
  readonly validToAt: number | null
  readonly effectiveAt: number
  readonly note: string
}

export interface RecordRows {
  readonly heads: readonly HeadRow[]
  readonly exposures: readonly ExposureRow[]
  readonly events: readonly EventRow[]
  readonly waivers: readonly WaiverRow[]
  readonly issuances: readonly IssuanceRow[]
  readonly comments: readonly CommentRow[]
  readonly counts: readonly CountRow[]
  /** The authoritative draft rows, one entry per row. */
  readonly drafts: readonly { readonly documentId: string }[]
  readonly bodies: readonly { readonly documentId: string }[]
  readonly kinds: readonly { readonly documentId: string; readonly terminalAct: string }[]
  readonly ruleRevisions: readonly RuleRevisionRow[]
}

/** What the public API says of a docket. */
export interface DocketReading {
  readonly documentId: string
  readonly docket: string
  readonly phase: string
  readonly closesAt: number | null
  readonly total: number
  /** Of the final text; `null` where there is none. */
  readonly finalTextHash: string | null
  readonly comments: readonly {
    readonly publicId: string
    readonly seq: number
    readonly text: string | null
    readonly textHash: string
    readonly receivedAt: number
  }[]
}

/** What a tracking code found; `null` where it found nothing. */
export interface TrackingReading {
  readonly trackingCode: string
  readonly publicId: string | null
}

export interface ApiReadings {
  readonly dockets: readonly DocketReading[]
  readonly tracking: readonly TrackingReading[]
}

export interface CheckedRecord {
  readonly history: readonly Call[]
  readonly rows: RecordRows
  readonly api: ApiReadings
}

/** Everything about one draft regulation. */
export interface DocketRecord {
  readonly calls: readonly Call[]
  readonly heads: RecordRows['heads']
  readonly exposures: RecordRows['exposures']
  readonly events: RecordRows['events']
  readonly waivers: RecordRows['waivers']
  readonly issuances: RecordRows['issuances']
  readonly comments: RecordRows['comments']
  readonly counts: RecordRows['counts']
  /** How many authoritative rows the draft has in Strapi's table. */
  readonly draftRows: number
  readonly shared: Pick<RecordRows, 'bodies' | 'kinds' | 'ruleRevisions'>
}
