import { describe, expect, test } from '@jest/globals'
import { inspectFile } from '../../../plugins/comment-period/server/src/services/file-inspection'
import { aJpeg, aPdf, aPng, packedObjects } from '../../support/crafted-files'
import {
  DOCX_ENTRIES,
  ODT_ENTRIES,
  zipByHand,
  zipByYazl,
  type ZipEntry,
} from '../../support/crafted-zips'

const MIME = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const
type Kind = keyof typeof MIME

type Bytes = Buffer | Promise<Buffer>
const zip = (own: readonly ZipEntry[], comment?: string) => zipByHand(own, comment)
const docx = (...more: ZipEntry[]) => zip([...DOCX_ENTRIES, ...more])
const odt = (...more: ZipEntry[]) => zip([...ODT_ENTRIES, ...more])
const without = (entries: readonly ZipEntry[], name: string) =>
  zip(entries.filter((entry) => entry.name !== name))
const replaced = (entries: readonly ZipEntry[], entry: ZipEntry) =>
  zip(entries.map((each) => (each.name === entry.name ? entry : each)))
const patched = (bytes: Buffer, change: (bytes: Buffer) => void) => {
  const copy = Buffer.from(bytes)
  change(copy)
  return copy
}
const cut = (bytes: Buffer, by = 8) => bytes.subarray(0, bytes.length - by)

const EXIF = 'Exif\0\0MM\0*\0\0\0\x08'
const ZEROS = Buffer.alloc(3 * 1024 * 1024)
const END_OF_ZIP = zip([{ name: 'a.txt', bytes: 'a' }])

async function verdict(kind: Kind, bytes: Bytes, sent: { name?: string; mime?: string } = {}) {
  const judged = await inspectFile(
    { name: sent.name ?? `پیوست.${kind}`, mime: sent.mime ?? MIME[kind] },
    await bytes,
  )
  return judged.kind === 'refused' ? judged.problem : judged.warnings
}

describe('a sound file', () => {
  const SOUND: [string, Kind, Bytes, string[]][] = [
    ['a PDF', 'pdf', aPdf(), []],
    ['a PNG', 'png', aPng(), []],
    ['a JPEG', 'jpg', aJpeg(), []],
    ['a DOCX written by hand', 'docx', docx(), []],
    ['a DOCX written by another', 'docx', zipByYazl(DOCX_ENTRIES), []],
    ['an ODT written by hand', 'odt', odt(), []],
    ['an ODT written by another', 'odt', zipByYazl(ODT_ENTRIES), []],
    ['a picture of 100 million pixels', 'jpg', aJpeg({ width: 12_500, height: 8_000 }), []],
    ['a DOCX with a picture in it', 'docx', docx({ name: 'word/media/1.png', bytes: aPng() }), []],
    [
      'a JPEG of a telephone that appends a film',
      'jpg',
      aJpeg({ after: Buffer.from('....ftypmp42') }),
      ['appended'],
    ],
    ['a JPEG with camera data', 'jpg', aJpeg({ exif: EXIF }), ['location']],
    ['a JPEG with XMP', 'jpg', aJpeg({ exif: 'http://ns.adobe.com/xap/1.0/\0<x/>' }), ['location']],
    [
      'a PNG with camera data',
      'png',
      aPng({ chunks: [['eXIf', Buffer.from('MM')]] }),
      ['location'],
    ],
    [
      'a PNG with camera data as text',
      'png',
      aPng({ chunks: [['zTXt', Buffer.from('Raw profile type exif\0\0x', 'latin1')]] }),
      ['location'],
    ],
    [
      'a DOCX with the picture of a camera',
      'docx',
      docx({ name: 'word/media/1.jpeg', bytes: aJpeg({ exif: EXIF }) }),
      ['location'],
    ],
    [
      'a DOCX with the name of its author',
      'docx',
      docx({ name: 'docProps/core.xml', bytes: '<x><dc:creator>زهرا</dc:creator></x>' }),
      ['author'],
    ],
    [
      'an ODT with the name of its author',
      'odt',
      odt({ name: 'meta.xml', bytes: '<x><dc:creator>زهرا</dc:creator></x>' }),
      ['author'],
    ],
    ['a PDF with the name of its author', 'pdf', aPdf('', '/Author (Zahra)'), ['author']],
    [
      'a PDF with a script',
      'pdf',
      aPdf('3 0 obj << /S /JavaScript /JS (x) >> endobj\n'),
      ['script'],
    ],
    [
      'a PDF with the name of a script escaped',
      'pdf',
      aPdf('3 0 obj << /S /J#61vaScript >> endobj\n'),
      ['script'],
    ],
    ['a PDF with a packed script', 'pdf', aPdf(packedObjects('<< /S /JavaScript >>')), ['script']],
    [
      'a PDF that opens a program',
      'pdf',
      aPdf('3 0 obj << /S /Launch /F (cmd.exe) >> endobj\n'),
      ['launch'],
    ],
    [
      'a PDF with a file in it',
      'pdf',
      aPdf('3 0 obj << /Type /EmbeddedFile >> endobj\n'),
      ['embedded'],
    ],
    [
      'a DOCX with a field that asks another program',
      'docx',
      replaced(DOCX_ENTRIES, {
        name: 'word/document.xml',
        bytes: '<w:instrText>DDEAUTO c:\\x</w:instrText>',
      }),
      ['script'],
    ],
  ]

  test.each(SOUND)(
    'S26 %s is taken, with what staff should know',
    async (_name, kind, bytes, warnings) => {
      expect(await verdict(kind, bytes)).toEqual(warnings)
    },
  )

  test('S26 is taken under every name and type of its kind, and served under one', async () => {
    for (const [name, mime] of [
      ['عکس.jpeg', 'image/jpeg'],
      ['عکس.JPG', 'image/jpg'],
      ['عکس.jpg', 'image/pjpeg'],
      ['عکس.jpg', 'application/octet-stream'],
    ] as const) {
      expect(await inspectFile({ name, mime }, aJpeg())).toEqual({
        kind: 'taken',
        name,
        mime: 'image/jpeg',
        warnings: [],
      })
    }
  })
})

