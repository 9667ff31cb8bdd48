declare module 'yazl' {
  import type { Readable } from 'node:stream'

  export class ZipFile {
    readonly outputStream: Readable
    addBuffer(bytes: Buffer, name: string, options?: { compress?: boolean; mode?: number }): void
    end(): void
  }
}
