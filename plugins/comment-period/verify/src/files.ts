import { MOST_ROWS_ON_PAPER } from '../../domain/docket-export'

export const RECORD = 'record.ndjson'
export const COMMENTS = 'comments/comments.ndjson'
export const MANIFEST = 'manifest.json'
export const MANIFEST_SUM = 'manifest.sha256'

/** The names that files of an archive have (docs/record-format.md); it has no other. */
const NAMES: readonly RegExp[] = [
  /^record\.ndjson$/,
  /^texts\/(?:exposure-[1-9][0-9]{0,8}|final)\.json$/,
  /^certificates\/exposure-[1-9][0-9]{0,8}\.json$/,
  /^(?:texts\/)?attachments\/[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?$/,
  /^comments\/comments\.(?:csv|ndjson|xlsx|html|docx)$/,
  /^index\.html$/,
  /^manifest\.(?:json|sha256)$/,
]

export function isNameOfFile(name: string): boolean {
  return NAMES.some((pattern) => pattern.test(name))
}

/** The hash by which a file is named, where it is. */
export function hashInName(name: string): string | null {
  return /^(?:texts\/)?attachments\/([0-9a-f]{64})/.exec(name)?.[1] ?? null
}

/** Files that an archive of so many comments has in any case, beside texts and certificates. */
export function filesOfEvery(comments: number): readonly string[] {
  const formats = ['csv', 'ndjson', 'xlsx', 'html', 'docx'] as const
  return [
    RECORD,
    ...formats
      .filter((format) => comments <= (MOST_ROWS_ON_PAPER[format as 'html'] ?? Infinity))
      .map((format) => `comments/comments.${format}`),
    'index.html',
  ]
}

/**
 * Of which of these files nothing is in the record that their content could be compared with: the
 * manifest alone binds them, and whoever makes a manifest anew can change them.
 */
export function boundByManifestAlone(names: readonly string[]): readonly string[] {
  return names.filter((name) => /^(?:comments\/.*\.(?:csv|xlsx|html|docx)|index\.html)$/.test(name))
}
