import type { PeriodAct } from './period-decisions'

export const MEMBERSHIP_ROLES = ['editor', 'screener', 'responder', 'legal', 'manager'] as const
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number]

export type StaffAct = PeriodAct | 'edit' | 'rule' | 'respond' | 'screen'

/**
 * What a role in a body allows, on top of the Strapi permission of the same name: a permission
 * says what someone may do at all, a membership for whom. `manager` may do everything.
 */
const ACTS_OF_ROLE: Readonly<Record<Exclude<MembershipRole, 'manager'>, readonly StaffAct[]>> = {
  editor: ['edit', 'expose', 'restart'],
  screener: ['screen'],
  responder: ['respond'],
  legal: ['edit', 'rule', 'extend', 'suspend', 'resume', 'waive', 'withdraw', 'issue'],
}

/** Whether any of these roles in a body allows the act. */
export function rolesAllow(roles: readonly MembershipRole[], act: StaffAct): boolean {
  return roles.some((role) => role === 'manager' || ACTS_OF_ROLE[role].includes(act))
}
