import { expect, test } from '@jest/globals'
import { periodActRefusals } from '../../../plugins/comment-period/domain/period-act-refusals'
import { stateOf } from '../../../plugins/comment-period/domain/phase'
import { aLedger, day, exposed, issued, suspended, withdrawn } from './a-docket'

const lawfulAt = (
  ledger: ReturnType<typeof aLedger>,
  now: number,
  force: Parameters<typeof periodActRefusals>[2] = 'mandatory',
) =>
  periodActRefusals(stateOf(ledger), now, force)
    .filter(({ refusal }) => refusal === null)
    .map(({ act }) => act)

test.each([
  ['a draft under a mandatory rule', aLedger(), day(0), 'mandatory', ['expose']],
  ['a draft under no rule', aLedger(), day(0), 'none', ['expose', 'waive']],
  [
    'an open period',
    aLedger(exposed(day(0), day(14))),
    day(3),
    'mandatory',
    ['restart', 'extend', 'suspend', 'withdraw'],
  ],
  [
    'a suspended period',
    aLedger(exposed(day(0), day(14)), suspended(day(2))),
    day(3),
    'mandatory',
    ['extend', 'resume', 'withdraw'],
  ],
  [
    'a closed period',
    aLedger(exposed(day(0), day(14))),
    day(14),
    'mandatory',
    ['restart', 'extend', 'withdraw', 'issue'],
  ],
  [
    'a withdrawn draft',
    aLedger(exposed(day(0), day(14)), withdrawn(day(2))),
    day(3),
    'mandatory',
    [],
  ],
  ['an issued draft', aLedger(exposed(day(0), day(14)), issued(day(15))), day(16), 'mandatory', []],
] as const)('%s allows what its decisions allow', (_, ledger, now, force, acts) => {
  expect(lawfulAt(ledger, now, force)).toEqual(acts)
})

test('an act that is not lawful now comes with its code', () => {
  const open = periodActRefusals(stateOf(aLedger(exposed(day(0), day(14)))), day(3), 'mandatory')
  expect(open).toContainEqual({ act: 'issue', refusal: 'PERIOD_NOT_OVER' })
  expect(open).toContainEqual({ act: 'expose', refusal: 'ALREADY_EXPOSED' })
})
