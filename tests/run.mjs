/**
 * Runs everything: builds what the tests need, then the pure tests, then three lanes side by side:
 * real Strapi on SQLite, the same on PostgreSQL, folder by folder and each database in a process zone
 * of its own, and in a real browser, followed by the demo, from nothing and again, and by the rest of
 * what is tried on PostgreSQL. Ends with the door matrix and a summary with the minutes of each suite
 * and the slowest files.
 *
 * Words choose suites: `npm test -- unit`, `sqlite`, `faults`, `postgres doors` and so on.
 */
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { stripVTControlCharacters } from 'node:util'
import { build, jest, root, run } from './commands.mjs'
import { printMatrix } from './doors/matrix/print-matrix.mjs'
import { freePort, onPostgres } from './embedded-postgres.mjs'

const wanted = process.argv.slice(2)
const folder = await mkdtemp(path.join(tmpdir(), 'comment-period-tests-'))
// PostgreSQL runs as a user of its own where the tests run as root, and must get to its folder.
await chmod(folder, 0o755)
const suites = []
let failed = false

/** The folders of tests that boot Strapi without a browser. */
const FOLDERS = ['doors', 'integration', 'statements', 'races', 'faults']
/** What the lane of the browser, the shortest, takes from that of PostgreSQL, the longest. */
const AFTER_BROWSER = ['statements', 'races']

const isWanted = (name) =>
  name === 'build' || wanted.every((word) => name.split(' ').includes(word))

async function part(name, perform) {
  if (!isWanted(name)) return
  const from = performance.now()
  const ok = await perform()
  suites.push({ name, ok, minutes: (performance.now() - from) / 60_000, ...(await counts(name)) })
  failed ||= !ok
}

async function counts(name) {
  try {
    const result = JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8'))
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
      failures: (result.testResults ?? []).flatMap(failuresOf),
      files: (result.testResults ?? []).map(({ name: file, startTime, endTime }) => ({
        name: path.relative(root, file),
        seconds: (endTime - startTime) / 1_000,
      })),
    }
  } catch (cause) {
    if (cause.code !== 'ENOENT') throw cause
    return { passed: 0, failed: 0, skipped: 0, failures: [], files: [] }
  }
}

/** What failed in a file, by name and with its first words: all that the end of a long log keeps. */
function failuresOf({ name, message, assertionResults }) {
  const file = path.relative(root, name)
  const failedTests = assertionResults.filter(({ status }) => status === 'failed')
  if (failedTests.length === 0) return message === '' ? [] : [`${file}\n${beginning(message)}`]
  return failedTests.map(
    ({ fullName, failureMessages }) =>
      `${file}: ${fullName}\n${beginning(failureMessages.join('\n'))}`,
  )
}

const beginning = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 8)
    .map((line) => `    ${line}`)
    .join('\n')

/** Where Jest leaves the results of a part for `counts`. */
const results = (name) => ['--json', `--outputFile=${path.join(folder, `${name}.json`)}`]

/** Files that the summary names, so that it can be seen where the time goes. */
const SLOWEST = 25

const DATABASES = ['sqlite', 'postgres']
const matrixReport = (database) => path.join(folder, `matrix-${database}.json`)

/**
 * What no database is behind: pages and their words, roles, files on their way in and out. They run on
 * SQLite alone, as the browser's tests do.
 */
const ONCE = [
  'integration/contract',
  'integration/feeds',
  'integration/hosted-pages',
  'integration/ready-made-roles',
  'integration/widget-files',
  'integration/word-documents',
  'faults/slow-senders',
  'faults/uploads',
]
const without = (names) => ['--testPathIgnorePatterns', '/node_modules/', ...names]

/** Folders one after the other. Lanes share no first start: two would make the same one at once. */
async function integration(lane, database, folders, environment) {
  for (const name of folders) {
    const suite = `${database} ${name}`
    await part(suite, () =>
      jest(
        'integration',
        [
          ...results(suite),
          '--testPathPatterns',
          `tests/${name}/`,
          ...(database === 'postgres' ? without(ONCE) : []),
        ],
        {
          ...environment,
          TEST_DATABASE: database,
          TEST_FIRST_START: path.join(folder, `first-start-${lane}`),
          MATRIX_REPORT: matrixReport(database),
        },
        suite,
      ),
    )
  }
}

const onSqlite = () => integration('sqlite', 'sqlite', FOLDERS, { TZ: 'America/St_Johns' })

/** Folders on a PostgreSQL of their own, which no other lane crashes or keeps busy. */
async function onEmbeddedPostgres(lane, folders) {
  if (!folders.some((name) => isWanted(`postgres ${name}`))) return
  const place = path.join(folder, lane)
  await mkdir(place)
  await chmod(place, 0o755)
  await onPostgres(place, (url) =>
    integration(lane, 'postgres', folders, { TZ: 'Asia/Tehran', TEST_DATABASE_URL: url }),
  )
}

/** What a browser shows does not depend on the database behind the API; it is walked once. */
async function inBrowser() {
  await integration('browser', 'sqlite', ['e2e'], { TZ: 'America/St_Johns' })
  await part('demo', demoTwice)
}

/** The story of the README, on fresh data and on what it left; it exits non-zero where it is untrue. */
async function demoTwice() {
  const environment = {
    DEMO_ONCE: '1',
    PORT: String(await freePort()),
    COMMENT_PERIOD_DATA: path.join(folder, 'demo'),
  }
  const tell = () => run(process.execPath, ['database/seeds/demo.mjs'], environment)
  const told = (await tell()) && (await tell())
  const outcome = { numPassedTests: told ? 2 : 0, numFailedTests: told ? 0 : 1 }
  const nothing = { numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0 }
  await writeFile(path.join(folder, 'demo.json'), JSON.stringify({ ...outcome, ...nothing }))
  return told
}

try {
  await part('build', build)
  if (!failed) {
    await part('unit', () => jest('unit', results('unit'), {}))
    await Promise.all([
      onSqlite(),
      onEmbeddedPostgres(
        'postgres',
        FOLDERS.filter((name) => !AFTER_BROWSER.includes(name)),
      ),
      inBrowser().then(() => onEmbeddedPostgres('after-browser', AFTER_BROWSER)),
    ])
  }
  const reports = DATABASES.map(matrixReport).filter((file) => existsSync(file))
  if (reports.length > 0) console.log(`\n${printMatrix(reports)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

const total = (key) => suites.reduce((sum, suite) => sum + (suite[key] ?? 0), 0)
console.log('\nsuite                 minutes  passed  failed  skipped')
for (const suite of suites) {
  console.log(
    [
      suite.name.padEnd(21),
      suite.minutes.toFixed(1).padStart(7),
      String(suite.passed).padStart(7),
      String(suite.failed).padStart(7),
      String(suite.skipped).padStart(8),
      suite.ok ? '' : '  FAILED',
    ].join(' '),
  )
}
const slowest = suites
  .flatMap(({ name, files = [] }) => files.map((file) => ({ suite: name, ...file })))
  .sort((one, other) => other.seconds - one.seconds)
  .slice(0, SLOWEST)
if (slowest.length > 0) console.log('\nslowest files         seconds')
for (const { suite, name, seconds } of slowest) {
  console.log(`${suite.padEnd(21)} ${seconds.toFixed(0).padStart(7)}  ${name}`)
}
for (const { name, failures = [] } of suites) {
  for (const failure of failures) console.log(`\n${name} FAILED: ${failure}`)
}
console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
process.exit(failed || total('skipped') > 0 ? 1 : 0)
