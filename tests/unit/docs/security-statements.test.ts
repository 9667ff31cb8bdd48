import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../../..')
const PAGE = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8')

const rowsUnder = (heading: string): string[][] => {
  const lines = PAGE.slice(PAGE.indexOf(heading)).split('\n')
  const start = lines.findIndex((line) => line.startsWith('|'))
  const rows = lines.slice(start + 2)
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const STATEMENTS = rowsUnder('## Statements')
const TESTED = rowsUnder('### Where they are tested').map(
  ([number, file = '', title]) => `${number} ${file.replaceAll('`', '')} ${title}`,
)

/** Every test whose title begins with the number of a statement. */
const NUMBERED = readdirSync(path.join(ROOT, 'tests'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
  .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
  .flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/['`]S(\d+) ([^'`\n]*)['`]/g)].map(
      ([, number, title]) => `${number} ${file.replaceAll(path.sep, '/')} ${title}`,
    ),
  )

describe('docs/security.md', () => {
  test('names every numbered test, and no test that is not there', () => {
    expect([...TESTED].sort()).toEqual([...NUMBERED].sort())
    expect(NUMBERED.length).toBeGreaterThan(40)
  })

  test('says of each statement that it holds, holds in part or waits, and for what', () => {
    for (const [number, , state, missing] of STATEMENTS) {
      expect({ number, state }).toEqual({
        number,
        state: expect.stringMatching(/^(holds|holds in part|waits)$/),
      })
      expect({ number, told: missing !== '' }).toEqual({ number, told: state !== 'holds' })
    }
  })

  test('calls nothing held that has no test, and tests nothing that it does not state', () => {
    const tested = new Set(TESTED.map((each) => each.split(' ')[0]))
    const held = STATEMENTS.filter(([, , state]) => state !== 'waits').map(([number]) => number)
    expect([...tested].sort()).toEqual(held.sort())
  })
})
