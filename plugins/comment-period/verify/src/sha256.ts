import { createHash } from 'node:crypto'

export function sha256(utf8: string): string {
  return createHash('sha256').update(utf8, 'utf8').digest('hex')
}
