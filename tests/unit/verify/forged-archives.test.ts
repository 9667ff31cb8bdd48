import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import type { ExportProfile } from '../../../plugins/comment-period/domain/docket-export'
import { verifyArchive } from '../../../plugins/comment-period/verify/src'
import type { Json } from '../../support/app'
import { archiveOf, edited, editedLines, resealed, type Member } from '../../support/archives'
import { madeArchive, madeMembers } from '../../support/made-archive'

type Change = (members: readonly Member[]) => readonly Member[]

/** What is told of an archive that was changed and whose manifest was made anew. */
async function told(profile: ExportProfile, change: Change): Promise<readonly string[]> {
  const { findings } = await verifyArchive(await madeArchive(profile, change))
  return findings.map(({ code, file, where }) => `${code} ${file} ${where}`)
}

const COMMENTS = 'comments/comments.ndjson'
const comment = (
  seq: number,
  change: Readonly<Record<string, unknown>> | ((comment: Json) => Json),
): Change =>
  editedLines(COMMENTS, (lines) =>
    lines.map((line) => {
      if (line.seq !== seq) return line
      return {
        ...line,
        ...(typeof change === 'function' ? (change(line) as Json) : change),
      } as Json
    }),
  )
const row = (kind: string, change: (line: Json) => void): Change =>
  editedLines('record.ndjson', (lines) => {
    change(lines.find((line) => line.kind === kind))
    return lines
  })
const without =
  (name: string): Change =>
  (members) =>
    members.filter((member) => member.name !== name)
const withFile =
  (name: string, content = 'x'): Change =>
  (members) => [...members, { name, bytes: Buffer.from(content) }]

describe('a text whose beginning was moved into its salt is told', () => {
  test('of a comment', async () => {
    const moved = comment(1, ({ salt, text }) => ({
      salt: `${String(salt)}${String(text).slice(0, 13)}`,
      text: String(text).slice(13),
    }))
    expect(await told('full', moved)).toEqual([`TEXT_CHANGED ${COMMENTS} comment 1`])
  })

  test('of a member, at a colon in its value', async () => {
    const moved = row('response', ({ shown }) => {
      const [name, value] = String(shown.text.value).split(':')
      shown.text = { salt: `${String(shown.text.salt)}:${name!}`, value }
    })
    expect(await told('full', moved)).toContain(
      'MEMBER_CHANGED record.ndjson line 15, response n000000000001/1, text',
    )
  })
})

describe('a text that is not shown as it was filed needs an act of the record', () => {
  const forged = { salt: null, hidden: 1, text: 'متن جعلی' }

  test.each(['public', 'working'] as const)(
    'where words are hidden, in the %s profile',
    async (profile) => {
      expect(await told(profile, comment(1, forged))).toEqual([
        `TEXT_HIDDEN ${COMMENTS} comment 1, words are hidden`,
      ])
    },
  )

  test.each(['public', 'working', 'full'] as const)(
    'where it is gone, in the %s profile',
    async (profile) => {
      const gone = { salt: null, text: null, suggestedWording: null, textState: 'erased' }
      expect(await told(profile, comment(5, gone))).toEqual([
        `TEXT_HIDDEN ${COMMENTS} comment 5, erased`,
      ])
      const unsaid = { salt: null, text: null }
      expect(await told(profile, comment(5, unsaid))).toContain(
        `TEXT_HIDDEN ${COMMENTS} comment 5, shown`,
      )
    },
  )

  test('where it is said not to be published', async () => {
    const kept = { salt: null, text: null, textState: 'not-published' }
    expect(await told('public', comment(5, { ...kept, responses: [] }))).toEqual([
      `TEXT_HIDDEN ${COMMENTS} comment 5, not-published`,
    ])
    // Nor is a comment kept from those who read all.
    expect(await told('working', comment(4, kept))).toEqual([
      `TEXT_HIDDEN ${COMMENTS} comment 4, not-published`,
    ])
    const withheld = { ...kept, responses: [], state: 'withheld', withholdReason: 'insult' }
    expect(await told('public', comment(5, withheld))).toEqual([
      `COMMENT_CHANGED ${COMMENTS} comment 5, state`,
      `COMMENT_CHANGED ${COMMENTS} comment 5, withholdReason`,
      `TEXT_HIDDEN ${COMMENTS} comment 5, not-published`,
    ])
  })

  test('where what it was filed with is left out of the record', async () => {
    const left = row('comment', (line) => {
      line.shown = {}
    })
    expect(await told('public', left)).toEqual([
      `MEMBER_MISSING ${COMMENTS} comment 1, as it was filed`,
    ])
    expect(
      await told(
        'full',
        row('response', (line) => delete line.shown.reason),
      ),
    ).toEqual(['MEMBER_MISSING record.ndjson line 15, response n000000000001/1'])
  })
})

