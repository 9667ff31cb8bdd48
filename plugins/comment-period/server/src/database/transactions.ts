import type { Knex } from 'knex'
import { isConflict } from './guards/guard-refusal'

type Begin = (...settings: unknown[]) => Promise<Knex.Transaction>

/** Where knex itself replaces its methods; they cannot be on the function that everyone calls. */
interface KnexWithContext {
  readonly context: { transaction: Begin }
}

/** What a transaction's client shows of itself; knex does not describe it. */
interface TransactionClient {
  query(connection: NativeConnection, statement: unknown): Promise<unknown>
}

/** better-sqlite3's connection, or any other, which has neither member. */
interface NativeConnection {
  readonly inTransaction?: boolean
  exec?(statement: string): unknown
}

const COMMIT = 'COMMIT;'
const CONFLICTS = new WeakMap<Knex, Error>()

/**
 * Makes a transaction that could not be committed fail for whoever commits it.
 *
 * Of a transaction that was begun without a callback, as Strapi begins all of its own, knex
 * answers a failed COMMIT (a serialization failure, a connection lost at that moment, a full disk)
 * only to `executionPromise`, and lets `commit()` go through: a comment would be acknowledged that
 * was rolled back. SQLite besides keeps such a transaction open, on the one connection there is.
 *
 * Wraps the connection itself, for the outermost transaction is often Strapi's and not ours.
 */
export function reportFailedCommits(knex: Knex): void {
  const { context } = knex as unknown as KnexWithContext
  const begin = context.transaction.bind(context)
  context.transaction = async (...settings) => {
    const started = begin(...settings)
    if (typeof settings[0] === 'function') return started
    const trx = await started
    // The error of a BEGIN is swallowed too: out comes a transaction that is over, and its first
    // query would fail with words about that, as if the defect were ours.
    if (trx.isCompleted()) throw new ConnectionLost()
    noteConflicts(trx)
    closeOnFailedCommit(trx.client as TransactionClient)
    const commit = trx.commit.bind(trx)
    trx.commit = (async (value?: unknown) => {
      await commit(value)
      await trx.executionPromise
    }) as unknown as typeof trx.commit
    return trx
  }
}

class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  /** SQLSTATE connection_failure */
  readonly code = '08006'
}

/**
 * The first conflict with another writer that a transaction met. PostgreSQL ends the transaction
 * with it, and Strapi may wrap it in a validation error of its own.
 */
export function conflictIn(trx: Knex): Error | null {
  return CONFLICTS.get(trx) ?? null
}

function noteConflicts(trx: Knex.Transaction): void {
  trx.on('query-error', (error: Error) => {
    if (isConflict(error) && !CONFLICTS.has(trx)) CONFLICTS.set(trx, error)
  })
}

function closeOnFailedCommit(client: TransactionClient): void {
  const query = client.query.bind(client)
  client.query = async (connection, statement) => {
    try {
      return await query(connection, statement)
    } catch (error) {
      if (statement === COMMIT && connection.inTransaction === true) connection.exec?.('ROLLBACK')
      throw error
    }
  }
}
