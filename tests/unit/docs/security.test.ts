import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ATTACKS } from '../../doors/matrix/attacks'
import { DOORS } from '../../doors/matrix/doors/index'
import { existsOn, expectedOutcome, isTried, type Door } from '../../doors/matrix/doors'
import type { AttackId } from '../../doors/matrix/attacks'
import { isRefusalCode } from '../../../plugins/comment-period/domain/refusal'

const PAGE = readFileSync(join(__dirname, '../../../docs/security.md'), 'utf8')

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The rows of the one table whose first heading this is. */
function tableOf(heading: string): string[][] {
  const lines = PAGE.split('\n')
  const starts = lines.flatMap((line, index) => (cellsOf(line)[0] === heading ? [index] : []))
  expect(starts).toHaveLength(1)
  const [start = 0] = starts
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return [cellsOf(lines[start] ?? ''), ...rows.slice(0, end).map(cellsOf)]
}

const BOTH = ['sqlite', 'postgres'] as const

/** `r`, `h` or `·`; both letters where the databases differ. */
function letterOf(door: Door, attack: AttackId): string {
  const cell = door.cells[attack]
  if (!isTried(cell)) return '·'
  const letters = BOTH.filter((database) => existsOn(door, database)).map((database) =>
    expectedOutcome(cell, database) === 'harmless' ? 'h' : 'r',
  )
  return [...new Set(letters)].join('/')
}

const only = { sqlite: ' (SQLite)', postgres: ' (PostgreSQL)' } as const

describe('the door matrix in docs/security.md', () => {
  test('has the doors, the attacks and the outcomes of the code', () => {
    expect(tableOf('door')).toEqual([
      ['door', ...ATTACKS.map(({ column }) => column)],
      ...DOORS.map((door) => [
        door.name + (door.database === undefined ? '' : only[door.database]),
        ...ATTACKS.map(({ id }) => letterOf(door, id)),
      ]),
    ])
  })

  test('says what each column stands for', () => {
    expect(tableOf('column')).toEqual([
      ['column', 'attack'],
      ...ATTACKS.map(({ column, title }) => [column, title]),
    ])
  })
})

describe('the door matrix in code', () => {
  test('has every door once', () => {
    const names = DOORS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('says of every attack how it is tried or why it cannot be', () => {
    for (const { name, cells } of DOORS) {
      for (const { id } of ATTACKS) {
        const cell = cells[id]
        if (!isTried(cell))
          expect([name, id, cell.why]).toEqual([name, id, expect.stringMatching(/\.$/)])
      }
    }
  })

  test('expects of a refusal a code of ours, or one that Strapi or the database is known for', () => {
    const foreign = [
      'ApplicationError',
      'ValidationError',
      'BAD_USER_INPUT',
      'GRAPHQL_VALIDATION_FAILED',
      'UNIQUE',
    ]
    for (const { name, cells } of DOORS) {
      for (const cell of Object.values(cells).filter(isTried)) {
        for (const database of BOTH) {
          const outcome = expectedOutcome(cell, database)
          const known =
            outcome === 'harmless' || isRefusalCode(outcome) || foreign.includes(outcome)
          expect([name, outcome, known]).toEqual([name, outcome, true])
        }
      }
    }
  })

  test('tries every attack through many doors, with a refusal of each', () => {
    for (const { id } of ATTACKS) {
      const outcomes = DOORS.flatMap(({ cells }) => {
        const cell = cells[id]
        return isTried(cell) ? [expectedOutcome(cell, 'postgres')] : []
      })
      expect(outcomes.length).toBeGreaterThan(15)
      expect(outcomes.some((outcome) => outcome !== 'harmless')).toBe(true)
    }
  })
})
