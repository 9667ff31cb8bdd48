/**
 * Plays the races of `tests/races` by the thousand on SQLite and on PostgreSQL, each as it is set
 * up for the tests, and says what came of them. `npm run soak -- sqlite` or `postgres` is one of
 * the two; `RACE_ROUNDS` sets another number than 10,000 for each, and `RACE_SEED` plays a soak
 * again that has printed it.
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { build, jest } from './commands.mjs'
import { onPostgres } from './embedded-postgres.mjs'

const wanted = process.argv.slice(2)
const rounds = process.env.RACE_ROUNDS ?? '10000'
const seed = process.env.RACE_SEED ?? randomBytes(4).toString('hex')
const folder = await mkdtemp(path.join(tmpdir(), 'comment-period-soak-'))
// PostgreSQL runs as a user of its own where this runs as root, and must get to its folder.
await chmod(folder, 0o755)
const lines = []
let failed = false

async function soak(database, environment) {
  const report = path.join(folder, `${database}.jsonl`)
  const from = performance.now()
  const ok = await jest('integration', ['--testPathPatterns', 'tests/races/races'], {
    ...environment,
    TEST_DATABASE: database,
    RACE_ROUNDS: rounds,
    RACE_SEED: seed,
    RACE_REPORT: report,
  })
  failed ||= !ok
  const minutes = (performance.now() - from) / 60_000
  console.log(`${database}: ${minutes.toFixed(1)} minutes`)
  // A part that could not even begin has told nothing, which is a failure of its own.
  const told = (await readFile(report, 'utf8')).trimEnd().split('\n')
  lines.push(...told.map((line) => ({ database, ...JSON.parse(line) })))
}

const databases = {
  sqlite: () => soak('sqlite', { TZ: 'America/St_Johns' }),
  postgres: () =>
    onPostgres(folder, (url) => soak('postgres', { TEST_DATABASE_URL: url, TZ: 'Asia/Tehran' })),
}

console.log(`RACE_SEED=${seed} RACE_ROUNDS=${rounds}`)
try {
  if (!(await build())) throw new Error('the build failed')
  for (const [name, perform] of Object.entries(databases)) {
    if (wanted.length === 0 || wanted.includes(name)) await perform()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

const counts = ['rounds', 'issues', 'extensions', 'comments', 'exposures', 'violations']
const tallies = lines
  .filter(({ kind }) => kind === 'tally')
  .flatMap(({ database, lines: each }) => each.map((line) => ({ database, ...line })))
const widths = { database: 9, race: 22, path: 8, isolation: 16 }
const cells = Object.entries(widths)
console.log(
  `\n${cells.map(([name, width]) => name.padEnd(width)).join(' ')} ${counts.map((name) => name.padStart(10)).join(' ')}  refusals`,
)
for (const tally of tallies) {
  const refusals = Object.entries(tally.refusals).sort(([, a], [, b]) => b - a)
  console.log(
    [
      ...cells.map(([name, width]) => tally[name].padEnd(width)),
      ...counts.map((name) => String(tally[name]).padStart(10)),
      ` ${refusals.map(([code, n]) => `${code} ${n}`).join(', ')}`,
    ].join(' '),
  )
}
for (const { broken } of lines.filter(({ kind }) => kind === 'tally')) {
  for (const violation of broken) console.log(violation)
}
const violations = tallies.reduce((sum, tally) => sum + tally.violations, 0)
const controls = lines.filter(({ kind }) => kind === 'control')
const found = controls.reduce((sum, control) => sum + control.violations, 0)
const idle = controls.length === 0 || controls.some((control) => control.violations === 0)
console.log(`\nviolations: ${violations}`)
console.log(`control: ${found} violations found`)
process.exit(failed || violations !== 0 || idle ? 1 : 0)