describe('a file that is not what it says', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>')
  const html = Buffer.from('<!doctype html><script>x()</script>')
  const UNLIKE: [string, Kind, Bytes, { name?: string; mime?: string }, string][] = [
    ['of no bytes', 'pdf', Buffer.alloc(0), {}, 'empty'],
    ['of a kind that is not taken', 'pdf', aPdf(), { name: 'a.rtf' }, 'kind-unknown'],
    ['without an extension', 'pdf', aPdf(), { name: 'pdf' }, 'kind-unknown'],
    ['without a name to show', 'pdf', aPdf(), { name: '\u202E' }, 'name'],
    ['with two extensions', 'pdf', aPdf(), { name: 'a.pdf.exe' }, 'kind-unknown'],
    ['with its extension turned', 'pdf', aPdf(), { name: 'a\u202Efdp.exe' }, 'kind-unknown'],
    ['SVG by its name', 'png', svg, { name: 'a.svg', mime: 'image/svg+xml' }, 'kind-unknown'],
    ['SVG under the name of a PNG', 'png', svg, {}, 'kind-mismatch'],
    ['HTML by its name', 'pdf', html, { name: 'a.html', mime: 'text/html' }, 'kind-unknown'],
    ['HTML under the name of a PDF', 'pdf', html, {}, 'kind-mismatch'],
    [
      'a program under the name of a PDF',
      'pdf',
      Buffer.from('MZ\x90\0', 'latin1'),
      {},
      'kind-mismatch',
    ],
    [
      'a program by its name',
      'pdf',
      Buffer.from('\x7fELF', 'latin1'),
      { name: 'a.sh' },
      'kind-unknown',
    ],
    ['a PNG under the name of a JPEG', 'jpg', aPng(), {}, 'kind-mismatch'],
    ['a PNG declared as a JPEG', 'png', aPng(), { mime: 'image/jpeg' }, 'kind-mismatch'],
    ['a PDF declared as a page', 'pdf', aPdf(), { mime: 'text/html' }, 'kind-mismatch'],
    ['a DOCX under the name of an ODT', 'odt', docx(), {}, 'kind-mismatch'],
    ['an ODT under the name of a DOCX', 'docx', odt(), {}, 'kind-mismatch'],
    ['another archive under the name of a DOCX', 'docx', END_OF_ZIP, {}, 'kind-mismatch'],
    [
      'an older office file',
      'docx',
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'),
      {},
      'kind-mismatch',
    ],
    [
      'a PDF that begins later',
      'pdf',
      Buffer.concat([Buffer.from('\n'), aPdf()]),
      {},
      'kind-mismatch',
    ],
    ['a PDF that also is an archive', 'pdf', Buffer.concat([aPdf(), END_OF_ZIP]), {}, 'two-kinds'],
    ['a PDF without an end', 'pdf', Buffer.concat([aPdf(), Buffer.alloc(2_000)]), {}, 'damaged'],
    ['a PNG with an archive behind it', 'png', aPng({ after: END_OF_ZIP }), {}, 'two-kinds'],
    ['a PNG with a page behind it', 'png', aPng({ after: html }), {}, 'two-kinds'],
    ['a JPEG with an archive behind it', 'jpg', aJpeg({ after: END_OF_ZIP }), {}, 'two-kinds'],
    ['a JPEG with a page behind it', 'jpg', aJpeg({ after: html }), {}, 'two-kinds'],
    ['a JPEG with a PDF behind it', 'jpg', aJpeg({ after: aPdf() }), {}, 'two-kinds'],
    [
      'a DOCX with something before it',
      'docx',
      Buffer.concat([Buffer.from('MZ'), docx()]),
      {},
      'kind-mismatch',
    ],
    ['a DOCX with a page behind it', 'docx', Buffer.concat([docx(), html]), {}, 'two-kinds'],
    ['a DOCX with a comment of an archive', 'docx', zip(DOCX_ENTRIES, '<script>'), {}, 'two-kinds'],
    [
      'a DOCX whose first entry comes later',
      'docx',
      Buffer.concat([zip([{ name: 'x', bytes: 'y' }]).subarray(0, 40), docx()]),
      {},
      'damaged',
    ],
  ]
  test.each(UNLIKE)(
    'S26 %s is refused, whatever it is called',
    async (_name, kind, bytes, sent, problem) => {
      expect(await verdict(kind, bytes, sent)).toBe(problem)
    },
  )
})