describe('a comment that is told otherwise than the record has it is told', () => {
  test.each([
    ['late', true],
    ['receivedAt', 1],
    ['recordedAt', 1],
    ['exposureN', 2],
    ['type', 'criticism'],
    ['channel', 'letter'],
    ['portal', 'https://other.example'],
    ['language', 'en'],
    ['docket', 'semnan-1405-0002'],
    ['state', 'spam'],
    ['withholdReason', 'insult'],
    ['suggestedWording', 'دیگر'],
    ['displayName', 'دیگری'],
    ['rating', 1],
    ['clauseId', 'c1'],
    ['submitterType', 'media'],
    ['attachments', [{ name: 'a.pdf', bytes: 1, sha256: 'a'.repeat(64) }]],
    ['responses', []],
  ])('in %s', async (member, value) => {
    expect(await told('full', comment(1, { [member]: value }))).toEqual([
      `COMMENT_CHANGED ${COMMENTS} comment 1, ${member}`,
    ])
  })

  test.each([
    ['text', 'پذیرفته'],
    ['disposition', 'accepted'],
    ['respondedAt', 1],
    ['theme', 'محور'],
  ])('in the %s of a response', async (member, value) => {
    const responses = (of: Json) => of.responses.map((each: Json) => ({ ...each, [member]: value }))
    const changed = comment(1, (of) => ({ responses: responses(of) }))
    expect(await told('full', changed)).toEqual([
      `COMMENT_CHANGED ${COMMENTS} comment 1, responses`,
    ])
  })

  test('in an answer to its theme, in the public profile too', async () => {
    for (const profile of ['public', 'working', 'full'] as const) {
      for (const forged of [[], [{ text: 'دیگر', disposition: 'accepted' }]]) {
        expect(await told(profile, comment(5, { responses: forged }))).toEqual([
          `COMMENT_CHANGED ${COMMENTS} comment 5, responses`,
        ])
      }
    }
  })

  test('in the words of a line that a program could read twice', async () => {
    const twice = edited(COMMENTS, (text) =>
      text.replaceAll('"seq":1,', '"seq":1,"text":"متن جعلی",'),
    )
    expect(await told('full', twice)).toContain(`COMMENT_MISSING ${COMMENTS} comment 1`)
  })
})

