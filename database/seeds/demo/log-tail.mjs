import { existsSync, readFileSync } from 'node:fs'

const LINES = 25

/** The end of a log, for someone who must see why a process ended. */
export function tailOf(file) {
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LINES).join('\n')
}
