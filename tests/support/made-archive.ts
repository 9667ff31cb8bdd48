import { createHash } from 'node:crypto'
import type { ExportProfile } from '../../plugins/comment-period/domain/docket-export'
import { certificateOf } from '../../plugins/comment-period/domain/exposure-certificate'
import { commentTextHash, serialiseLegalText } from '../../plugins/comment-period/domain/legal-text'
import { chainStart, nextLink } from '../../plugins/comment-period/domain/record-chain'
import { isMemberShown } from '../../plugins/comment-period/domain/record-profile'
import {
  commitments,
  memberSalt,
  rowHash,
  rowSaltOf,
  ROW_FORMATS,
  type RowKind,
} from '../../plugins/comment-period/domain/record-row'
import { archiveOf, resealed, type Member } from './archives'
import type { Json } from './app'

/*
 * A small archive by hand, with something of what staff do to comments: for tests of the verifier
 * that need no app. `tests/integration/docket-archive.test.ts` verifies those that the app makes.
 */

const sha256 = (utf8: string) => createHash('sha256').update(utf8, 'utf8').digest('hex')

export const DOCKET = 'semnan-1405-0001'
export const INSTANT = Date.parse('2026-06-01T00:00:00.000Z')
const OPENED = Date.parse('2026-05-01T00:00:00.000Z')
const CLOSES = Date.parse('2026-05-15T00:00:00.000Z')
const DAY = 86_400_000

/** What is in a row beside its kind and subject: open members and closed ones. */
interface MadeRow {
  readonly kind: RowKind
  readonly subject: string
  readonly open: Json
  readonly closed: Readonly<Record<string, string | null>>
  readonly commentSalt?: string | null
}

const saltOf = (seed: string) => sha256(seed).slice(0, 32)
const publicIdOf = (seq: number) => `n00000000000${String(seq)}`
const commentSalt = (seq: number) => saltOf(`comment ${String(seq)}`)

export const TEXTS = [
  'با این ماده مخالفم',
  'نام رضا در آن است',
  'این متن پاک شد',
  'منتشر نشده',
  'زیر یک محور',
] as const

const FROZEN = Buffer.from('%PDF-1.4')
const CONTENT = serialiseLegalText({
  title: 'دستورالعمل',
  clauses: [{ clauseId: 'c1', kind: 'article', label: 'ماده ۱', heading: '', text: 'متن' }],
  attachments: [
    {
      name: 'پیوست.pdf',
      sha256: createHash('sha256').update(FROZEN).digest('hex'),
      mime: 'application/pdf',
      size: FROZEN.length,
    },
  ],
})

const SNAPSHOT = {
  body: { slug: 'semnan', name: 'استانداری سمنان', letterheadLines: [], legalBasis: '' },
  kind: { key: 'directive', name: 'دستورالعمل' },
  zone: 'Asia/Tehran',
  destinationAuthority: null,
  rules: [],
  winningRule: null,
  calendar: { weeklyClosedDays: [], holidays: [] },
  lastDayOn: null,
  countedDayOn: null,
  skipped: [],
  requestedLastDayOn: null,
}

const ACTOR = '{"kind":"admin-user","id":"7","name":"کارشناس"}'

function openOf(kind: RowKind, values: Json): Json {
  return Object.fromEntries(
    Object.keys(ROW_FORMATS[kind].open).map((name) => [name, values[name] ?? null]),
  )
}

const EXPOSURE = {
  docket: DOCKET,
  ordinal: 1,
  content: CONTENT,
  summary: '',
  locale: 'fa',
  textHash: sha256(CONTENT),
  n: 1,
  openedAt: OPENED,
  closesAt: CLOSES,
  minimumClosesAt: CLOSES,
  bodyDocumentId: 'b1',
  kindDocumentId: 'k1',
  terminalAct: 'promulgate' as const,
  snapshot: JSON.stringify(SNAPSHOT),
  reason: null,
}

function about(seq: number, n: number, day: number, more: Json): Json {
  return { comment: publicIdOf(seq), n, at: OPENED + day * DAY, ...more }
}

