/** The thread that writes a large export: see `services/export-thread.ts`, which starts it. */
import { Writable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { openOwnConnection } from '../database/own-connection'
import type { FromThread, ThreadTask, ToThread } from '../services/export-thread'
import { writeComments } from '../services/export-writing'

/** Pieces that are on their way; the next one is made when one of them was taken. */
const MOST_ON_THE_WAY = 8

async function main(): Promise<void> {
  if (parentPort === null) throw new Error('comment-period: this is the program of a thread')
  const port = parentPort
  const say = (message: FromThread, moved: ArrayBuffer[] = []) => {
    port.postMessage(message, moved)
  }
  const { connection, commentsTable, keys, format, ...writing } = workerData as ThreadTask
  const abort = new AbortController()

  let onTheWay = 0
  let goOn: (() => void) | null = null
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      // A copy: the chunk may lie in memory that others have a part of, and which cannot be given away.
      const bytes = new Uint8Array(chunk)
      say({ kind: 'piece', bytes }, [bytes.buffer])
      onTheWay += 1
      if (onTheWay < MOST_ON_THE_WAY) done()
      else goOn = done
    },
  })
  port.on('message', (message: ToThread) => {
    if (message === 'stop') return abort.abort()
    onTheWay -= 1
    const waiting = goOn
    // Before it goes on: with the next chunk at hand it waits anew at once.
    goOn = null
    waiting?.()
  })

  const db = openOwnConnection(connection)
  try {
    const { signal } = abort
    const onRead = (done: number) => {
      say({ kind: 'read', done })
    }
    await writeComments({ db, commentsTable, keys }, { ...writing, signal, onRead }, format, output)
    say({ kind: 'written' })
  } catch (cause) {
    const { name, message, code } = cause as NodeJS.ErrnoException
    say({ kind: 'failed', name, message, ...(code === undefined ? {} : { code }) })
  } finally {
    await db.knex.destroy()
    port.close()
  }
}

void main()
