import { crc32, deflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'

/** An entry as an honest writer makes it; everything else can be lied about. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Buffer | string
  readonly stored?: boolean
  /** What the archive says of the size, instead of the truth. */
  readonly claimedSize?: number
  /** Name in the header before the bytes, where it is another than in the list. */
  readonly localName?: string
  readonly flags?: number
  readonly method?: number
  readonly mode?: number
  /** Where the list says that the entry is, where that is not so. */
  readonly offset?: number
  readonly extra?: Buffer
}

/** An archive written by hand, so that each field can hold a lie. */
export function zipByHand(entries: readonly ZipEntry[], comment = ''): Buffer {
  const local: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const bytes = Buffer.from(entry.bytes)
    const packed = entry.stored === true ? bytes : deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0x800, 2)
    fields.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(entry.claimedSize ?? bytes.length, 18)
    const localName = Buffer.from(entry.localName ?? entry.name)
    fields.writeUInt16LE(localName.length, 22)
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), fields, localName, packed])
    local.push(header)

    const name = Buffer.from(entry.name)
    const extra = entry.extra ?? Buffer.alloc(0)
    fields.writeUInt16LE(name.length, 22)
    fields.writeUInt16LE(extra.length, 24)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(entry.offset ?? at, 10)
    const madeBy = Buffer.from([20, 3])
    list.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, fields, rest, name, extra]))
    at += header.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([...local, directory, end, Buffer.from(comment)])
}

/** An archive by a writer that others use too. */
export async function zipByYazl(
  entries: readonly Pick<ZipEntry, 'name' | 'bytes' | 'stored'>[],
): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, bytes, stored } of entries) {
    zip.addBuffer(Buffer.from(bytes), name, { compress: stored !== true })
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'

/** The least that a text of Office Open XML has. */
export const DOCX_ENTRIES: readonly ZipEntry[] = [
  { name: '[Content_Types].xml', bytes: TYPES },
  {
    name: '_rels/.rels',
    bytes:
      '<Relationships><Relationship Type="officeDocument" Target="word/document.xml"/></Relationships>',
  },
  {
    name: 'word/document.xml',
    bytes: '<w:document><w:body><w:p><w:r><w:t>نظر</w:t></w:r></w:p></w:body></w:document>',
  },
]

/** The least that an OpenDocument text has. */
export const ODT_ENTRIES: readonly ZipEntry[] = [
  { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text', stored: true },
  { name: 'content.xml', bytes: '<office:document-content/>' },
  { name: 'META-INF/manifest.xml', bytes: '<manifest:manifest/>' },
]
