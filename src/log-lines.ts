import { inspect } from 'node:util'

/** Where winston's transports look for the finished line. */
const FINISHED = Symbol.for('message')

export type LogInfo = Record<string | symbol, unknown>

/**
 * Characters that JSON leaves as they are and a terminal, an editor or a reader of logs does not:
 * delete and the C1 controls (of them CSI, which begins an ANSI sequence), line and paragraph
 * separators, marks and overrides of direction, and the byte order mark.
 */
const ACTIVE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** JSON of ASCII controls and active characters escaped: one line, whatever was sent to us. */
export function toLogLine(line: object): string {
  return JSON.stringify(line).replace(
    ACTIVE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * One entry of the log as one line of JSON, its instant in UTC. Strapi's own format is made for
 * a terminal: it writes an address as it was sent, and a local time without its zone.
 */
export function jsonLines(now: () => Date = () => new Date()) {
  return {
    transform(info: LogInfo): LogInfo {
      const { level, message, stack, audit } = info
      const line = {
        at: now().toISOString(),
        level: String(level),
        ...(audit === undefined
          ? { message: typeof message === 'string' ? message : inspect(message) }
          : { audit }),
        ...(typeof stack === 'string' ? { stack } : {}),
      }
      info[FINISHED] = toLogLine(line)
      return info
    },
  }
}