describe('a file that would harm who opens it', () => {
  const macroTypes = {
    name: '[Content_Types].xml',
    bytes:
      '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
  }
  const HARMFUL: [string, Kind, Bytes, string][] = [
    ['an encrypted PDF', 'pdf', aPdf('', '/Encrypt 9 0 R'), 'encrypted'],
    [
      'an encrypted PDF with the name escaped',
      'pdf',
      aPdf('', '/En#63rypt << /V 4 >>'),
      'encrypted',
    ],
    [
      'a DOCX with an encrypted entry',
      'docx',
      docx({ name: 'word/x.xml', bytes: 'x', flags: 0x801 }),
      'encrypted',
    ],
    [
      'a DOCX under strong encryption',
      'docx',
      docx({ name: 'word/x.xml', bytes: 'x', flags: 0x841 }),
      'encrypted',
    ],
    [
      'an encrypted ODT',
      'odt',
      replaced(ODT_ENTRIES, {
        name: 'META-INF/manifest.xml',
        bytes: '<manifest:encryption-data/>',
      }),
      'encrypted',
    ],
    [
      'an ODT as a sealed package',
      'odt',
      odt({ name: 'encrypted-package', bytes: 'x' }),
      'encrypted',
    ],
    [
      'a DOCX with macros',
      'docx',
      docx({ name: 'word/vbaProject.bin', bytes: '\xd0\xcf\x11\xe0' }),
      'macro',
    ],
    ['a DOCX with macros in its types', 'docx', replaced(DOCX_ENTRIES, macroTypes), 'macro'],
    [
      'a DOCX with macros in its types, in UTF-16',
      'docx',
      replaced(DOCX_ENTRIES, { ...macroTypes, bytes: Buffer.from(macroTypes.bytes, 'utf16le') }),
      'macro',
    ],
    [
      'a DOCX with macros under another name',
      'docx',
      docx({ name: 'word/settings.bin', bytes: Buffer.from('\xd0\xcf\x11\xe0', 'latin1') }),
      'embedded-file',
    ],
    [
      'an ODT with macros',
      'odt',
      odt({ name: 'Basic/Standard/Module1.xml', bytes: '<x/>' }),
      'macro',
    ],
    ['an ODT with scripts', 'odt', odt({ name: 'Scripts/python/a.xml', bytes: 'x' }), 'macro'],
    [
      'an ODT that runs a script when it is opened',
      'odt',
      replaced(ODT_ENTRIES, { name: 'content.xml', bytes: '<script:event-listener/>' }),
      'macro',
    ],
    [
      'a DOCX with an object in it',
      'docx',
      docx({ name: 'word/embeddings/a.bin', bytes: 'x' }),
      'embedded-file',
    ],
    [
      'a DOCX with an archive in it',
      'docx',
      docx({ name: 'word/a.xml', bytes: docx() }),
      'embedded-file',
    ],
    [
      'a DOCX with a program in it',
      'docx',
      docx({ name: 'word/a.exe', bytes: 'x' }),
      'embedded-file',
    ],
    [
      'a DOCX with a template from elsewhere',
      'docx',
      docx({
        name: 'word/_rels/settings.xml.rels',
        bytes:
          '<Relationship Type="attachedTemplate" TargetMode="External" Target="http://x/t.dotm"/>',
      }),
      'embedded-file',
    ],
    [
      'a DOCX with a path from the root',
      'docx',
      docx({ name: '/etc/passwd', bytes: 'x' }),
      'unsafe-path',
    ],
    ['a DOCX with a path of Windows', 'docx', docx({ name: 'c:/x', bytes: 'x' }), 'unsafe-path'],
    [
      'a DOCX with a path upwards',
      'docx',
      docx({ name: 'word/../../x', bytes: 'x' }),
      'unsafe-path',
    ],
    [
      'a DOCX with a path upwards by backslashes',
      'docx',
      docx({ name: '..\\x', bytes: 'x' }),
      'unsafe-path',
    ],
    [
      'a DOCX with a second name for an entry',
      'docx',
      docx({ name: 'word/x.xml', bytes: 'x', extra: Buffer.from([0x75, 0x70, 1, 0, 1]) }),
      'unsafe-path',
    ],
    ['a DOCX with a link', 'docx', docx({ name: 'word/x', bytes: '/etc', mode: 0o120777 }), 'link'],
    [
      'a DOCX with two entries of one name',
      'docx',
      docx({ name: 'WORD/document.xml', bytes: 'x' }),
      'damaged',
    ],
    [
      'a DOCX with another name before the bytes',
      'docx',
      docx({ name: 'word/a.xml', localName: 'word/b.xml', bytes: 'x' }),
      'damaged',
    ],
    [
      'a DOCX packed in a rare way',
      'docx',
      docx({ name: 'word/x.xml', bytes: 'x', method: 12 }),
      'damaged',
    ],
    ['a DOCX that is cut short', 'docx', cut(docx(), 40), 'damaged'],
    [
      'a DOCX without its list of types',
      'docx',
      without(DOCX_ENTRIES, '[Content_Types].xml'),
      'kind-mismatch',
    ],
    [
      'a DOCX without its text',
      'docx',
      without(DOCX_ENTRIES, 'word/document.xml'),
      'kind-mismatch',
    ],
    ['an ODT without its type', 'odt', without(ODT_ENTRIES, 'mimetype'), 'kind-mismatch'],
    [
      'an ODT whose type comes later',
      'odt',
      zip([ODT_ENTRIES[1]!, ODT_ENTRIES[0]!]),
      'kind-mismatch',
    ],
    [
      'an ODT that is a table',
      'odt',
      replaced(ODT_ENTRIES, {
        ...ODT_ENTRIES[0]!,
        bytes: 'application/vnd.oasis.opendocument.spreadsheet',
      }),
      'kind-mismatch',
    ],
  ]
  test.each(HARMFUL)(
    'S26 %s is refused before anybody opens it',
    async (_name, kind, bytes, problem) => {
      expect(await verdict(kind, bytes)).toBe(problem)
    },
  )
})

