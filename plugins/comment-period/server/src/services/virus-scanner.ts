import { createReadStream } from 'node:fs'
import net from 'node:net'
import type { Readable } from 'node:stream'
import type { ScanResult } from '../../../domain/comment'

/** Asks clamd about a file. */
export interface VirusScanner {
  /** `unscanned` where it is not there, too slow, or does not say clearly what it found. */
  scan(file: string): Promise<ScanResult>
}

const LONGEST_SCAN_MS = 20_000
const LONGEST_ANSWER = 4_096

/**
 * A scanner at a clamd socket, by its INSTREAM command: the file goes over the socket, so that
 * clamd need not share a file system or a user with the app.
 *
 * @param socket the path of a Unix socket, or `host:port`
 */
export function clamdScanner(socket: string, longestMs = LONGEST_SCAN_MS): VirusScanner {
  return {
    async scan(file) {
      const bytes = createReadStream(file)
      try {
        return resultOf(await ask(socket, bytes, longestMs))
      } catch {
        // Away, cut off or too slow: what is not known to be clean stays unscanned.
        return 'unscanned'
      } finally {
        bytes.destroy()
      }
    },
  }
}

/** Whether a text names a socket: an absolute path or `host:port`. */
export function isSocketName(text: string): boolean {
  return text.startsWith('/') || /^[^\s:/]+:[1-9]\d{0,4}$/.test(text)
}

function connect(socket: string): net.Socket {
  if (socket.startsWith('/')) return net.connect(socket)
  const [host = '', port = ''] = socket.split(':')
  return net.connect(Number(port), host)
}

/** An answer counts only up to its terminator: a cut one may have lost the word `FOUND`. */
function ask(socket: string, bytes: Readable, longestMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket)
    const timer = setTimeout(() => connection.destroy(new Error('too slow')), longestMs)
    let answer = ''
    connection.setEncoding('utf8').on('data', (text: string) => {
      answer += text
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')))
      if (answer.includes('\0') || answer.length > LONGEST_ANSWER) connection.destroy()
    })
    connection.once('error', reject)
    connection.once('close', () => {
      clearTimeout(timer)
      reject(new Error('no whole answer'))
    })
    bytes.once('error', reject)
    void send(connection, bytes).catch(reject)
  })
}

async function send(connection: net.Socket, bytes: Readable): Promise<void> {
  connection.write('zINSTREAM\0')
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    if (connection.destroyed) return
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    connection.write(length)
    if (!connection.write(chunk)) await drained(connection)
  }
  connection.write(Buffer.alloc(4))
}

function drained(connection: net.Socket): Promise<void> {
  return new Promise((resolve) => {
    connection.once('drain', resolve).once('close', resolve)
  })
}

/** Anything else, such as `INSTREAM size limit exceeded. ERROR`, says nothing about the file. */
function resultOf(answer: string): ScanResult {
  if (answer === 'stream: OK') return 'clean'
  return /^stream: \S.* FOUND$/.test(answer) ? 'infected' : 'unscanned'
}
