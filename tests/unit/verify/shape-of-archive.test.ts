import { beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { main, verifyArchive } from '../../../plugins/comment-period/verify/src'
import { archiveOf } from '../../support/archives'
import { madeArchive, madeMembers, smallestArchive } from '../../support/made-archive'

let whole: Buffer
beforeAll(async () => {
  whole = await madeArchive('full')
})

const findingsOf = async (archive: Buffer) => (await verifyArchive(archive)).findings
const SIGNATURES = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const

function placeOf(archive: Buffer, signature: keyof typeof SIGNATURES, name = ''): number {
  const header = Buffer.alloc(4)
  header.writeUInt32LE(SIGNATURES[signature])
  const length = { local: 30, central: 46, end: 0 }[signature]
  for (let at = archive.indexOf(header); at >= 0; at = archive.indexOf(header, at + 1)) {
    if (archive.subarray(at + length).indexOf(name) === 0) return at
  }
  throw new Error(`no ${signature} of ${name}`)
}

function withChange(change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(whole)
  change(copy)
  return copy
}

/** Bytes put in before the directory, which the end still finds. */
function withBytesBefore(bytes: Buffer): Buffer {
  const end = placeOf(whole, 'end')
  const directory = whole.readUInt32LE(end + 16)
  const copy = Buffer.concat([whole.subarray(0, directory), bytes, whole.subarray(directory)])
  copy.writeUInt32LE(directory + bytes.length, end + bytes.length + 16)
  return copy
}

async function otherwiseWritten(
  write: (zip: ZipFile, name: string, bytes: Buffer) => void,
  comment = '',
): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes } of madeMembers('full')) write(zip, name, bytes)
  zip.end({ forceZip64Format: false, comment })
  return buffer(zip.outputStream)
}

describe('an archive', () => {
  test.each([
    ['public', 2],
    ['working', 3],
    ['full', 4],
  ] as const)('of the %s profile fits as the app writes it', async (profile, texts) => {
    const { findings, walked } = await verifyArchive(await madeArchive(profile))
    expect(findings).toEqual([])
    expect(walked).toMatchObject({ comments: 5, texts })
  })

  test('of which any one byte was changed does not fit', async () => {
    const small = await smallestArchive()
    expect(await findingsOf(small)).toEqual([])
    const passed: number[] = []
    for (let place = 0; place < small.length; place++) {
      const copy = Buffer.from(small)
      copy[place] = copy[place]! ^ 0xff
      if ((await findingsOf(copy)).length === 0) passed.push(place)
    }
    expect(passed).toEqual([])
  })
})

