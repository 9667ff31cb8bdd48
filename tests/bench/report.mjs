/** The table of the bench, for the terminal and for docs/performance.md. */
import { readFile, writeFile } from 'node:fs/promises'
import { arch, cpus, platform, totalmem } from 'node:os'
import path from 'node:path'
import prettier from 'prettier'

const FILE = path.resolve(import.meta.dirname, '../../docs/performance.md')
const BEGIN = '<!-- bench: begin -->'
const END = '<!-- bench: end -->'

const ratio = (row) => row.ratio.toFixed(2)

export function printTable(rows) {
  const wide = Math.max(...rows.map((row) => row.what.length))
  console.log(`\n${'ratio'.padEnd(wide)}  database   value    goal  measured`)
  for (const row of rows) {
    console.log(
      `${row.what.padEnd(wide)}  ${row.database.padEnd(8)} ${ratio(row).padStart(7)} ${row.goal.padStart(7)}  ${row.figures}${row.met ? '' : '  MISSED'}`,
    )
  }
}

/** Puts the table between its marks; what is written around it stays. */
export async function writeReport(rows) {
  const text = await readFile(FILE, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) throw new Error(`${FILE} lacks the marks of the bench`)
  const table = [
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| ratio | database | value | goal | met | measured |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.what} | ${row.database} | ${ratio(row)} | ${row.goal} | ${row.goal === '–' ? '–' : row.met ? 'yes' : 'no'} | ${row.figures} |`,
    ),
  ].join('\n')
  const whole = `${before}${BEGIN}\n\n${table}\n\n${END}${after}`
  const options = (await prettier.resolveConfig(FILE)) ?? {}
  await writeFile(FILE, await prettier.format(whole, { ...options, parser: 'markdown' }))
}
