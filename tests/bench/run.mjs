/**
 * `npm run bench`: builds, then measures on SQLite and on PostgreSQL, side by side in one run,
 * and writes the table to docs/performance.md. `npm run bench -- sqlite` or `postgres` measures
 * one of them and writes nothing.
 */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onPostgres } from '../embedded-postgres.mjs'
import { startNode } from './app-nodes.mjs'
import { measure } from './measure.mjs'
import { printTable, writeReport } from './report.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const wanted = process.argv.slice(2)
const folder = await mkdtemp(path.join(tmpdir(), 'comment-period-bench-'))
await chmod(folder, 0o755)

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    )
  })
}

const common = (name) => ({
  NODE_ENV: 'production',
  TZ: 'UTC',
  STRAPI_TELEMETRY_DISABLED: 'true',
  COMMENT_PERIOD_DATA: path.join(folder, name),
})

const DATABASES = {
  async sqlite() {
    const environment = {
      ...common('sqlite'),
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: path.join(folder, 'sqlite', 'bench.sqlite'),
    }
    return measure('sqlite', () => startNode(environment))
  },
  async postgres() {
    return onPostgres(path.join(folder, 'server'), (url) => {
      const environment = {
        ...common('postgres'),
        DATABASE_CLIENT: 'postgres',
        DATABASE_URL: url,
        DATABASE_SCHEMA: 'public',
      }
      return measure('postgres', () => startNode(environment))
    })
  },
}

try {
  await run('npm', ['run', 'build:plugin', '--silent'])
  await run('npx', ['tsc', '-p', 'tsconfig.json'])
  const rows = []
  for (const [name, perform] of Object.entries(DATABASES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    rows.push(...(await perform()))
  }
  printTable(rows)
  if (wanted.length === 0) await writeReport(rows)
  const missed = rows.filter((row) => !row.met)
  console.log(`\n${rows.length - missed.length} of ${rows.length} goals met`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
