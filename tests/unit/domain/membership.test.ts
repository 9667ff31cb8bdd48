import { describe, expect, test } from '@jest/globals'

import {
  MEMBERSHIP_ROLES,
  respondsFor,
  rolesAllow,
  unitsRead,
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
  assign: ['screener', 'manager'],
  respond: ['responder', 'manager'],
  theme: ['screener', 'responder', 'legal', 'manager'],
  note: ['screener', 'responder', 'legal', 'manager'],
  redact: ['screener', 'manager'],
  contact: ['responder', 'legal', 'manager'],
  original: ['legal', 'manager'],
  erase: ['legal', 'manager'],
  export: ['legal', 'manager'],
  evidence: ['legal', 'manager'],
  report: ['legal', 'manager'],
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
    expect(allowed).toEqual([
      'expose',
      'restart',
      'screen',
      'assign',
      'theme',
      'note',
      'redact',
      'edit',
    ])
  })

  test('let no editor issue what an editor exposed', () => {
    const roles = MEMBERSHIP_ROLES.filter((role) => role !== 'legal' && role !== 'manager')
    expect(rolesAllow(roles, 'issue')).toBe(false)
  })
})

describe('a responder for a unit', () => {
  const of = (unitKey: string | null, role: MembershipRole = 'responder') => ({ role, unitKey })

  test.each([
    ['of one unit reads what went there', [of('a')], ['a']],
    ['of two units reads what went to either', [of('a'), of('b')], ['a', 'b']],
    ['of the whole body reads everything', [of('a'), of(null)], null],
    ['who screens too reads everything', [of('a'), of(null, 'screener')], null],
    ['who manages reads everything', [of('a'), of(null, 'manager')], null],
    ['who also edits reads no more for it', [of('a'), of(null, 'editor')], ['a']],
    ['of a unit that is gone reads nothing', [of('')], ['']],
  ] as const)('%s', (_what, standings, units) => {
    expect(unitsRead(standings)).toEqual(units)
  })

  test.each([
    ['responds there', [of('a')], 'a', true],
    ['does not elsewhere', [of('a')], 'b', false],
    ['does not to what went to none', [of('a')], null, false],
    ['of the whole body does everywhere', [of(null)], 'b', true],
    ['who screens the whole body does not elsewhere', [of('a'), of(null, 'screener')], 'b', false],
    ['whose unit is gone does not to what went to none', [of('')], null, false],
  ] as const)('%s', (_what, standings, unit, may) => {
    expect(respondsFor(standings, unit)).toBe(may)
  })
})
