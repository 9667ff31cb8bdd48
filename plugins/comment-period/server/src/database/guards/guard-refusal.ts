import { isRefusalCode, refusal, type Refusal } from '../../../../domain/refusal'
import { REFUSAL_PREFIX, REFUSAL_SQLSTATE } from './render'

interface DriverError {
  readonly code?: unknown
  readonly message?: unknown
}

/**
 * The refusal a guard raised, or `null` for any other error.
 *
 * The code is read from the driver's message: SQLite has no other field for it, and knex puts the
 * statement before it. That the error is a guard's is told by its error code, not by the message.
 */
export function guardRefusal(error: unknown): Refusal | null {
  const { code, message } = error as DriverError
  const raised = code === REFUSAL_SQLSTATE || code === 'SQLITE_CONSTRAINT_TRIGGER'
  if (!raised || typeof message !== 'string') return null
  const found = message.slice(message.lastIndexOf(REFUSAL_PREFIX) + REFUSAL_PREFIX.length).trim()
  return isRefusalCode(found) ? refusal(found) : null
}

const UNIQUE_VIOLATIONS: readonly unknown[] = [
  '23505',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
]

/** Serialisation failure, deadlock, a busy file: someone else wrote to the same rows. */
const CONFLICTS: readonly unknown[] = [
  '40001',
  '40P01',
  '55P03',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]

/** A lock that somebody held for longer than one waits: of a row, or of SQLite's file. */
const LOCK_TIMEOUTS: readonly unknown[] = ['55P03', 'SQLITE_BUSY']

export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_VIOLATIONS.includes((error as DriverError).code)
}

/** Two writers met; nothing was recorded and the same request may be made again. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.includes((error as DriverError).code)
}

const AWAY: readonly unknown[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  '53200',
  '53300',
]

/** What pg says without a code where its connection has gone. */
const CONNECTION_GONE =
  /^(?:Connection (?:terminated|ended)|Client has encountered a connection error)/

/** The database cannot be asked now: no free connection, no server, or one that starts or stops. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = error as DriverError
  if ((error as { name?: unknown }).name === 'KnexTimeoutError') return true
  if (typeof code === 'string') {
    return AWAY.includes(code) || code.startsWith('57P') || code.startsWith('08')
  }
  // knex puts the statement and " - " before the driver's words.
  return typeof message === 'string' && CONNECTION_GONE.test(message.slice(lastSentence(message)))
}

function lastSentence(message: string): number {
  const dash = message.lastIndexOf(' - ')
  return dash === -1 ? 0 : dash + 3
}

const NO_ROOM: readonly unknown[] = ['SQLITE_FULL', '53100', 'ENOSPC', 'EDQUOT']

/** No room for the database's files or for a frozen attachment; what stands can still be read. */
export function isStorageFull(error: unknown): boolean {
  return NO_ROOM.includes((error as DriverError).code)
}

/** The wait was in vain, and would be again for whoever asks right now. */
export function isLockTimeout(error: unknown): boolean {
  return LOCK_TIMEOUTS.includes((error as DriverError).code)
}
