import { lawful, refused, type Decision } from './refusal'

export const EXPORT_FORMATS = ['csv', 'ndjson', 'xlsx', 'docx', 'html', 'zip'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/**
 * What an export shows of people. `public`: what the public list shows, and no name. `working`: every
 * text as staff read it, and a pseudonym for each submitter that is theirs within this export alone.
 * `full`: every text as filed, names and contacts.
 */
export const EXPORT_PROFILES = ['public', 'working', 'full'] as const
export type ExportProfile = (typeof EXPORT_PROFILES)[number]

export const EXPORT_STATES = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'expired',
] as const
export type ExportState = (typeof EXPORT_STATES)[number]

export const EXPORT_LANGUAGES = ['fa', 'en'] as const
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number]

/** Why an export came to nothing. */
export const EXPORT_FAILURES = ['disk-full', 'gave-up', 'unreadable', 'defect'] as const
export type ExportFailure = (typeof EXPORT_FAILURES)[number]

/** Beyond these no program that people have opens the file; CSV and Excel have no such limit. */
export const MOST_ROWS_ON_PAPER: Readonly<Partial<Record<ExportFormat, number>>> = {
  docx: 20_000,
  html: 100_000,
}

/** So many times a node may die over an export before it is given up. */
export const MOST_EXPORT_ATTEMPTS = 3

/** A docket with the number of its last comment that an export covers: what comes later is not in it. */
export interface Covered {
  readonly draftDocumentId: string
  readonly docket: string
  readonly seq: number
}

/** By what an export is narrowed; `null` asks for all. */
export interface ExportFilter {
  readonly state: string | null
  readonly type: string | null
  readonly channel: string | null
  readonly unit: string | null
}

export function isWhole(filter: ExportFilter): boolean {
  return Object.values(filter).every((each) => each === null)
}

/**
 * Whether an export of this format can be made of what it would cover. An archive is of one docket
 * as a whole: what is missing in it would be missing in its proof.
 */
export function decideExport(
  format: ExportFormat,
  covers: readonly Covered[],
  filter: ExportFilter,
): Decision<{ readonly rows: number }> {
  const rows = covers.reduce((sum, { seq }) => sum + seq, 0)
  if (format === 'zip' && (covers.length !== 1 || !isWhole(filter))) {
    return refused('EXPORT_NEEDS_DOCKET')
  }
  const most = MOST_ROWS_ON_PAPER[format]
  if (most !== undefined && rows > most) return refused('EXPORT_TOO_LARGE', { rows, most, format })
  return lawful({ rows })
}
