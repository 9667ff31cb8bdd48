import type { ExportProfile } from '../../domain/docket-export'
import {
  answersThroughThemes,
  type Placement,
  type PlacementAct,
  type ThemeAnswer,
} from '../../domain/themes'
import type { CommentLine, ToldResponse } from './comment-lines'
import { COMMENTS } from './files'
import type { FindingCode, Tell } from './findings'
import type { Manifest } from './manifest'
import type { RecordLine } from './record-lines'
import { sha256 } from './sha256'

interface Screening {
  readonly at: number
  readonly from: string
  readonly to: string
  readonly withholdReason: string | null
}

/** A response as both sides of the comparison write it. */
type Response = readonly [
  to: 'comment' | 'theme',
  at: number,
  disposition: string,
  text: string | null,
]

/** What the record says of a comment beside its own row. */
interface Said {
  readonly screenings: Screening[]
  readonly responses: Response[]
  readonly placements: Placement[]
  isRedacted: boolean
  isErasureAsked: boolean
}

/** What the archive tells of a comment that only later rows can explain. */
interface Told {
  readonly seq: number
  readonly filedState: string | null
  readonly state: string
  readonly withholdReason: string | null
  readonly textState: string
  readonly isTextThere: boolean
  readonly isHidden: boolean
  /** The hash of them; `null` where there is none. */
  readonly responses: string | null
  readonly isMemberMissing: boolean
}

/**
 * Keeps what the archive tells of comments until the record has been read to its end, and then holds
 * the one against the other. Of a comment that is told as it was filed, and of which nothing else is
 * in the record, no more than its public id is kept.
 */
export function commentBook({ profile, at: instant }: Manifest) {
  const told = new Map<string, Told | null>()
  const said = new Map<string, Said>()
  const answers: (ThemeAnswer & { readonly text: string })[] = []

  const saidOf = (publicId: string): Said => {
    const known = said.get(publicId)
    if (known !== undefined) return known
    const none: Said = {
      screenings: [],
      responses: [],
      placements: [],
      isRedacted: false,
      isErasureAsked: false,
    }
    said.set(publicId, none)
    return none
  }

  return {
    /** A row that says something of a comment. */
    hear({ kind, open, shown }: RecordLine): void {
      if (open === null) return
      const at = Number(open.at)
      if (kind === 'theme-response') {
        const disposition = String(open.disposition) as ThemeAnswer['disposition']
        answers.push({ theme: Number(open.theme), text: String(open.text), disposition, at })
      }
      const publicId = String(open.comment)
      switch (kind) {
        case 'screening': {
          const withholdReason = textOrNull(open.withholdReason)
          const [from, to] = [String(open.fromState), String(open.toState)]
          saidOf(publicId).screenings.push({ at, from, to, withholdReason })
          break
        }
        case 'response':
          if (at > instant) break
          saidOf(publicId).responses.push([
            'comment',
            at,
            String(open.disposition),
            shown.text === undefined ? null : sha256(shown.text.value),
          ])
          break
        case 'placement':
          // Of a comment that is not published it stays closed in the public profile.
          if (shown.theme === undefined) break
          saidOf(publicId).placements.push({
            theme: Number(shown.theme.value),
            act: String(open.act) as PlacementAct,
            at,
          })
          break
        case 'redaction':
          saidOf(publicId).isRedacted = true
          break
        case 'erasure-request':
          saidOf(publicId).isErasureAsked = true
          break
        default:
      }
    },
    /** A comment, with its row. */
    note(comment: CommentLine, { shown }: RecordLine, isMemberMissing: boolean): void {
      const about: Told = {
        seq: comment.seq,
        filedState: shown.stateAsFiled?.value ?? null,
        state: comment.state,
        withholdReason: textOrNull(comment.withholdReason),
        textState: String(comment.textState),
        isTextThere: comment.text !== null,
        isHidden: comment.salt === null && comment.text !== null,
        responses: responsesOf(comment.responses, profile),
        isMemberMissing,
      }
      told.set(comment.publicId, isAsFiled(about) ? null : about)
    },
    /** What does not fit, once the record has been read. */
    judge(tell: Tell): void {
      for (const [publicId, about] of told) {
        const heard = said.get(publicId)
        if (about === null && heard === undefined) continue
        const ofRecord = heard ?? saidOf(publicId)
        judgeComment(about, ofRecord, { publicId, profile, instant, answers, tell })
      }
    },
  }
}

