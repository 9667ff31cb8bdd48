import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface CaughtMail {
  readonly to: readonly string[]
  readonly from: string
  /** As it came over the wire: headers, an empty line, the text. */
  readonly source: string
}

/** A mail server of our own that keeps what it is sent. */
export interface SmtpCatcher {
  readonly port: number
  readonly mails: readonly CaughtMail[]
  /** From now on mails are refused, or taken again. */
  refuse(isRefusing: boolean): void
  stop(): Promise<void>
}

export async function catchMails(): Promise<SmtpCatcher> {
  const mails: CaughtMail[] = []
  let isRefusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (isRefusing) return done(Object.assign(new Error('busy'), { responseCode: 451 }))
        const { mailFrom, rcptTo } = envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    refuse: (refuses) => void (isRefusing = refuses),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Text of a mail, whichever way it was written for the wire. */
export function textOfMail({ source }: CaughtMail): string {
  const [head = '', ...body] = source.split('\r\n\r\n')
  const text = body.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(head)) {
    return Buffer.from(text, 'base64').toString('utf8')
  }
  const bytes = text
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
