import { once } from 'node:events'
import { rmSync } from 'node:fs'
import net from 'node:net'

/** Put together when it is needed, so that no scanner takes this file for what it looks for. */
export const eicar = () =>
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('')

export type Manner =
  'scans' | 'is slow' | 'cuts its answer' | 'ends at once' | 'has a limit' | 'talks'

/** A clamd that finds EICAR, or misbehaves as it is told. */
export interface FakeClamd {
  readonly socket: string
  /** What it does from now on. */
  behave(manner: Manner): void
  /** How many files it was sent in whole. */
  scanned(): number
  stop(): Promise<void>
}

const ANSWERS: Readonly<Partial<Record<Manner, string>>> = {
  'cuts its answer': 'stream: OK',
  'has a limit': 'INSTREAM size limit exceeded. ERROR\0',
  talks: 'x'.repeat(10_000),
}

export async function startFakeClamd(socket: string): Promise<FakeClamd> {
  let manner: Manner = 'scans'
  let scanned = 0
  const server = net.createServer((connection) => {
    connection.on('error', () => connection.destroy())
    if (manner === 'ends at once') return void connection.destroy()
    let received = Buffer.alloc(0)
    connection.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes])
      const file = fileIn(received)
      if (file === null || manner === 'is slow') return
      scanned += 1
      const found = file.includes(eicar()) ? 'Eicar-Signature FOUND' : 'OK'
      connection.end(ANSWERS[manner] ?? `stream: ${found}\0`)
    })
  })
  server.listen(socket)
  await once(server, 'listening')
  return {
    socket,
    behave: (next) => void (manner = next),
    scanned: () => scanned,
    async stop() {
      server.close()
      await once(server, 'close')
      rmSync(socket, { force: true })
    },
  }
}

const COMMAND = Buffer.from('zINSTREAM\0')

/** The file of a command that has come to its end. */
function fileIn(received: Buffer): Buffer | null {
  if (!received.subarray(0, COMMAND.length).equals(COMMAND)) return null
  const chunks: Buffer[] = []
  let at = COMMAND.length
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (at + 4 + length > received.length) return null
    chunks.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
