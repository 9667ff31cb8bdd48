import type { ExportProfile } from './docket-export'
import type { RowKind } from './record-row'

/** What says nothing of anybody. Staff may have written of people in a reason, a note or a basis. */
const AT_WORK: Readonly<Partial<Record<RowKind, readonly string[]>>> = {
  comment: ['clauseId', 'rating', 'stateAsFiled', 'holdReason', 'routedBy'],
  response: ['text', 'unit'],
  assignment: ['fromUnit', 'toUnit', 'fromDueAt', 'toDueAt'],
  placement: ['theme'],
  'change-ground': ['comment'],
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
 * What everybody reads of some rows: the title of a theme that was answered, as it is called now; what
 * a comment that is published was placed under, and which such comment a change goes back to.
 */
const AT_TIMES: Readonly<Partial<Record<RowKind, string>>> = {
  theme: 'title',
  placement: 'theme',
  'change-ground': 'comment',
}

/** Whether an archive of this profile may show a closed member, be it of some rows of its kind alone. */
export function mayMemberBeShown(profile: ExportProfile, kind: RowKind, member: string): boolean {
  return isMemberShown(profile, kind, member) || AT_TIMES[kind] === member
}
