/** What does not fit in an archive. */
export type FindingCode =
  /** It is no archive of a docket, or cannot be read as one. */
  | 'ARCHIVE_UNREADABLE'
  /** The manifest is not the one that was written. */
  | 'MANIFEST_CHANGED'
  /** A file is not the one that the manifest names, or not as the app writes it. */
  | 'FILE_CHANGED'
  /** A file that the manifest or the record names is not there. */
  | 'FILE_MISSING'
  /** A file is there that an archive has not, that the manifest does not name, or a second of its name. */
  | 'FILE_UNLISTED'
  /** A link is missing, doubled or moved. */
  | 'LINK_OUT_OF_ORDER'
  /** A link is not what is made of its row and of the link before. */
  | 'LINK_CHANGED'
  /** A row is gone from the record. */
  | 'ROW_MISSING'
  /** A row is not what it was when it was linked. */
  | 'ROW_CHANGED'
  /** A closed member is not the one that the row commits to, or not one that the profile shows. */
  | 'MEMBER_CHANGED'
  /** A closed member that the profile shows is not shown. */
  | 'MEMBER_MISSING'
  /** A text is not the one whose hash is in the record. */
  | 'TEXT_CHANGED'
  /** A text is not shown, or not as filed, and the record has no act that hides or erases it. */
  | 'TEXT_HIDDEN'
  /** A comment is told otherwise than the record has it. */
  | 'COMMENT_CHANGED'
  /** A comment that the archive says it covers is not in it, or stands out of order. */
  | 'COMMENT_MISSING'
  /** A certificate states what does not follow from the record. */
  | 'CERTIFICATE_CHANGED'
  /** The record ends before the place that the manifest names, or after it. */
  | 'RECORD_CUT'

export interface Finding {
  readonly code: FindingCode
  /** The file of the archive. */
  readonly file: string
  /** The line of the file, the row or what a reader said of it. */
  readonly where: string
}

export type Tell = (finding: Finding) => void
