import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import knex, { type Knex } from 'knex'
import { ROOT } from '../../support/app'
import { type Site } from '../../support/sites'

export interface CliRun {
  readonly code: number
  readonly output: string
}

/** Strapi's own command line as a process of its own, on a site. */
export async function strapiCli(site: Site, ...args: readonly string[]): Promise<CliRun> {
  const from = Date.now()
  const program = path.join(ROOT, 'node_modules/@strapi/strapi/bin/strapi.js')
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...site.environment, TEST_WITH_GRAPHQL: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  for (const name of readdirSync(ROOT)) {
    // Strapi leaves a log of each run in the working folder, named for the instant of its start.
    const startedAt = Number(/^(?:export|import)_(\d+)\.log$/.exec(name)?.[1] ?? 0)
    if (startedAt >= from) rmSync(path.join(ROOT, name))
  }
  return { code: code ?? -1, output }
}

/** A connection to a site of which no app is up in this process. */
export function connect({ environment, schema }: Site): Knex {
  return environment.DATABASE_CLIENT === 'sqlite'
    ? knex({
        client: 'better-sqlite3',
        connection: { filename: String(environment.DATABASE_FILENAME) },
        useNullAsDefault: true,
      })
    : knex({
        client: 'pg',
        connection: String(environment.DATABASE_URL),
        searchPath: [schema],
      })
}