describe('a file that is not what the record says is told', () => {
  const CERTIFICATE = 'certificates/exposure-1.json'

  test('a certificate, member by member', async () => {
    const members = Object.keys(
      JSON.parse(
        madeMembers('full')
          .find(({ name }) => name === CERTIFICATE)!
          .bytes.toString(),
      ) as Json,
    )
    const changes: [string, (text: string) => string][] = [
      ['isKept', (text) => text.replace('"isKept": true', '"isKept": false')],
      ['not judged', (text) => text.replace('"isKept": true', '"isKept": null')],
      ['opened', (text) => text.replace('"openedAt": "2026-05-01', '"openedAt": "2026-04-01')],
      ['hash', (text) => text.replace(/"textHash": "./, '"textHash": "x')],
      ['counts', (text) => text.replace('"total": 5', '"total": 50')],
      ['fewer', (text) => text.replace('"total": 5', '"total": 4').replace('": 4,', '": 3,')],
      ['spaces', (text) => ` ${text}`],
      ...members.map((member): [string, (text: string) => string] => [
        `without ${member}`,
        (text) => {
          const { [member]: _, ...left } = JSON.parse(text) as Json
          return `${JSON.stringify(left, null, 2)}\n`
        },
      ]),
    ]
    for (const [name, change] of changes) {
      expect([name, await told('full', edited(CERTIFICATE, change))]).toEqual([
        name,
        [`CERTIFICATE_CHANGED ${CERTIFICATE} does not follow from the record`],
      ])
    }
  })

  test('a certificate, a text, an attachment or a table that is not there', async () => {
    const attachment = madeMembers('full').find(({ name }) => name.endsWith('.pdf'))!.name
    for (const name of [
      CERTIFICATE,
      'texts/exposure-1.json',
      attachment,
      'comments/comments.xlsx',
      'index.html',
    ]) {
      const [found, ...more] = await told('full', without(name))
      expect([name, more]).toEqual([name, []])
      expect(found).toMatch(`FILE_MISSING ${name.replace(/\.pdf$/, '')}`)
    }
  })

  test('a file that no archive has, though the manifest names it', async () => {
    const hash = createHash('sha256').update('x').digest('hex')
    for (const name of [
      'note.exe',
      'comments/comments.pdf',
      'texts/exposure-01.json',
      'texts/exposure-2.json',
      'certificates/exposure-2.json',
      `attachments/${hash}.exe`,
      `texts/attachments/${hash}.exe`,
      'Index.html',
    ]) {
      expect([name, await told('full', withFile(name))]).toEqual([
        name,
        expect.arrayContaining([expect.stringContaining(`FILE_UNLISTED ${name}`)]),
      ])
    }
  })

  test('the first lines of both files of lines, and what the manifest says with them', async () => {
    const firstOf = (name: string, change: Json) =>
      editedLines(name, ([first, ...lines]) => [{ ...first, ...change }, ...lines])
    for (const change of [{ format: 'x' }, { chain: 'x' }, { position: 1 }, { note: 'x' }]) {
      expect(await told('full', firstOf('record.ndjson', change))).toEqual([
        'FILE_CHANGED record.ndjson line 1 is not of this archive',
      ])
    }
    for (const change of [
      { profile: 'public' },
      { covers: [] },
      { title: 'x' },
      { filter: null },
    ]) {
      expect(await told('full', firstOf(COMMENTS, change))).toEqual([
        `FILE_CHANGED ${COMMENTS} line 1 is not of this archive`,
      ])
    }
  })

  test('a manifest of another profile, of none, or of another instant', async () => {
    const findings = async (edit: (manifest: Json) => void) =>
      (await verifyArchive(await archiveOf(resealed(madeMembers('full'), edit)))).findings
    expect(await findings((manifest) => (manifest.profile = 'public'))).not.toEqual([])
    expect(await findings((manifest) => (manifest.instant = '1999'))).not.toEqual([])
    expect(await findings((manifest) => (manifest.profile = 'secret'))).toEqual([
      expect.objectContaining({ code: 'ARCHIVE_UNREADABLE', file: 'manifest.json' }),
    ])
  })

  test('one that is larger than the manifest says, before it is inflated', async () => {
    const members = madeMembers('full').map((member) =>
      member.name === 'index.html' ? { ...member, bytes: Buffer.alloc(1_000_000) } : member,
    )
    expect((await verifyArchive(await archiveOf(members))).findings).toEqual([
      { code: 'FILE_CHANGED', file: 'index.html', where: 'has 1000000 bytes' },
    ])
  })
})
