import type { RefusalCode } from '../../domain/refusal'
import type { publicEndpoints } from '../endpoints'

export type PublicRoute = keyof ReturnType<typeof publicEndpoints>

export type Tag = 'drafts' | 'comments' | 'bodies' | 'service'

/** What a route does, in words, and what it refuses beside what every route does. */
export interface Operation {
  readonly id: string
  readonly tag: Tag
  readonly summary: string
  readonly description?: string
  readonly refusals: readonly RefusalCode[]
  /** `tagged`: with an ETag, asked again with `If-None-Match`. */
  /** Where set, 503 brings the answer too: it says what is not in order. */
  readonly facts503?: true
  readonly caching: 'tagged' | 'for-ever' | 'brief' | 'no-store'
}

/** What any route may answer instead. */
export const EVERYWHERE: readonly RefusalCode[] = [
  'INPUT_INVALID',
  'INTERNAL',
  'OVERLOADED',
  'SHUTTING_DOWN',
]

const TEXT_FAULTS: readonly RefusalCode[] = [
  'TEXT_EMPTY',
  'TEXT_TOO_LONG',
  'TEXT_HAS_NUL',
  'TEXT_HAS_LONE_SURROGATE',
  'TEXT_HAS_CONTROL',
  'TEXT_TOO_MANY_MARKS',
  'TEXT_HAS_BIDI_CONTROL',
]

const BODY_FAULTS: readonly RefusalCode[] = [
  'ORIGIN_FORBIDDEN',
  'BODY_UNREADABLE',
  'BODY_TOO_LARGE',
  'CONTENT_TYPE_UNSUPPORTED',
]

const TOO_FAST = 'Who asks faster than people do is refused with `TOO_FAST` and `Retry-After`.'