describe('a file that grows when it is opened', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_each, n) => ({ name: `word/${n}.xml`, bytes: '' }))
  /** Entries that all stand on the bytes of one, as in the bombs without nesting. */
  const overlapping = () => {
    const first = zip(DOCX_ENTRIES)
    const [, , text] = DOCX_ENTRIES
    const at = first.indexOf(Buffer.from('word/document.xml')) - 30
    return zip([...DOCX_ENTRIES, { ...text!, name: 'word/documenu.xml', offset: at }])
  }
  const GROWING: [string, Kind, Bytes, string][] = [
    ['a DOCX of zeros', 'docx', docx({ name: 'word/x.xml', bytes: ZEROS }), 'inflates-too-far'],
    [
      'a DOCX that says it is small',
      'docx',
      docx({ name: 'word/x.xml', bytes: ZEROS, claimedSize: 10 }),
      'inflates-too-far',
    ],
    [
      'a DOCX that says it is large',
      'docx',
      docx({ name: 'word/x.xml', bytes: 'x', claimedSize: 1_000 }),
      'damaged',
    ],
    ['a DOCX of entries that share their bytes', 'docx', overlapping(), 'inflates-too-far'],
    ['a DOCX of too many entries', 'docx', docx(...many(2_000)), 'too-many-entries'],
    [
      'a PNG of 30,000 by 30,000',
      'png',
      aPng({ width: 30_000, height: 30_000 }),
      'too-many-pixels',
    ],
    ['a PNG of one long line', 'png', aPng({ width: 2_000_000_000, height: 1 }), 'too-many-pixels'],
    [
      'a JPEG of 30,000 by 30,000',
      'jpg',
      aJpeg({ width: 30_000, height: 30_000 }),
      'too-many-pixels',
    ],
    [
      'a JPEG of more than 100 million pixels',
      'jpg',
      aJpeg({ width: 12_501, height: 8_000 }),
      'too-many-pixels',
    ],
    ['a PDF of streams alone', 'pdf', aPdf('/ObjStm stream\n'.repeat(300_000)), 'inflates-too-far'],
    [
      'a PDF with packed zeros',
      'pdf',
      aPdf(packedObjects(Buffer.alloc(5 * 1024 * 1024))),
      'inflates-too-far',
    ],
  ]
  test.each(GROWING)(
    'S26 %s is refused before it has grown',
    async (_name, kind, bytes, problem) => {
      expect(await verdict(kind, bytes)).toBe(problem)
    },
  )
})

