import { describe, expect, test } from '@jest/globals'

import {
  MEMBERSHIP_ROLES,
  rolesAllow,
  type MembershipRole,
  type StaffAct,
} from '../../../plugins/comment-period/domain/membership'
import { PERIOD_ACTS } from '../../../plugins/comment-period/domain/period-decisions'

/** Who may do what in a body; `manager` may do everything. */
const MAY: Readonly<Record<StaffAct, readonly MembershipRole[]>> = {
  expose: ['editor', 'manager'],
  restart: ['editor', 'manager'],
  extend: ['legal', 'manager'],
  suspend: ['legal', 'manager'],
  resume: ['legal', 'manager'],
  waive: ['legal', 'manager'],
  withdraw: ['legal', 'manager'],
  issue: ['legal', 'manager'],
  screen: ['screener', 'manager'],
  respond: ['responder', 'manager'],
  edit: ['editor', 'legal', 'manager'],
  rule: ['legal', 'manager'],
}
const ACTS = Object.keys(MAY) as StaffAct[]

describe.each(MEMBERSHIP_ROLES)('the role %s', (role) => {
  test.each(ACTS.map((act) => [act, MAY[act].includes(role)] as const))(
    'allows the act “%s”: %s',
    (act, allowed) => {
      expect(rolesAllow([role], act)).toBe(allowed)
    },
  )
})

describe('memberships', () => {
  test('speak of every act on a period', () => {
    expect(ACTS).toEqual(expect.arrayContaining([...PERIOD_ACTS]))
  })

  test.each(ACTS)('without a role allow no “%s”', (act) => {
    expect(rolesAllow([], act)).toBe(false)
  })

  test('of several roles allow what any of them allows, and no more', () => {
    const roles = ['editor', 'screener'] as const
    const allowed = ACTS.filter((act) => rolesAllow(roles, act))
    expect(allowed).toEqual(['expose', 'restart', 'screen', 'edit'])
  })

  test('let no editor issue what an editor exposed', () => {
    const roles = MEMBERSHIP_ROLES.filter((role) => role !== 'legal' && role !== 'manager')
    expect(rolesAllow(roles, 'issue')).toBe(false)
  })
})
