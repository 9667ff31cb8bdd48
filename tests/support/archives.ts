import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { writeArchive } from '../../plugins/comment-period/server/src/exporters/zip-archive'
import type { Json } from './app'

/** A file of an archive with what is in it. */
export interface Member {
  readonly name: string
  readonly bytes: Buffer
}

/** As any program reads it: not by the reader of the verifier, which is what is tested. */
export async function membersOf(archive: Buffer): Promise<readonly Member[]> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true, autoClose: false })
  const members: Member[] = []
  for await (const entry of zip.eachEntry()) {
    members.push({
      name: entry.fileName,
      bytes: await buffer(await zip.openReadStreamPromise(entry)),
    })
  }
  return members
}

/** An archive anew of members, by the app's own writer, as whoever has its source would make it. */
export async function archiveOf(members: readonly Member[]): Promise<Buffer> {
  const output = new PassThrough()
  const parts = members.map(({ name, bytes }) => ({ name, chunks: [bytes] }))
  const [bytes] = await Promise.all([
    buffer(output),
    writeArchive(parts, output, new AbortController().signal),
  ])
  return bytes
}

/** The same members with the manifest and its sum made anew: what anybody can do who changed one. */
export function resealed(
  members: readonly Member[],
  edit: (manifest: Json) => void = () => undefined,
): readonly Member[] {
  const manifest = JSON.parse(textOf(members, 'manifest.json')) as Json
  manifest.files = members
    .filter(({ name }) => !name.startsWith('manifest.'))
    .map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) }))
  edit(manifest)
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  return members.map((member) => {
    if (member.name === 'manifest.json') return { ...member, bytes }
    if (member.name !== 'manifest.sha256') return member
    return { ...member, bytes: Buffer.from(`${sha256Of(bytes)}  manifest.json\n`) }
  })
}

export function textOf(members: readonly Member[], name: string): string {
  const member = members.find((each) => each.name === name)
  if (member === undefined) throw new Error(`no ${name} in the archive`)
  return member.bytes.toString('utf8')
}

/** A member by its name, changed as text. */
export const edited =
  (name: string, edit: (text: string) => string) =>
  (members: readonly Member[]): readonly Member[] =>
    members.map((each) =>
      each.name === name ? { name, bytes: Buffer.from(edit(each.bytes.toString('utf8'))) } : each,
    )

/** A member of lines of JSON, changed as objects. */
export const editedLines = (name: string, edit: (lines: Json[]) => Json[]) =>
  edited(name, (text) => {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Json)
    return `${edit(lines)
      .map((line) => JSON.stringify(line))
      .join('\n')}\n`
  })

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
