import type { ExportProfile } from './docket-export'
import type { RowKind } from './record-row'

/** What says nothing of anybody. Staff may have written of people in a reason, a note or a basis. */
const AT_WORK: Readonly<Partial<Record<RowKind, readonly string[]>>> = {
  comment: ['clauseId', 'rating', 'stateAsFiled', 'holdReason', 'routedBy'],
  response: ['text', 'unit'],
  assignment: ['fromUnit', 'toUnit', 'fromDueAt', 'toDueAt'],
}

/** With the screenings it says which state a comment has, and so which comments must be there. */
const IN_PUBLIC: Readonly<Partial<Record<RowKind, readonly string[]>>> = {
  comment: ['stateAsFiled'],
}

/**
 * Whether an archive of this profile shows a closed member of a row, with what makes its commitment.
 * It shows none of a comment whose salt was erased.
 */
export function isMemberShown(profile: ExportProfile, kind: RowKind, member: string): boolean {
  if (profile === 'full') return true
  const shown = profile === 'working' ? AT_WORK : IN_PUBLIC
  return shown[kind]?.includes(member) === true
}

/**
 * Whether an archive of this profile may show a closed member: the title of a theme only where the
 * theme was answered and has no later title, for then everybody reads it with the answer.
 */
export function mayMemberBeShown(profile: ExportProfile, kind: RowKind, member: string): boolean {
  return isMemberShown(profile, kind, member) || (kind === 'theme' && member === 'title')
}
