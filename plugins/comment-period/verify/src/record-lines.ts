import { isMemberShown, mayMemberBeShown } from '../../domain/record-profile'
import type { ExportProfile } from '../../domain/docket-export'
import type { ChainLink } from '../../domain/record-chain'
import {
  isCommitted,
  isRowKind,
  rowHash,
  type RecordRow,
  type ShownMember,
} from '../../domain/record-row'
import { RECORD } from './files'
import type { Tell } from './findings'
import { readLine } from './lines'
import { sha256 } from './sha256'

/** A line of the record. */
export interface RecordLine extends ChainLink {
  readonly open: RecordRow['open'] | null
  readonly closed: RecordRow['closed']
  readonly shown: Readonly<Record<string, ShownMember>>
}

const MEMBERS = 'at,closed,kind,linkHash,open,position,rowHash,shown,subject'

/** @returns `null` where it is no line of a record, or is not written as one */
export function readRecordLine(text: string): RecordLine | null {
  const line = readLine(text) as RecordLine | null
  if (line === null || Object.keys(line).sort().join() !== MEMBERS) return null
  const { kind, subject, open, closed, shown } = line
  const isLine =
    typeof kind === 'string' &&
    isRowKind(kind) &&
    typeof subject === 'string' &&
    (open === null || isRecord(open)) &&
    isRecord(closed) &&
    isRecord(shown) &&
    Object.values(shown).every(isRecord)
  return isLine ? line : null
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Judges a row by its link, and its shown members by the row.
 *
 * @returns whether a member is not shown that the profile shows: of an erased comment there is none
 */
export function judgeRow(
  { kind, subject, open, closed, shown, rowHash: linked }: RecordLine,
  profile: ExportProfile,
  where: string,
  tell: Tell,
): { readonly isMemberMissing: boolean } {
  if (open === null) {
    tell({ code: 'ROW_MISSING', file: RECORD, where })
    return { isMemberMissing: false }
  }
  if (hashOf({ kind, subject, open, closed }) !== linked) {
    tell({ code: 'ROW_CHANGED', file: RECORD, where })
  }
  for (const [name, member] of Object.entries(shown)) {
    const isRight =
      mayMemberBeShown(profile, kind, name) && isCommitted(member, closed[name], sha256)
    if (!isRight) tell({ code: 'MEMBER_CHANGED', file: RECORD, where: `${where}, ${name}` })
  }
  const { content, textHash } = open
  if (typeof content === 'string' && sha256(content) !== textHash) {
    tell({ code: 'TEXT_CHANGED', file: RECORD, where })
  }
  const isMemberMissing = Object.keys(closed).some(
    (name) => isMemberShown(profile, kind, name) && shown[name] === undefined,
  )
  if (isMemberMissing && kind !== 'comment') tell({ code: 'MEMBER_MISSING', file: RECORD, where })
  return { isMemberMissing }
}

function hashOf(row: RecordRow): string | null {
  try {
    return rowHash(row, sha256)
  } catch {
    return null
  }
}
