import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyArchive } from '../../plugins/comment-period/verify/src'
import { bootFresh, type Json, type TestApp } from '../support/app'
import {
  archiveOf,
  edited as editedText,
  editedLines,
  membersOf,
  resealed as sealedAnew,
  textOf,
  type Member,
} from '../support/archives'
import { aPdf } from '../support/crafted-files'
import {
  aComment,
  aMember,
  anOpenDocket,
  API,
  aSubject,
  aDraft,
  documents,
  submit,
  type Staff,
} from '../support/docket-builders'
import { madeExport } from '../support/made-exports'
import { commentPart, filePart, submitForm } from '../support/multipart'

let app: TestApp
let ours: Awaited<ReturnType<typeof anOpenDocket>>
let manager: Staff
const reason = 'بایگانی برای دادگاه'
const archives: Partial<Record<string, Buffer>> = {}

const act = async (path: string, body: Json, staff = manager) => {
  const { status, body: answer } = await staff.call('POST', `/comment-period/${path}`, body)
  expect([path, answer.code, status < 300]).toEqual([path, undefined, true])
  return answer as Json
}

async function archiveOfDocket(profile: string, docket = ours.docket): Promise<Buffer> {
  const { bytes } = await madeExport(app, manager, { docket, format: 'zip', reason }, profile)
  return bytes
}

/** A docket with something of everything that an archive holds. */
beforeAll(async () => {
  app = await bootFresh()
  ours = await anOpenDocket(app)
  manager = await aMember(app, ours.subject)
  const filed: string[] = []
  for (const text of ['نظر نخست', 'نظر دوم با نام رضا', 'نظر سوم']) {
    const { body } = await submit(
      app,
      ours.docket,
      aComment({ text, name: 'رضا رضایی', showName: true, contact: 'reza@example.ir' }),
    )
    filed.push(String(body.publicId))
  }
  const sent = await submitForm(app, ours.docket, [
    commentPart(aComment()),
    filePart('سند.pdf', 'application/pdf', aPdf()),
  ])
  filed.push(String(sent.body.publicId))
  await act('screenings', { publicIds: filed.slice(0, 2), state: 'published', reason })
  await act('responses', {
    publicIds: filed.slice(0, 1),
    text: 'پاسخ',
    disposition: 'accepted',
    reason,
  })
  const themes = `drafts/${ours.documentId}/themes`
  await act(themes, { title: 'خواسته رضا رضایی', reason })
  await act(`${themes}/1/title`, { title: 'کاغذبازی', reason })
  await act(themes, { title: 'محور بی‌پاسخ', reason })
  // One that is published, and one that is not.
  const publicIds = [filed[0]!, filed[3]!]
  await act(`${themes}/1/placements`, { publicIds, act: 'placed', reason })
  const draft = await app.call('GET', `${API}/drafts/${ours.docket}`)
  const clauseId = draft.body.text.clauses[0].clauseId as string
  for (const comment of publicIds) {
    const ground = { clauseId, comment, act: 'tied', reason }
    await act(`drafts/${ours.documentId}/change-grounds`, ground)
  }
  await act(`${themes}/1/responses`, { text: 'پاسخ به محور', disposition: 'rejected', reason })
  await act(`comments/${filed[0]!}/notes`, { text: 'یادداشت درباره رضا رضایی' })
  await act(`comments/${filed[1]!}/redaction`, {
    spans: [{ field: 'text', from: 15, to: 18 }],
    reason,
  })
  await act(`comments/${filed[2]!}/erasure`, { basis: 'حکم دادگاه' })
  const other = await aMember(app, ours.subject)
  await act(`comments/${filed[2]!}/erasure/approval`, { n: 1 }, other)
  await documents(app, 'draft-regulation').update({
    documentId: ours.documentId,
    locale: 'en',
    data: { title: 'Directive', summary: '', clauses: [{ kind: 'article', text: 'Text.' }] },
    status: 'published',
  })
  await act(`drafts/${ours.documentId}/suspend`, { ground: 'outage', reason })
  for (const profile of ['public', 'working', 'full']) {
    archives[profile] = await archiveOfDocket(profile)
  }
})
afterAll(() => app.stop())

