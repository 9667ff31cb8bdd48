/**
 * Somebody else's connection to the SQLite file, in a thread of its own: a connection waits for
 * another's lock by blocking, and must not block the server it waits for. Each message is one
 * whole transaction.
 */
import Database from 'better-sqlite3'
import { parentPort, workerData } from 'node:worker_threads'

const database = new Database(workerData.file)
database.pragma('busy_timeout = 5000')
database.pragma('synchronous = FULL')

const pause = new Int32Array(new SharedArrayBuffer(4))
const wait = (ms) => Atomics.wait(pause, 0, 0, ms)

function literalRow(row) {
  const columns = Object.entries(row).map(([name, value]) => {
    const typed =
      typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
    return `${value === null ? 'NULL' : typed} AS ${name}`
  })
  return `(SELECT ${columns.join(', ')})`
}

function perform({ begin, facts, writes, typed, pauseMs }) {
  if (begin !== null) database.exec(begin)
  const known = database.prepare(facts).get()
  if (known === undefined) {
    if (begin !== null) database.exec('ROLLBACK')
    return null
  }
  let answer = null
  for (const write of writes) {
    wait(pauseMs)
    const statement = database.prepare(
      write.replace('{facts}', typed ? literalRow(known) : `(${facts})`),
    )
    answer = null
    if (statement.reader) answer = statement.all()[0] ?? null
    else statement.run()
  }
  if (begin !== null) database.exec('COMMIT')
  return answer
}

parentPort.on('message', ({ id, ...transaction }) => {
  try {
    parentPort.postMessage({ id, row: perform(transaction) })
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    parentPort.postMessage({ id, error: { code: error.code ?? null, message: error.message } })
  }
})
parentPort.once('close', () => database.close())