function rows(): MadeRow[] {
  const made: MadeRow[] = []
  const add = (kind: RowKind, subject: string, values: Json, closed: MadeRow['closed'] = {}) =>
    made.push({ kind, subject, open: openOf(kind, values), closed: { ...closed, actor: ACTOR } })
  const act = (kind: RowKind, seq: number, n: number, day: number, more: Json, closed = {}) =>
    add(kind, `${publicIdOf(seq)}/${String(n)}`, about(seq, n, day, more), closed)

  add('exposure', '1', EXPOSURE)
  TEXTS.forEach((text, place) => {
    const seq = place + 1
    // Erased, so that nothing is left of it but its row and its commitments.
    const isErased = seq === 3
    made.push({
      kind: 'comment',
      subject: String(seq),
      open: openOf('comment', {
        docket: DOCKET,
        seq,
        publicId: publicIdOf(seq),
        exposureN: 1,
        target: 'docket',
        type: 'opinion',
        textHash: commentTextHash(commentSalt(seq), text, sha256),
        language: 'fa',
        channel: 'widget',
        portal: 'https://portal.example',
        receivedAt: OPENED + seq,
        recordedAt: OPENED + seq,
        late: seq === 5,
      }),
      closed: {
        stateAsFiled: 'received',
        intake: '{}',
        rating: seq === 1 ? '4' : null,
        suggestedWording: seq === 1 ? 'ماده ۱ حذف شود' : null,
        displayName: seq === 1 ? 'رضا رضایی' : null,
      },
      commentSalt: isErased ? null : commentSalt(seq),
    })
  })
  const published = { fromState: 'received', toState: 'published' }
  for (const seq of [1, 2, 3, 5]) act('screening', seq, 1, 2, published, { reason: 'خوب' })
  act('screening', 4, 1, 2, {
    fromState: 'received',
    toState: 'withheld',
    withholdReason: 'insult',
  })
  act('redaction', 2, 1, 3, {}, { spans: '[]', reason: 'نام' })
  act('erasure-request', 3, 1, 3, {}, { basis: 'حکم', requestedBy: '7' })
  act('response', 1, 1, 4, { disposition: 'rejected' }, { text: 'پذیرفته: نه', reason: 'د' })
  add('theme', '1', { n: 1, at: OPENED + 4 * DAY, theme: 1 }, { title: 'محور', reason: 'د' })
  act('placement', 5, 1, 5, { act: 'placed' }, { theme: '1' })
  add('theme-response', '1', {
    n: 1,
    at: OPENED + 6 * DAY,
    theme: 1,
    text: 'پاسخ به محور',
    disposition: 'accepted',
  })
  add('event', '2', {
    docket: DOCKET,
    ordinal: 2,
    kind: 'extended',
    at: OPENED + 7 * DAY,
    closesAt: CLOSES + DAY,
    ground: 'request',
    reason: 'درخواست',
    snapshot: '{}',
  })
  return made
}

function recordLines(profile: ExportProfile, made: readonly MadeRow[]): Json[] {
  let end = chainStart(DOCKET, sha256)
  const links = made.map(({ kind, subject, open, closed: values, commentSalt: own }) => {
    const linkSalt = saltOf(`${kind} ${subject}`)
    // What was erased was committed to all the same, when it was there.
    const rowSalt = rowSaltOf(
      linkSalt,
      kind === 'comment' ? (own ?? commentSalt(Number(subject))) : null,
      sha256,
    )
    const closed = commitments(rowSalt, values, sha256)
    const row = { kind, subject, open, closed } as const
    const link = nextLink(end, { kind, subject, rowHash: rowHash(row, sha256), at: 5 }, sha256)
    end = link
    const shown: Json = {}
    for (const [name, value] of Object.entries(values)) {
      // The one comment under a theme is published.
      const isRead =
        isMemberShown(profile, kind, name) || (kind === 'placement' && name === 'theme')
      if (value === null || own === null || !isRead) continue
      shown[name] = { salt: memberSalt(rowSalt, name, sha256), value }
    }
    const { position, at, rowHash: hash, linkHash } = link
    return { position, kind, subject, at, open, closed, shown, rowHash: hash, linkHash }
  })
  const about = { format: 'comment-period-record/1', chain: DOCKET, position: links.length }
  return [about, ...links]
}

