import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  COMMENT_STATES,
  COMMENT_TRANSITIONS,
  firstCommentState,
  SCREENING_MODES,
} from '../../../plugins/comment-period/domain/comment'
import { DAY_MS } from '../../../plugins/comment-period/domain/instant'
import { PERIOD_ACTS } from '../../../plugins/comment-period/domain/period-decisions'
import { mayIssueFrom, PHASES, stateOf } from '../../../plugins/comment-period/domain/phase'
import { PHASE_TRANSITIONS } from '../../../plugins/comment-period/domain/phase-transitions'
import { isRefusalCode } from '../../../plugins/comment-period/domain/refusal'
import { aLedger, day, exposed, extended, resumed, suspended } from '../domain/a-docket'

const PAGE = readFileSync(join(__dirname, '../../../docs/state-machine.md'), 'utf8')

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** The rows of the one table with these headings; fails where there is none or another. */
function tableOf(...headings: readonly string[]): string[][] {
  const lines = PAGE.split('\n')
  const starts = lines.flatMap((line, index) =>
    cellsOf(line).join('|') === headings.join('|') ? [index] : [],
  )
  expect(starts).toHaveLength(1)
  const rows = lines.slice((starts[0] ?? 0) + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end).map(cellsOf)
}

const code = (name: string): string => `\`${name}\``

describe('docs/state-machine.md', () => {
  test('has every way from one phase to another, in the order of the code, and no other', () => {
    expect(tableOf('from', 'by', 'to', 'when')).toEqual(
      PHASE_TRANSITIONS.map(({ from, by, to, when = '' }) => [code(from), by, code(to), when]),
    )
  })

  test('has every way from one comment state to another, and no other', () => {
    expect(tableOf('from', 'to')).toEqual(
      COMMENT_STATES.map((from) => [code(from), COMMENT_TRANSITIONS[from].map(code).join(', ')]),
    )
  })

  test('has every phase, with its Persian name', () => {
    const rows = tableOf('phase', 'Persian', 'what is so')
    expect(rows.map(([phase]) => phase)).toEqual(PHASES.map(code))
    for (const [, persian] of rows) expect(persian).toMatch(/^[\u0600-\u06ff\u200c ]+$/u)
  })

  test('has every state of a comment', () => {
    const rows = tableOf('state', 'what it means')
    expect(rows.map(([state]) => state)).toEqual(COMMENT_STATES.map(code))
  })

  test('says in which state a comment starts', () => {
    for (const mode of SCREENING_MODES) {
      expect(PAGE).toMatch(new RegExp(`\`${mode}\`[^.\`]* as \`${firstCommentState(mode, null)}\``))
    }
  })

  test.each(PERIOD_ACTS)('says what the act “%s” does, with its Persian name', (act) => {
    expect(PAGE).toMatch(new RegExp(`^\\*\\*${act}\\*\\* \\([\u0600-\u06ff\u200c ]+\\)\\. `, 'mu'))
  })

  test('names no refusal that the code does not know', () => {
    const named = PAGE.match(/`[A-Z]+(?:_[A-Z]+)+`|`WITHDRAWN`|`SUSPENDED`/g) ?? []
    const codes = named.map((each) => each.replaceAll('`', ''))
    expect(codes.length).toBeGreaterThan(5)
    expect(codes.filter((each) => !isRefusalCode(each))).toEqual([])
  })

  test('has an example that the code agrees with', () => {
    const state = stateOf(
      aLedger(
        exposed(day(0), day(14)),
        suspended(day(4)),
        resumed(day(6), day(16)),
        extended(day(17), day(18)),
      ),
    )
    const inDays = (instant: number | null) => ((instant ?? NaN) - day(0)) / DAY_MS
    const intervals = state.intervals.map(
      ({ opensAt, closesAt }) => `\`[${String(inDays(opensAt))}, ${String(inDays(closesAt))})\``,
    )
    expect(PAGE).toContain(`${intervals.slice(0, -1).join(', ')} and ${intervals.at(-1) ?? ''};`)
    expect(PAGE).toContain(`may be issued from day ${String(inDays(mayIssueFrom(state)))} on`)
  })
})

test('the table of comment transitions speaks of every state once', () => {
  expect(Object.keys(COMMENT_TRANSITIONS)).toEqual(COMMENT_STATES)
})
