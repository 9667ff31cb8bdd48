import type { PeriodAct } from './period-decisions'

export const MEMBERSHIP_ROLES = ['editor', 'screener', 'responder', 'legal', 'manager'] as const
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number]

/** What staff do with comments. */
export const COMMENT_ACTS = [
  'screen',
  'assign',
  'respond',
  'theme',
  'note',
  'redact',
  'contact',
  'original',
  'erase',
] as const
export type CommentAct = (typeof COMMENT_ACTS)[number]

export type StaffAct = PeriodAct | CommentAct | 'edit' | 'rule' | 'export' | 'evidence' | 'report'

/**
 * What a role in a body allows, on top of the Strapi permission of the same name: a permission
 * says what someone may do at all, a membership for whom. `manager` may do everything.
 */
const ACTS_OF_ROLE: Readonly<Record<Exclude<MembershipRole, 'manager'>, readonly StaffAct[]>> = {
  editor: ['edit', 'expose', 'restart'],
  screener: ['screen', 'assign', 'theme', 'note', 'redact'],
  responder: ['respond', 'theme', 'note', 'contact'],
  legal: [
    'edit',
    'rule',
    'extend',
    'suspend',
    'resume',
    'waive',
    'withdraw',
    'issue',
    'theme',
    'note',
    'contact',
    'original',
    'erase',
    'export',
    'evidence',
    'report',
  ],
}

/** Whether any of these roles in a body allows the act. */
export function rolesAllow(roles: readonly MembershipRole[], act: StaffAct): boolean {
  return roles.some((role) => role === 'manager' || ACTS_OF_ROLE[role].includes(act))
}

/** A role in a body: for all that the body is sent, or as a responder for one of its units. */
export interface Standing {
  readonly role: MembershipRole
  /** `null` is the whole body. */
  readonly unitKey: string | null
}

/** Whether someone reads comments in a body at all: whoever may make a note of one. */
export function readsComments(standings: readonly Standing[]): boolean {
  return standings.some(({ role }) => rolesAllow([role], 'note'))
}

/**
 * The units whose comments someone reads: all of a body's for who screens there, keeps its law or
 * responds for the whole of it, else those of the units that they respond for.
 *
 * @returns `null` for every comment, those that went to no unit included
 */
export function unitsRead(standings: readonly Standing[]): readonly string[] | null {
  const reading = standings.filter(({ role }) => rolesAllow([role], 'note'))
  const keys = reading.flatMap(({ unitKey }) => (unitKey === null ? [] : [unitKey]))
  return keys.length === reading.length ? keys : null
}

/** Whether someone reads what went to this unit, or to none. */
export function readsOf(standings: readonly Standing[], unit: string | null): boolean {
  if (!readsComments(standings)) return false
  const units = unitsRead(standings)
  return units === null || (unit !== null && units.includes(unit))
}

/** Whether someone responds to what went to this unit, or to none. */
export function respondsFor(standings: readonly Standing[], unit: string | null): boolean {
  return standings.some(
    ({ role, unitKey }) => rolesAllow([role], 'respond') && (unitKey === null || unitKey === unit),
  )
}