export const OPERATIONS: Readonly<Record<PublicRoute, Operation>> = {
  'GET /drafts': {
    id: 'listDrafts',
    tag: 'drafts',
    summary: 'List drafts that have been put before the public',
    description: 'The latest exposed comes first. Every word of `q` must occur in title or text.',
    refusals: ['BODY_UNKNOWN', 'CURSOR_INVALID', ...TEXT_FAULTS],
    caching: 'tagged',
  },
  'GET /drafts/:docket': {
    id: 'readDraft',
    tag: 'drafts',
    summary: 'Read a draft with its text, period and counts',
    refusals: ['DOCKET_UNKNOWN', 'NOT_EXPOSED'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/period': {
    id: 'readPeriod',
    tag: 'drafts',
    summary: 'Read the comment period of a draft',
    description:
      'There is no clock in the answer: reckon what is left from the headers `Date` and `Age`.',
    refusals: ['DOCKET_UNKNOWN', 'NOT_EXPOSED'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/exposures/:n': {
    id: 'readExposure',
    tag: 'drafts',
    summary: 'Read a version as it was frozen for comments',
    refusals: ['DOCKET_UNKNOWN', 'EXPOSURE_UNKNOWN'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/exposures/:n/certificate': {
    id: 'readExposureCertificate',
    tag: 'drafts',
    summary: 'Read the certificate that a version stood before the public',
    refusals: ['DOCKET_UNKNOWN', 'EXPOSURE_UNKNOWN'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/final': {
    id: 'readFinalText',
    tag: 'drafts',
    summary: 'Read the text as it was issued',
    refusals: ['DOCKET_UNKNOWN', 'NOT_ISSUED'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/diff': {
    id: 'compareVersions',
    tag: 'drafts',
    summary: 'Compare two versions, by clause and then word by word',
    refusals: ['DOCKET_UNKNOWN', 'EXPOSURE_UNKNOWN', 'NOT_ISSUED'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/attachments/:sha256': {
    id: 'readDraftAttachment',
    tag: 'drafts',
    summary: 'Download a frozen attachment of a draft',
    refusals: ['DOCKET_UNKNOWN', 'ATTACHMENT_UNKNOWN'],
    caching: 'for-ever',
  },
  'GET /drafts/:docket/reports': {
    id: 'listReports',
    tag: 'drafts',
    summary: 'List the reports that the body has published on a draft',
    refusals: ['DOCKET_UNKNOWN'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/reports/:reportKind': {
    id: 'readReport',
    tag: 'drafts',
    summary: 'Read a report: what was heard, what was said to it, what changed',
    description:
      'Frozen when it was published: `contentHash` is the SHA-256 of `report`, written as RFC 8785 says. The last of its kind, unless `n` names an earlier one.',
    refusals: ['DOCKET_UNKNOWN', 'REPORT_UNKNOWN'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/reports/:reportKind/file': {
    id: 'readReportFile',
    tag: 'drafts',
    summary: 'Download a report as a Word document',
    refusals: ['DOCKET_UNKNOWN', 'REPORT_UNKNOWN'],
    caching: 'tagged',
  },
  'GET /drafts/:docket/comments': {
    id: 'listComments',
    tag: 'comments',
    summary: 'List published comments with their responses',
    description: 'In the order in which they were filed.',
    refusals: ['DOCKET_UNKNOWN', 'CURSOR_INVALID'],
    caching: 'tagged',
  },
  'POST /drafts/:docket/comments': {
    id: 'submitComment',
    tag: 'comments',
    summary: 'File a comment',
    description: `The same \`Idempotency-Key\` with the same body is answered with the first receipt again. Without \`work\`, a solved challenge, the comment is taken and waits for screening. ${TOO_FAST}`,
    refusals: [
      ...BODY_FAULTS,
      ...TEXT_FAULTS,
      'IDEMPOTENCY_KEY_MISSING',
      'IDEMPOTENCY_KEY_WEAK',
      'IDEMPOTENCY_KEY_REUSED',
      'CHALLENGE_INVALID',
      'CHALLENGE_EXPIRED',
      'CHALLENGE_SPENT',
      'ATTACHMENTS_TOO_MANY',
      'ATTACHMENT_TOO_LARGE',
      'ATTACHMENT_REFUSED',
      'ATTACHMENT_INFECTED',
      'SCANNER_AWAY',
      'CLAUSE_UNKNOWN',
      'DOCKET_UNKNOWN',
      'PERIOD_NOT_OPEN',
      'PERIOD_CLOSED',
      'SUSPENDED',
      'WITHDRAWN',
      'ALREADY_ISSUED',
      'TOO_FAST',
      'BUSY',
      'STORAGE_FULL',
    ],
    caching: 'no-store',
  },
  'GET /drafts/:docket/comments/:publicId/attachments/:n': {
    id: 'readCommentAttachment',
    tag: 'comments',
    summary: 'Download an attachment of a published comment, once staff have released it',
    refusals: ['DOCKET_UNKNOWN', 'ATTACHMENT_UNKNOWN'],
    caching: 'brief',
  },
  'GET /challenge': {
    id: 'readChallenge',
    tag: 'comments',
    summary: 'Get a proof-of-work challenge (ALTCHA, version 2)',
    description: 'Bound to a docket and an action, good once and for a short time.',
    refusals: ['DOCKET_UNKNOWN', 'TOO_FAST'],
    caching: 'no-store',
  },
  'POST /tracking': {
    id: 'trackComment',
    tag: 'comments',
    summary: 'Read state and responses of a comment by its tracking code',
    description: `The code travels in the body only. ${TOO_FAST}`,
    refusals: [
      ...BODY_FAULTS,
      'TRACKING_CODE_UNREADABLE',
      'TRACKING_CODE_MISTYPED',
      'TRACKING_CODE_UNKNOWN',
      'TOO_FAST',
    ],
    caching: 'no-store',
  },
  'GET /bodies': {
    id: 'listBodies',
    tag: 'bodies',
    summary: 'List issuing bodies',
    refusals: [],
    caching: 'tagged',
  },
  'GET /bodies/:slug': {
    id: 'readBody',
    tag: 'bodies',
    summary: 'Read a body with the rules that bind it and its participation strategy',
    refusals: ['BODY_UNKNOWN'],
    caching: 'tagged',
  },
  'GET /drafts.atom': {
    id: 'readAtomFeed',
    tag: 'drafts',
    summary: 'Follow drafts as an Atom feed',
    description: 'By the same filters as the list, a hundred to a page.',
    refusals: ['BODY_UNKNOWN', 'CURSOR_INVALID', ...TEXT_FAULTS],
    caching: 'tagged',
  },
  'GET /drafts.ics': {
    id: 'readDeadlines',
    tag: 'drafts',
    summary: 'Follow the last days of comment periods as a calendar',
    description: 'Of the hundred latest drafts that the filters leave.',
    refusals: ['BODY_UNKNOWN', ...TEXT_FAULTS],
    caching: 'tagged',
  },
  'GET /openapi.json': {
    id: 'readContract',
    tag: 'service',
    summary: 'Read this document',
    refusals: [],
    caching: 'tagged',
  },
  'GET /health': {
    id: 'readHealth',
    tag: 'service',
    summary: 'Ask whether the guards stand and the clocks agree',
    description: 'Answered with 503 where they do not.',
    refusals: [],
    facts503: true,
    caching: 'no-store',
  },
}

/** What a parameter means, by its name: it means the same on every route. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  docket: 'Number of the docket; in any case, and with Persian digits too.',
  n: 'Number of the exposure, of the attachment within its comment, or of the report among those of its kind, from 1.',
  sha256: 'SHA-256 of the attachment, as the text names it.',
  reportKind: 'Kind of the report: `feedback` or `outcome`.',
  publicId: 'Public id of the comment.',
  slug: 'Slug of the body.',
  body: 'Slug of a body.',
  kind: 'Key of an instrument kind.',
  phase: 'Phase of the comment period.',
  q: 'Words to look for; spelling, ZWNJ, yeh and kaf do not matter.',
  cursor: '`nextCursor` of the page before.',
  limit: 'Items on a page, up to 100; 20 where it is not given.',
  lang: 'Language of the words around the texts; Persian where it is not given.',
  locale: 'Language of the text; where it is not translated, the authoritative one is answered.',
  from: 'The older version: number of an exposure, or `final`.',
  to: 'The newer version: number of an exposure, or `final`.',
  clause: 'Only comments on this clause.',
  action: 'What the challenge is solved for.',
}