function commentLines(profile: ExportProfile, texts: readonly string[] = TEXTS): Json[] {
  const isPublic = profile === 'public'
  const isFull = profile === 'full'
  const covers = [{ docket: DOCKET, seq: texts.length }]
  const filter = { state: null, type: null, channel: null, unit: null }
  const about = { ...ABOUT, format: 'comment-period-comments/1', profile, filter, covers }
  const comments = texts.map((text, place): Json => {
    const seq = place + 1
    const isErased = seq === 3
    const isShown = !isErased && !(isPublic && seq === 4)
    const isHidden = seq === 2 && !isFull
    const given = { respondedAt: OPENED + 4 * DAY, theme: null, reason: null }
    const responses = [
      [{ ...given, text: 'پذیرفته: نه', disposition: 'rejected' }],
      [],
      [],
      [],
      [
        {
          text: 'پاسخ به محور',
          disposition: 'accepted',
          respondedAt: OPENED + 6 * DAY,
          theme: 'محور',
          reason: null,
        },
      ],
    ][place]
    const isTold = profile !== 'public' || seq !== 4
    return {
      docket: DOCKET,
      seq,
      publicId: publicIdOf(seq),
      receivedAt: OPENED + seq,
      recordedAt: OPENED + seq,
      late: seq === 5,
      channel: 'widget',
      portal: 'https://portal.example',
      type: 'opinion',
      rating: seq === 1 ? 4 : null,
      language: 'fa',
      exposureN: 1,
      clauseId: null,
      state: seq === 4 ? 'withheld' : 'published',
      withholdReason: seq === 4 ? 'insult' : null,
      text: isShown ? (isHidden ? 'نام ███ در آن است' : text) : null,
      textState: isErased ? 'erased' : isShown ? 'shown' : 'not-published',
      suggestedWording: seq === 1 ? 'ماده ۱ حذف شود' : null,
      hidden: isHidden ? 1 : 0,
      displayName: seq === 1 && isFull ? 'رضا رضایی' : null,
      name: null,
      isTold,
      responses: isTold ? responses : null,
      attachments: [],
      textHash: commentTextHash(commentSalt(seq), text, sha256),
      salt: isShown && !isHidden ? commentSalt(seq) : null,
    }
  })
  return [about, ...comments]
}

const ABOUT = {
  title: 'دستورالعمل',
  body: { slug: 'semnan', name: 'استانداری سمنان' },
  instant: new Date(INSTANT).toISOString(),
}

function certificate(): string {
  const ledger = [
    {
      entry: 'exposure' as const,
      ordinal: 1,
      at: OPENED,
      n: 1,
      closesAt: CLOSES,
      minimumClosesAt: CLOSES,
      textHash: EXPOSURE.textHash,
    },
    {
      entry: 'event' as const,
      kind: 'extended' as const,
      ordinal: 2,
      at: OPENED + 7 * DAY,
      closesAt: CLOSES + DAY,
      ground: 'request' as const,
      reason: 'درخواست',
    },
  ]
  const counts = {
    total: 5,
    byState: { received: 0, published: 4, withheld: 1, spam: 0 },
    withheldByReason: { insult: 1 },
  }
  const made = certificateOf({ ...EXPOSURE, snapshot: SNAPSHOT }, ledger, null, INSTANT)
  return `${JSON.stringify({ ...made, counts }, null, 2)}\n`
}

const written = (lines: readonly Json[]) =>
  `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`

export function madeMembers(profile: ExportProfile): readonly Member[] {
  return membersFor(profile, recordLines(profile, rows()), commentLines(profile), {
    'texts/exposure-1.json': CONTENT,
    'certificates/exposure-1.json': certificate(),
    [`texts/attachments/${createHash('sha256').update(FROZEN).digest('hex')}.pdf`]: FROZEN,
  })
}

/** Of a docket that was waived: the smallest archive there is. */
export function smallestArchive(): Promise<Buffer> {
  const waiver = openOf('waiver', { docket: DOCKET, ordinal: 1, at: OPENED, force: 'none' })
  const record = recordLines('public', [
    { kind: 'waiver', subject: '1', open: waiver, closed: { decidedBy: 'رئیس', actor: ACTOR } },
  ])
  return archiveOf(membersFor('public', record, commentLines('public', []), {}))
}

function membersFor(
  profile: ExportProfile,
  record: readonly Json[],
  comments: readonly Json[],
  texts: Readonly<Record<string, string | Buffer>>,
): readonly Member[] {
  const manifest = {
    format: 'comment-period-docket/1',
    docket: DOCKET,
    ...ABOUT,
    profile,
    covers: { seq: comments.length - 1, position: record.length - 1 },
    csvGuard: "'",
    files: [],
  }
  const files: Readonly<Record<string, string | Buffer>> = {
    'comments/comments.csv': 'csv',
    'comments/comments.ndjson': written(comments),
    'comments/comments.xlsx': 'xlsx',
    'comments/comments.html': 'html',
    'comments/comments.docx': 'docx',
    'record.ndjson': written(record),
    ...texts,
    'index.html': 'index',
    'manifest.json': JSON.stringify(manifest),
    'manifest.sha256': '',
  }
  return resealed(
    Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content) })),
  )
}

export function madeArchive(
  profile: ExportProfile,
  change: (members: readonly Member[]) => readonly Member[] = (members) => members,
): Promise<Buffer> {
  return archiveOf(resealed(change(madeMembers(profile))))
}
