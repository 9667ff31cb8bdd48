import { readFileSync } from 'node:fs'

/** One letter for each outcome; the table in docs/security.md uses the same. */
const LETTERS = { refused: 'r', harmless: 'h', inexpressible: '·', failed: 'F' }

/**
 * The table of one or two reports that the door matrix wrote (`MATRIX_REPORT`): doors as rows,
 * attacks as columns, and where the databases differ or one has no such door, both letters, in the
 * order of the files. The last line is the count of early issues over all files.
 *
 * @param {readonly string[]} files
 * @returns {string}
 */
export function printMatrix(files) {
  const reports = files.map((file) => JSON.parse(readFileSync(file, 'utf8')))
  const cells = new Map()
  const doors = []
  const attacks = []
  for (const [at, report] of reports.entries()) {
    for (const { door, attack, outcome } of report.cells) {
      if (!doors.includes(door)) doors.push(door)
      const key = `${door}\n${attack}`
      const letters = cells.get(key) ?? reports.map(() => ' ')
      letters[at] = LETTERS[outcome] ?? '?'
      cells.set(key, letters)
    }
  }
  for (const { attacks: named } of reports) {
    for (const attack of named) if (!attacks.includes(attack)) attacks.push(attack)
  }
  const letterOf = (door, attack) => {
    const letters = cells.get(`${door}\n${attack}`) ?? reports.map(() => '?')
    const [first] = letters
    return letters.every((letter) => letter === first) ? first : letters.join('')
  }
  const width = Math.max(...doors.map((door) => door.length))
  const databases = reports.map(({ database }) => database).join(', ')
  const tried = reports.flatMap((report) => report.cells).filter(isTried)
  const count = (outcome) => tried.filter((cell) => cell.outcome === outcome).length
  const early = reports.map((report) => report.earlyIssues)
  return [
    `door matrix (${databases}): r refused, h harmless, · cannot be expressed, F failed`,
    ...attacks.map((attack, at) => `${String(at + 1).padStart(4)} ${attack}`),
    `${' '.repeat(width)} ${attacks.map((_, at) => String(at + 1).padStart(3)).join('')}`,
    ...doors.map(
      (door) =>
        `${door.padEnd(width)} ${attacks.map((attack) => letterOf(door, attack).padStart(3)).join('')}`,
    ),
    `${String(tried.length)} attempts: ${String(count('refused'))} refused, ${String(count('harmless'))} harmless, ${String(count('failed'))} failed`,
    `early issues: ${early.includes(null) ? 'not counted' : String(early.reduce((sum, n) => sum + n, 0))}`,
  ].join('\n')
}

const isTried = ({ outcome }) => outcome !== 'inexpressible'