const PROFILES = ['public', 'working', 'full']

describe('the archive of a docket', () => {
  test.each(PROFILES)(
    'of the %s profile is found to fit, from the archive alone',
    async (profile) => {
      const { findings, manifest, walked } = await verifyArchive(archives[profile]!)
      expect(findings).toEqual([])
      expect(manifest).toMatchObject({ docket: ours.docket, profile, covers: { seq: 4 } })
      expect(walked).toMatchObject({ comments: 4, links: manifest!.covers.position })
      // Of four texts one is erased, one hidden in part, and two are not published.
      expect([profile, walked!.texts]).toEqual([
        profile,
        { public: 1, working: 2, full: 3 }[profile],
      ])
    },
  )

  test('holds texts, certificates, comments in every format, files, an index and a manifest', async () => {
    const names = (await membersOf(archives.full!)).map(({ name }) => name)
    expect(names).toEqual([
      'comments/comments.csv',
      'comments/comments.ndjson',
      'comments/comments.xlsx',
      'comments/comments.html',
      'comments/comments.docx',
      expect.stringMatching(/^attachments\/[0-9a-f]{64}\.pdf$/),
      'record.ndjson',
      'texts/exposure-1.json',
      'certificates/exposure-1.json',
      'index.html',
      'manifest.json',
      'manifest.sha256',
    ])
  })

  test('shows of published comments alone what they are under and what changed because of them', async () => {
    for (const profile of PROFILES) {
      const record = textOf(await membersOf(archives[profile]!), 'record.ndjson')
      const lines = record
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line) as Json)
      const membersShown = (kind: string, member: string) =>
        lines.filter((line) => line.kind === kind).map(({ shown }) => member in shown)
      const expected = [profile, [true, profile !== 'public']]
      expect([profile, membersShown('placement', 'theme')]).toEqual(expected)
      expect([profile, membersShown('change-ground', 'comment')]).toEqual(expected)
    }
  })

  test('shows of the titles of themes those that everybody reads', async () => {
    for (const profile of PROFILES) {
      const record = textOf(await membersOf(archives[profile]!), 'record.ndjson')
      const titles = ['کاغذبازی', 'محور بی‌پاسخ', 'خواسته رضا رضایی']
      expect([profile, titles.filter((title) => record.includes(title))]).toEqual([
        profile,
        profile === 'full' ? titles : ['کاغذبازی'],
      ])
    }
  })

  test('of the public profile names nobody who filed or acted', async () => {
    const everything = (await membersOf(archives.public!))
      .filter(({ name }) => !/xlsx|docx/.test(name))
      .map(({ bytes }) => bytes.toString('utf8'))
      .join('\n')
    expect(everything).not.toMatch(/رضا رضایی|reza@example|کارشناس آزمون/)
    const working = await membersOf(archives.working!)
    const record = working.find(({ name }) => name === 'record.ndjson')!.bytes.toString('utf8')
    expect(record).toContain('پاسخ')
    // Who acted, and what staff wrote among themselves, is in the full profile alone.
    expect(record).not.toMatch(/کارشناس آزمون|یادداشت درباره/)
    expect(record).not.toMatch(/رضا رضایی|reza@example/)
  })
})

