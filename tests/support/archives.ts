import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { openArchive } from '../../plugins/comment-period/verify/src/archive'

/** A file of an archive with what is in it. */
export interface Member {
  readonly name: string
  readonly bytes: Buffer
}

export async function membersOf(archive: Buffer): Promise<readonly Member[]> {
  const opened = await openArchive(archive)
  const members: Member[] = []
  for (const name of opened.names) {
    members.push({ name, bytes: await buffer(await opened.read(name)) })
  }
  opened.close()
  return members
}

/** An archive anew of members, as somebody would make it who had changed one of them. */
export function archiveOf(members: readonly Member[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of members) zip.addBuffer(bytes, name)
  zip.end()
  return buffer(zip.outputStream)
}