/** As every comment is until staff have done something. */
function isAsFiled(about: Told): boolean {
  return (
    about.state === about.filedState &&
    about.withholdReason === null &&
    about.textState === 'shown' &&
    about.isTextThere &&
    !about.isHidden &&
    about.responses === null &&
    !about.isMemberMissing
  )
}

interface Judging {
  readonly publicId: string
  readonly profile: ExportProfile
  readonly instant: number
  readonly answers: readonly (ThemeAnswer & { readonly text: string })[]
  readonly tell: Tell
}

function judgeComment(
  about: Told | null,
  said: Said,
  { publicId, profile, instant, answers, tell }: Judging,
): void {
  const { screenings, isRedacted, isErasureAsked } = said
  const subject = about === null ? publicId : String(about.seq)
  const find = (code: FindingCode, what: string) => {
    tell({ code, file: COMMENTS, where: `comment ${subject}, ${what}` })
  }
  const filed = about?.filedState ?? screenings[0]?.from ?? null
  const before = screenings.filter(({ at }) => at <= instant).at(-1)
  const state = before?.to ?? screenings[0]?.from ?? filed
  // One of which nothing was noted is told in the state that the first screening found.
  const toldState = about === null ? filed : about.state
  if (state !== null && toldState !== state) find('COMMENT_CHANGED', 'state')
  if ((about?.withholdReason ?? null) !== (before?.withholdReason ?? null)) {
    find('COMMENT_CHANGED', 'withholdReason')
  }
  const wasKeptBack =
    state !== 'published' || screenings.some(({ at, to }) => at > instant && to !== 'published')
  if (about !== null) {
    if (about.isHidden && !isRedacted) find('TEXT_HIDDEN', 'words are hidden')
    if (about.isMemberMissing && !isErasureAsked) find('MEMBER_MISSING', 'as it was filed')
    const isKeptBack = about.textState === 'not-published' && profile === 'public' && wasKeptBack
    const isErased = about.textState === 'erased' && isErasureAsked
    if (!about.isTextThere && !isKeptBack && !isErased) find('TEXT_HIDDEN', about.textState)
    if (about.isTextThere !== (about.textState === 'shown')) find('COMMENT_CHANGED', 'textState')
  }
  const isTold = profile !== 'public' || about === null || about.textState === 'shown'
  if (!isTold && about.responses === null) return
  if ((about?.responses ?? null) !== recordedResponses(said, answers, instant)) {
    find('COMMENT_CHANGED', 'responses')
  }
}

/** Those to the comment itself, and those to the themes that it was under at the instant. */
function recordedResponses(
  { responses, placements }: Said,
  answers: readonly (ThemeAnswer & { readonly text: string })[],
  instant: number,
): string | null {
  const throughThemes = answersThroughThemes(placements, answers, instant).map(
    ({ givenAt, disposition, text }): Response => ['theme', givenAt, disposition, sha256(text)],
  )
  return hashed([...responses, ...throughThemes])
}

/** The public profile shows no text of a response to a comment in the record: it is not compared. */
function responsesOf(responses: readonly ToldResponse[], profile: ExportProfile): string | null {
  return hashed(
    responses.map(({ text, disposition, respondedAt, theme }) => [
      theme === null ? 'comment' : 'theme',
      respondedAt,
      disposition,
      profile === 'public' && theme === null ? null : sha256(text),
    ]),
  )
}

/** Whatever their order: of the same millisecond either may come first. */
function hashed(responses: readonly Response[]): string | null {
  if (responses.length === 0) return null
  return sha256(
    responses
      .map((each) => JSON.stringify(each))
      .sort()
      .join('\n'),
  )
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