describe('a picture that is damaged', () => {
  const png = aPng()
  const jpeg = aJpeg()
  const DAMAGED: [string, Kind, Buffer][] = [
    ['a PNG that is cut short', 'png', cut(png, 13)],
    ['a PNG of its signature alone', 'png', png.subarray(0, 8)],
    ['a PNG without a header', 'png', Buffer.concat([png.subarray(0, 8), png.subarray(33)])],
    [
      'a PNG with a chunk longer than the file',
      'png',
      patched(png, (bytes) => bytes.writeUInt32BE(0x7fffffff, 33)),
    ],
    ['a PNG with two headers', 'png', Buffer.concat([png.subarray(0, 33), png.subarray(8)])],
    ['a PNG of no width', 'png', aPng({ width: 0 })],
    ['a JPEG that is cut short', 'jpg', cut(jpeg, 2)],
    ['a JPEG of its first bytes alone', 'jpg', jpeg.subarray(0, 3)],
    ['a JPEG without pixels', 'jpg', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a JPEG of no height', 'jpg', aJpeg({ height: 0 })],
    [
      'a JPEG with a segment longer than the file',
      'jpg',
      patched(jpeg, (bytes) => bytes.writeUInt16BE(0xffff, 4)),
    ],
  ]
  test.each(DAMAGED)('S26 %s is refused as damaged', async (_name, kind, bytes) => {
    expect(await verdict(kind, bytes)).toBe('damaged')
  })
})

test('S26 a file that is made of nothing but marks is judged in linear work', async () => {
  const marks: [Kind, Buffer, string][] = [
    ['pdf', aPdf(`${'/ObjStm'.repeat(700_000)}\n`), 'taken'],
    ['pdf', aPdf(`${'endobj<<'.repeat(600_000)}\n`), 'taken'],
    ['jpg', Buffer.concat([aJpeg().subarray(0, -2), Buffer.alloc(5_000_000, 0xff)]), 'refused'],
    ['png', aPng({ after: Buffer.from('PK\x05\x06'.repeat(1_000_000)) }), 'refused'],
    ['docx', Buffer.from('PK\x03\x04'.repeat(1_000_000)), 'refused'],
  ]
  for (const [kind, bytes, said] of marks) {
    const judged = await inspectFile({ name: `a.${kind}`, mime: MIME[kind] }, bytes)
    expect([kind, judged.kind]).toEqual([kind, said])
  }
})

test('S26 any file that is cut or garbled anywhere has a verdict', async () => {
  const files: [Kind, Buffer][] = [
    ['pdf', aPdf(packedObjects('<< >>'))],
    ['png', aPng({ chunks: [['eXIf', Buffer.from('MM')]] })],
    ['jpg', aJpeg({ exif: EXIF })],
    ['docx', docx({ name: 'word/media/1.png', bytes: aPng() })],
    ['odt', odt()],
  ]
  for (const [kind, bytes] of files) {
    for (let at = 0; at < bytes.length; at += 1) {
      const garbled = patched(bytes, (copy) => {
        copy[at] = copy[at]! ^ 0xff
      })
      for (const each of [bytes.subarray(0, at), garbled]) {
        const { kind: said } = await inspectFile({ name: `a.${kind}`, mime: MIME[kind] }, each)
        expect(['taken', 'refused']).toContain(said)
      }
    }
  }
})
