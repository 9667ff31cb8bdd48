/**
 * `npm run bench`: builds, then measures on SQLite and on PostgreSQL, side by side in one run,
 * and writes the table to docs/performance.md. `npm run bench -- sqlite` or `postgres` measures
 * one of them and writes nothing, and so does `campaigns`: exports and grouping of a docket that
 * campaigns wrote to, of `BENCH_CAMPAIGNS` comments.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from '../commands.mjs'
import { onPostgres } from '../embedded-postgres.mjs'
import { startNode } from './app-nodes.mjs'
import { measure } from './measure.mjs'
import { printTable, writeReport } from './report.mjs'

const asked = process.argv.slice(2)
const onlyCampaigns = asked.includes('campaigns')
const wanted = asked.filter((each) => each !== 'campaigns')
const folder = await mkdtemp(path.join(tmpdir(), 'comment-period-bench-'))
await chmod(folder, 0o755)

const NO_STEP = { harder: 1e9, hardest: 1e9, wait: 1e9, refuse: 1e9 }
const BEYOND_REACH = {
  comments: { tenSeconds: NO_STEP, minute: NO_STEP, tenMinutes: NO_STEP },
  guesses: { minute: 1e9, day: 1e9 },
}

const common = (name) => ({
  NODE_ENV: 'production',
  TZ: 'UTC',
  STRAPI_TELEMETRY_DISABLED: 'true',
  COMMENT_PERIOD_DATA: path.join(folder, name),
  // All limits are counted; one machine that stands for many people is not refused by them.
  COMMENT_PERIOD_PACE: JSON.stringify(BEYOND_REACH),
})

const DATABASES = {
  async sqlite() {
    const environment = {
      ...common('sqlite'),
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: path.join(folder, 'sqlite', 'bench.sqlite'),
    }
    return measure(
      'sqlite',
      environment.COMMENT_PERIOD_DATA,
      () => startNode(environment),
      onlyCampaigns,
    )
  },
  async postgres() {
    return onPostgres(folder, (url) => {
      const environment = {
        ...common('postgres'),
        DATABASE_CLIENT: 'postgres',
        DATABASE_URL: url,
        DATABASE_SCHEMA: 'public',
      }
      return measure(
        'postgres',
        environment.COMMENT_PERIOD_DATA,
        () => startNode(environment),
        onlyCampaigns,
      )
    })
  },
}

try {
  if (!(await build())) throw new Error('the build failed')
  const rows = []
  for (const [name, perform] of Object.entries(DATABASES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    rows.push(...(await perform()))
  }
  printTable(rows)
  if (asked.length === 0) await writeReport(rows)
  const goals = rows.filter((row) => row.goal !== '–')
  console.log(`\n${goals.filter((row) => row.met).length} of ${goals.length} goals met`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
