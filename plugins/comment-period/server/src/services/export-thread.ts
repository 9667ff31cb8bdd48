import { on } from 'node:events'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { ownConnectionOf, type OwnConnection } from '../database/own-connection'
import { writeThrough } from '../exporters/written-through'
import { exportSourceOf, type ExportSource } from './export-records'
import { writeComments, type CommentFormat, type Writing } from './export-writing'
import type { Runtime } from './runtime'

/** What a thread is given at its start. */
export interface ThreadTask
  extends
    Pick<Writing, 'job' | 'subject' | 'folder'>,
    Pick<ExportSource, 'commentsTable' | 'keys'> {
  readonly format: CommentFormat
  readonly connection: OwnConnection
}

/** What a thread says: the file piece by piece, how far it has read, and at last how it ended. */
export type FromThread =
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'read'; readonly done: number }
  | { readonly kind: 'written' }
  | {
      readonly kind: 'failed'
      readonly name: string
      readonly message: string
      readonly code?: string
    }

/** What a thread is told: that a piece was taken, so that another may follow, or to stop. */
export type ToThread = 'taken' | 'stop'

/** Beside the bundled server: `dist/threads` beside `dist/server`. */
const THREAD = path.resolve(__dirname, '../threads/export.cjs')
/** So few comments are written sooner than a thread has started. */
const MOST_WITHOUT_THREAD = 1_000

/**
 * Writes the comments of an export in one format, and ends the stream. Many of them are read and
 * written in a thread that has a connection of its own, so that neither the work nor the collecting of
 * memory after it keeps those waiting who ask this process something meanwhile.
 *
 * Where the database cannot be come to from a thread, they are written in this one, which gives way
 * after each page.
 */
export async function writeApart(
  runtime: Runtime,
  writing: Writing,
  format: CommentFormat,
  output: Writable,
): Promise<void> {
  const source = exportSourceOf(runtime)
  const { job, subject, folder } = writing
  const toRead = job.covers.reduce((sum, { seq }) => sum + seq, 0)
  const connection = toRead > MOST_WITHOUT_THREAD ? ownConnectionOf(runtime.strapi) : null
  if (connection === null) return writeComments(source, writing, format, output)
  const { commentsTable, keys } = source
  return writeInThread(
    { job, subject, folder, format, commentsTable, keys, connection },
    writing,
    output,
  )
}

async function writeInThread(
  task: ThreadTask,
  { signal, onRead }: Pick<Writing, 'signal' | 'onRead'>,
  output: Writable,
): Promise<void> {
  const worker = new Worker(THREAD, { workerData: task })
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      resolve()
    })
  })
  // At once, so that nothing is missed; it throws what the thread itself did not catch.
  const messages = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[FromThread]>
  // Without this, an error that comes when the messages are read no longer would end the process.
  worker.on('error', () => undefined)
  const tell = (message: ToThread) => {
    worker.postMessage(message)
  }
  const stop = () => {
    tell('stop')
  }
  signal.addEventListener('abort', stop)
  try {
    await writeThrough(piecesOf(messages, tell, onRead), output, signal)
  } finally {
    signal.removeEventListener('abort', stop)
    // It removes what it put in the folder, and leaves the database, before it goes.
    stop()
    await exited
  }
}

async function* piecesOf(
  messages: AsyncIterable<[FromThread]>,
  tell: (message: ToThread) => void,
  onRead: (done: number) => void,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const [message] of messages) {
    switch (message.kind) {
      case 'piece':
        yield Buffer.from(message.bytes.buffer)
        tell('taken')
        break
      case 'read':
        onRead(message.done)
        break
      case 'failed': {
        const { name, code } = message
        throw Object.assign(new Error(message.message), {
          name,
          ...(code === undefined ? {} : { code }),
        })
      }
      case 'written':
        return
    }
  }
  throw new Error('comment-period: the thread of an export was gone before its end')
}
