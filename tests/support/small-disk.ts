import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A file system of its own that a test can fill to the last byte. */
export interface SmallDisk {
  readonly folder: string
  fill(): void
  /** Takes away what `fill` put there. */
  free(): void
  remove(): void
}

/** Mounts one in memory, for which the tests need the right to mount: root, in a container too. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), 'comment-period-disk-'))
  execFileSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${String(megabytes)}m,mode=755`,
    'comment-period',
    folder,
  ])
  const ballast = path.join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (let chunk = Buffer.alloc(65_536, 1); chunk.length > 0;) {
          try {
            writeSync(file, chunk)
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
            chunk = chunk.subarray(0, Math.floor(chunk.length / 2))
          }
        }
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(ballast),
    remove() {
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
