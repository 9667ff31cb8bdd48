import type { PeriodAct } from './period-decisions'

export const MEMBERSHIP_ROLES = ['editor', 'screener', 'responder', 'legal', 'manager'] as const
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number]

export type StaffAct = PeriodAct | 'edit' | 'rule' | 'respond' | 'screen' | 'assign'

/**
 * What a role in a body allows, on top of the Strapi permission of the same name: a permission
 * says what someone may do at all, a membership for whom. `manager` may do everything.
 */
const ACTS_OF_ROLE: Readonly<Record<Exclude<MembershipRole, 'manager'>, readonly StaffAct[]>> = {
  editor: ['edit', 'expose', 'restart'],
  screener: ['screen', 'assign'],
  responder: ['respond'],
  legal: ['edit', 'rule', 'extend', 'suspend', 'resume', 'waive', 'withdraw', 'issue'],
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

/**
 * The units whose comments someone reads: all of a body's for who screens there or responds for
 * the whole of it, else those of the units that they respond for.
 *
 * @returns `null` for every comment, those that went to no unit included
 */
export function unitsRead(standings: readonly Standing[]): readonly string[] | null {
  if (standings.some(({ role }) => rolesAllow([role], 'screen'))) return null
  const responding = standings.filter(({ role }) => rolesAllow([role], 'respond'))
  const keys = responding.flatMap(({ unitKey }) => (unitKey === null ? [] : [unitKey]))
  return keys.length === responding.length ? keys : null
}

/** Whether someone responds to what went to this unit, or to none. */
export function respondsFor(standings: readonly Standing[], unit: string | null): boolean {
  return standings.some(
    ({ role, unitKey }) => rolesAllow([role], 'respond') && (unitKey === null || unitKey === unit),
  )
}
