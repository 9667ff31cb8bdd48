import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Knex } from 'knex'
import { ROOT } from '../../support/app'
import { type Site } from '../../support/sites'

/** A second process that knows the database and nothing of Strapi. */
export interface Neighbour {
  /** Runs one statement there; the error keeps the driver's message and code. */
  run(statement: Knex.QueryBuilder): Promise<number>
  stop(): Promise<void>
}

const PROGRAM = `
const { createInterface } = require('node:readline')
const lines = createInterface({ input: process.stdin })
const answer = (value) => process.stdout.write(JSON.stringify(value) + '\\n')
const refuse = ({ message, code }) => answer({ message, code })
const serve = (run) => {
  lines.on('line', async (line) => {
    const { sql, bindings } = JSON.parse(line)
    try { answer({ rows: await run(sql, bindings) }) } catch (error) { refuse(error) }
  })
  answer({ rows: 0 })
}
if (process.env.DATABASE_CLIENT === 'sqlite') {
  const Database = require('better-sqlite3')
  const db = new Database(process.env.DATABASE_FILENAME)
  db.pragma('busy_timeout = 5000')
  serve((sql, bindings) => db.prepare(sql).run(...bindings).changes)
} else {
  const { Client } = require('pg')
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  client
    .connect()
    .then(() => client.query('SET search_path TO ' + process.env.DATABASE_SCHEMA))
    .then(() => serve(async (sql, bindings) => (await client.query(sql, bindings)).rowCount))
}
`

interface Reply {
  readonly rows?: number
  readonly message?: string
  readonly code?: string
}

export async function startNeighbour(site: Site): Promise<Neighbour> {
  const child = spawn(process.execPath, ['-e', PROGRAM], {
    cwd: ROOT,
    env: { ...process.env, ...site.environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const read = async (): Promise<Reply> => {
    const { value, done } = await replies.next()
    if (done === true) throw new Error('the second process is gone')
    return JSON.parse(String(value)) as Reply
  }
  await read()
  return {
    async run(statement) {
      const { sql, bindings } = statement.toSQL().toNative()
      // better-sqlite3 binds no booleans; Strapi's own dialect turns them into numbers as well.
      const values = bindings.map((value) =>
        typeof value === 'boolean' && site.environment.DATABASE_CLIENT === 'sqlite'
          ? Number(value)
          : value,
      )
      child.stdin.write(`${JSON.stringify({ sql, bindings: values })}\n`)
      const { rows, message, code } = await read()
      if (rows === undefined) throw Object.assign(new Error(message), { code })
      return rows
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}