describe('what one program reads and another does not is refused', () => {
  const refused = async (archive: Buffer) => {
    expect(await findingsOf(archive)).toEqual([
      { code: 'ARCHIVE_UNREADABLE', file: 'archive', where: expect.stringContaining('ZIP file') },
    ])
  }

  test('a second file that the directory does not name', async () => {
    const other = await archiveOf([{ name: 'comments/comments.csv', bytes: Buffer.from('forged') }])
    await refused(withBytesBefore(other.subarray(0, placeOf(other, 'central'))))
  })

  test('a local header with another name, and another sum in the directory', async () => {
    const local = placeOf(whole, 'local', 'comments/comments.csv')
    await refused(withChange((copy) => copy.write('comments/commentX.csv', local + 30)))
    const central = placeOf(whole, 'central', 'comments/comments.csv')
    await refused(withChange((copy) => copy.writeUInt32LE(0xdeadbeef, central + 16)))
  })

  test('a name in the directory alone that is taken for that of another file', async () => {
    const central = placeOf(whole, 'central', 'comments/comments.csv')
    await refused(withChange((copy) => copy.write('comments/commentX.csv', central + 46)))
  })

  test('two entries of the directory over the same bytes', async () => {
    const first = placeOf(whole, 'central', 'comments/comments.csv')
    const second = placeOf(whole, 'central', 'comments/comments.ndjson')
    await refused(
      withChange((copy) => copy.writeUInt32LE(whole.readUInt32LE(first + 42), second + 42)),
    )
  })

  test('bytes before, between and behind, and a comment', async () => {
    await refused(Buffer.concat([Buffer.from('GARBAGE'), whole]))
    await refused(withBytesBefore(Buffer.from('GARBAGE')))
    await refused(Buffer.concat([whole, Buffer.from('GARBAGE')]))
    const end = placeOf(whole, 'end')
    const commented = Buffer.concat([whole, Buffer.from('forged')])
    commented.writeUInt16LE(6, end + 20)
    await refused(commented)
  })

  test('files without compression, with a time, with their sizes before them', async () => {
    const stated = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true } as const
    await refused(await otherwiseWritten((zip, name, bytes) => zip.addBuffer(bytes, name, stated)))
    await refused(
      await otherwiseWritten((zip, name, bytes) =>
        zip.addBuffer(bytes, name, { ...stated, compress: false }),
      ),
    )
    await refused(await otherwiseWritten((zip, name, bytes) => zip.addBuffer(bytes, name)))
  })

  test('bytes behind the end of what is compressed', async () => {
    const name = 'comments/comments.csv'
    const local = placeOf(whole, 'local', name)
    const data = local + 30 + name.length
    const central = placeOf(whole, 'central', name)
    const compressed = whole.readUInt32LE(central + 20)
    const more = Buffer.from('forged')
    const [before, behind] = [
      whole.subarray(0, data + compressed),
      whole.subarray(data + compressed),
    ]
    const copy = Buffer.concat([before, more, behind])
    copy.writeUInt32LE(compressed + more.length, data + compressed + more.length + 8)
    copy.writeUInt32LE(compressed + more.length, central + more.length + 20)
    // Every later file and the directory lie so much further.
    let at = central + more.length
    while (copy.readUInt32LE(at) === SIGNATURES.central) {
      const from = copy.readUInt32LE(at + 42)
      if (from > local) copy.writeUInt32LE(from + more.length, at + 42)
      at += 46 + copy.readUInt16LE(at + 28)
    }
    copy.writeUInt32LE(copy.readUInt32LE(at + 16) + more.length, at + 16)
    expect(await findingsOf(copy)).toEqual([
      { code: 'FILE_CHANGED', file: name, where: 'bytes follow its content' },
    ])
  })
})

describe('the command', () => {
  const said = async (...args: string[]) => {
    let text = ''
    const code = await main(args, (more) => {
      text += more
    })
    return { code, text }
  }
  const folder = () => mkdtemp(path.join(tmpdir(), 'verify-'))

  test('ends with 2 where there is no file that can be read', async () => {
    const place = await folder()
    for (const file of [path.join(place, 'none.zip'), place]) {
      expect(await said(file)).toMatchObject({ code: 2, text: expect.stringContaining(file) })
    }
    expect((await said()).code).toBe(2)
  })

  test('says what the archive is, its own sum, and what nothing but the manifest binds', async () => {
    const file = path.join(await folder(), 'docket.zip')
    await writeFile(file, whole)
    const { code, text } = await said(file)
    expect([code, text.split('\n')[0]]).toEqual([0, `${file}: ok`])
    expect(text).toMatch(/sha256 of the file [0-9a-f]{64}/)
    expect(text).toContain(
      'comments/comments.csv, comments/comments.xlsx, comments/comments.html, comments/comments.docx, index.html',
    )
  })

  test('prints no text of an archive that would steer a terminal or turn its direction', async () => {
    const file = path.join(await folder(), 'docket.zip')
    const name = 'x\n\u001b[1A\u001b[2K\u202edocket.zip: ok'
    await writeFile(
      file,
      await archiveOf([...madeMembers('full'), { name, bytes: Buffer.from('1') }]),
    )
    const { code, text } = await said(file)
    expect(code).toBe(1)
    expect(text).toContain('x\\u{a}\\u{1b}[1A\\u{1b}[2K\\u{202e}docket.zip: ok')
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
  })
})
