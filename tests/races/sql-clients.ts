import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { Pool } from 'pg'
import { ROOT, type TestApp } from '../support/app'
import { DATABASE } from '../support/sites'
import type { Outcome } from '../support/record-checker/record'
import type { Isolation } from './round-plans'
import type { SqlAct } from './sql-acts'

type Row = Readonly<Record<string, string | number | null>>

export interface SqlTransaction extends SqlAct {
  /** `null` commits each statement by itself. */
  readonly isolation: Isolation | null
  readonly typed: boolean
  readonly pauseMs: number
}

/** Connections of people who type SQL, beside the application's own. */
export interface SqlClients {
  /** The row that the last statement answered; `null` where it wrote none. Rejects as refused. */
  perform(transaction: SqlTransaction): Promise<Row | null>
  stop(): Promise<void>
}

const CONNECTIONS = 24
/** Threads; they stand in line for the one writer that SQLite has anyway. */
const TYPISTS = 3

export function openSqlClients(app: TestApp): SqlClients {
  return DATABASE === 'sqlite' ? sqliteClients(app) : postgresClients(app)
}

function postgresClients(app: TestApp): SqlClients {
  const schema = process.env.DATABASE_SCHEMA ?? ''
  if (app.strapi.db.getSchemaName() !== schema) throw new Error('another schema than the app has')
  // Without the options of the app's own sessions: each client begins as it says.
  const url = Object.assign(new URL(process.env.DATABASE_URL ?? ''), { search: '' })
  const pool = new Pool({
    connectionString: url.href,
    max: CONNECTIONS,
    options: `-c search_path=${schema}`,
  })
  return {
    async perform({ isolation, facts, writes, typed, pauseMs }) {
      const client = await pool.connect()
      const begun = isolation !== null
      try {
        if (begun) await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
        const [known] = (await client.query<Record<string, string | number | null>>(facts)).rows
        let answer: Row | null = null
        for (const write of known === undefined ? [] : writes) {
          await moment(pauseMs)
          const from = typed && known !== undefined ? literalRow(known) : `(${facts})`
          const [row] = (await client.query<Row>(write.replace('{facts}', from))).rows
          answer = row ?? null
        }
        if (begun) await client.query('COMMIT')
        return answer
      } catch (error) {
        if (begun) await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },
    stop: () => pool.end(),
  }
}

/** A jitter of the plan, never a wait for something to have happened. */
export function moment(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/** The facts as constants. PostgreSQL answers a `bigint` as text, which must stay a number. */
function literalRow(row: Row): string {
  const columns = Object.entries(row).map(([name, value]) => {
    if (value === null) return `NULL AS ${name}`
    const number = typeof value === 'number' || /^\d+$/.test(value)
    return `${number ? `${String(value)}::bigint` : `'${value.replaceAll("'", "''")}'::text`} AS ${name}`
  })
  return `(SELECT ${columns.join(', ')})`
}

interface Answered {
  readonly id: number
  readonly row?: Row | null
  readonly error?: { readonly code: string | null; readonly message: string }
}

function sqliteClients(app: TestApp): SqlClients {
  const file = path.join(app.folder, 'app.sqlite')
  const waiting = new Map<number, (answer: Answered) => void>()
  const workers = Array.from({ length: TYPISTS }, () => {
    const worker = new Worker(path.join(ROOT, 'tests/races/sqlite-typist.mjs'), {
      workerData: { file },
    })
    worker.on('message', (answer: Answered) => {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    })
    return worker
  })
  let last = 0
  return {
    async perform({ isolation, facts, writes, typed, pauseMs }) {
      last += 1
      const id = last
      const answered = new Promise<Answered>((resolve) => waiting.set(id, resolve))
      workers[id % TYPISTS]?.postMessage({
        id,
        begin: isolation === null ? null : `BEGIN ${isolation}`,
        facts,
        writes,
        typed,
        pauseMs,
      })
      const { row, error } = await answered
      if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.code })
      return row ?? null
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

const CONFLICTS: readonly unknown[] = ['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']
const UNIQUE: readonly unknown[] = ['23505', 'SQLITE_CONSTRAINT_UNIQUE']

/** What somebody who typed SQL was told; an error that is no clear refusal keeps its text. */
export async function toldOf(performed: Promise<Row | null>): Promise<Outcome> {
  try {
    const row = await performed
    if (row === null) return { kind: 'refused', code: 'NOTHING_WRITTEN' }
    const number = (value: string | number | null | undefined) =>
      value === null || value === undefined ? null : Number(value)
    const receipt =
      row.public_id === undefined
        ? null
        : {
            publicId: String(row.public_id),
            receivedAt: Number(row.at),
            textHash: String(row.text_hash),
            trackingCode: null,
          }
    return { kind: 'acknowledged', receipt, at: number(row.at), closesAt: number(row.closes_at) }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    const raised = /COMMENT_PERIOD:([A-Z_]+)/.exec(message)?.[1]
    if (raised !== undefined) return { kind: 'refused', code: raised }
    if (CONFLICTS.includes(code)) return { kind: 'refused', code: 'BUSY' }
    if (UNIQUE.includes(code)) return { kind: 'refused', code: 'UNIQUE_KEY' }
    return { kind: 'refused', code: `error ${String(code)}: ${message}` }
  }
}