describe('a change in an archive', () => {
  const changed = async (change: (members: readonly Member[]) => readonly Member[]) => {
    const { findings } = await verifyArchive(
      await archiveOf(change(await membersOf(archives.full!))),
    )
    return findings
  }
  const edited = (name: string, edit: (bytes: Buffer) => Buffer) => (members: readonly Member[]) =>
    members.map((each) => (each.name === name ? { name, bytes: edit(each.bytes) } : each))
  const flipped = (bytes: Buffer) => {
    const copy = Buffer.from(bytes)
    const place = Math.floor(copy.length / 2)
    copy[place] = copy[place]! ^ 1
    return copy
  }

  test('of one byte in any member is told by the name of the member', async () => {
    for (const { name } of await membersOf(archives.full!)) {
      const findings = await changed(edited(name, flipped))
      const told = name === 'manifest.sha256' ? 'manifest.json' : name
      expect([name, findings.map(({ file }) => file)]).toEqual([
        name,
        expect.arrayContaining([told]),
      ])
    }
  })

  /** Every byte of the smallest archive is in tests/unit/verify/shape-of-archive.test.ts. */
  test('of any one byte of its directory is told', async () => {
    const whole = archives.full!
    const directory = whole.readUInt32LE(whole.length - 6)
    const passed: number[] = []
    for (let place = directory; place < whole.length; place++) {
      const copy = Buffer.from(whole)
      copy[place] = copy[place]! ^ 0xff
      if ((await verifyArchive(copy)).findings.length === 0) passed.push(place)
    }
    expect([whole.length > directory, passed]).toEqual([true, []])
  })

  /** Whoever changes a member may make manifest and sum anew; the chain is not so easily made. */
  const resealed = (change: (members: readonly Member[]) => readonly Member[]) =>
    changed((members) => sealedAnew(change(members)))
  const recordLines = (edit: (lines: Json[]) => Json[]) => editedLines('record.ndjson', edit)
  const codes = async (change: (members: readonly Member[]) => readonly Member[]) => [
    ...new Set((await resealed(change)).map(({ code }) => code)),
  ]

  test('that comes with a manifest made anew is told by the chain', async () => {
    const at = (lines: Json[], kind: string) => lines.find((line) => line.kind === kind)!
    const cases: [string, (lines: Json[]) => Json[], string[]][] = [
      [
        'another close',
        (lines) => {
          at(lines, 'exposure').open.closesAt = 1
          return lines
        },
        ['ROW_CHANGED'],
      ],
      [
        'another hash of a comment',
        (lines) => {
          at(lines, 'comment').open.textHash = 'a'.repeat(64)
          return lines
        },
        ['ROW_CHANGED', 'TEXT_CHANGED'],
      ],
      [
        'another actor',
        (lines) => {
          at(lines, 'event').shown.actor.value = '{}'
          return lines
        },
        ['MEMBER_CHANGED'],
      ],
      [
        'a row with its hash',
        (lines) => {
          at(lines, 'response').rowHash = 'a'.repeat(64)
          return lines
        },
        ['LINK_CHANGED', 'ROW_CHANGED'],
      ],
      [
        'a line less',
        (lines) => lines.filter((line) => line.kind !== 'redaction'),
        ['LINK_OUT_OF_ORDER', 'RECORD_CUT'],
      ],
      ['the end cut off', (lines) => lines.slice(0, -1), ['RECORD_CUT']],
      [
        'a row left out',
        (lines) => {
          at(lines, 'screening').open = null
          return lines
        },
        ['ROW_MISSING'],
      ],
      [
        'a kind there is not',
        (lines) => {
          at(lines, 'screening').kind = '__proto__'
          return lines
        },
        ['ROW_CHANGED', 'LINK_OUT_OF_ORDER', 'RECORD_CUT'],
      ],
    ]
    for (const [name, edit, expected] of cases) {
      expect([name, await codes(recordLines(edit))]).toEqual([
        name,
        expect.arrayContaining(expected),
      ])
    }
  })

  test('of a text is told by the hash that was recorded when it came', async () => {
    const comments = (edit: (text: string) => string) =>
      editedText('comments/comments.ndjson', edit)
    expect(await codes(comments((text) => text.replace('نظر نخست', 'نظر دیگر')))).toEqual([
      'TEXT_CHANGED',
    ])
    const without = (text: string) =>
      text
        .split('\n')
        .filter((line) => !line.includes('"seq":2,'))
        .join('\n')
    expect(await codes(comments(without))).toContain('COMMENT_MISSING')
    const twice = (text: string) => `${text}${text.trimEnd().split('\n').at(-1)!}\n`
    expect(await codes(comments(twice))).toEqual(['COMMENT_MISSING'])
    const withoutSalt = (text: string) =>
      text.replace('نظر نخست', 'نظر دیگر').replace(/"salt":"[0-9a-f]{32}"/, '"salt":null')
    expect(await codes(comments(withoutSalt))).toEqual(['TEXT_CHANGED', 'TEXT_HIDDEN'])
    expect(
      await codes(edited('texts/exposure-1.json', (bytes) => Buffer.from(`${String(bytes)} `))),
    ).toEqual(['TEXT_CHANGED'])
  })

  test('of how a row of a legal text is written is told, and so is a text without a row', async () => {
    const another = (members: readonly Member[]) =>
      edited('texts/exposure-1.json', (bytes) => Buffer.from(`${String(bytes)} `))(
        edited('record.ndjson', (bytes) =>
          Buffer.from(String(bytes).replace('"kind":"exposure"', '"kind": "\\u0065xposure"')),
        )(members),
      )
    expect(await codes(another)).toEqual(
      expect.arrayContaining(['ROW_CHANGED', 'FILE_UNLISTED', 'RECORD_CUT']),
    )
    const final = await resealed((members) =>
      members.map((each) =>
        each.name === 'index.html' ? { ...each, name: 'texts/final.json' } : each,
      ),
    )
    expect(final).toContainEqual(
      expect.objectContaining({ code: 'FILE_UNLISTED', file: 'texts/final.json' }),
    )
  })

  test('that leaves the record out is told, though the manifest knows of none', async () => {
    const members = await membersOf(archives.full!)
    const kept = members.filter(({ name }) => name !== 'record.ndjson')
    const forged = sealedAnew(kept)
    expect((await verifyArchive(await archiveOf(forged))).findings).toMatchObject([
      { code: 'FILE_MISSING', file: 'record.ndjson', where: 'every archive has it' },
      { code: 'FILE_MISSING', file: 'record.ndjson', where: 'there is nothing to verify by' },
    ])
  })

  test('by a file left out, put in, or put in twice', async () => {
    const left = await changed((members) => members.filter(({ name }) => name !== 'index.html'))
    expect(left).toEqual([{ code: 'FILE_MISSING', file: 'index.html', where: expect.any(String) }])
    const more = { name: 'note.txt', bytes: Buffer.from('x') }
    expect(await changed((members) => [...members, more])).toMatchObject([
      { code: 'FILE_UNLISTED', file: 'note.txt' },
    ])
    expect(
      await changed((members) => [...members, { name: 'index.html', bytes: Buffer.from('x') }]),
    ).toMatchObject([{ code: 'FILE_UNLISTED', file: 'index.html' }])
  })

  test('of a line that has no end is told, and does not fill the memory', async () => {
    const endless = Buffer.alloc(65 * 1024 * 1024, 'a')
    expect(await codes(edited('record.ndjson', () => endless))).toEqual(['ARCHIVE_UNREADABLE'])
  })

  test('what is no archive at all is told as that', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK'), archives.full!.subarray(0, 400)]) {
      const { findings } = await verifyArchive(bytes)
      expect(findings).toMatchObject([{ code: 'ARCHIVE_UNREADABLE' }])
    }
    const empty = await verifyArchive(await archiveOf([]))
    expect(empty.findings).toMatchObject([{ code: 'ARCHIVE_UNREADABLE', file: 'manifest.json' }])
  })
})

test('a docket without a comment has an archive that fits', async () => {
  const subject = await aSubject(app)
  manager = await aMember(app, subject)
  const draft = await aDraft(app, subject)
  const { docket } = await act(`drafts/${draft}/waive`, { decidedBy: 'رئیس', reason })
  await act(`drafts/${draft}/issue`, { reason: 'دلیل صدور میان کارکنان' })
  const archive = await archiveOfDocket('public', String(docket))
  const { findings, walked } = await verifyArchive(archive)
  expect(textOf(await membersOf(archive), 'record.ndjson')).not.toContain('دلیل صدور')
  expect(findings).toEqual([])
  expect(walked).toMatchObject({ comments: 0, texts: 0, links: 2 })
})
