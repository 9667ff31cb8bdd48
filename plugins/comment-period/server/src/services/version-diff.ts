import type { DiffOut } from '../../../contracts/diff'
import { readLegalText } from '../../../domain/legal-text'
import { diffLegalTexts } from '../../../domain/legal-text-diff'
import { findGrounds } from '../repositories/change-grounds'
import { publishedAmong } from '../repositories/comments'
import { findExposure } from '../repositories/exposures'
import { findIssuance } from '../repositories/period-acts'
import { findTitles } from '../repositories/themes'
import { findTranslations } from '../repositories/translations'
import { connectionOf } from '../strapi-types'
import { everythingIn, openDocket, textsOf } from './docket-reading'
import type { DocketSnapshot } from './docket-snapshots'
import { docketReading, type Reading } from './reading'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

type VersionName = number | 'final'

interface DiffQuery {
  readonly from: VersionName
  readonly to: VersionName
  readonly locale?: string | undefined
}

interface FrozenVersion {
  readonly locale: string
  readonly content: string
  readonly textHash: string
}

/** A version in the language it was frozen in, and its translations. */
interface Version {
  readonly authoritative: FrozenVersion
  readonly translations: ReadonlyMap<string, FrozenVersion>
}

/**
 * What changed between two versions of a docket's text. They are compared in the language that was
 * asked for where both can be read in it, and otherwise in the authoritative one: words of two
 * languages say nothing beside each other. The final text is never translated.
 */
export async function readDiff(
  runtime: Runtime,
  docket: string,
  query: DiffQuery,
): Promise<Reading<DiffOut>> {
  const opened = await openDocket(runtime, docket)
  const key = `diff/${opened.head.docket}/${String(query.from)}/${String(query.to)}/${query.locale ?? ''}`
  const ofTexts = await runtime.keepAnswer(key, textsOf(opened), () =>
    diffOf(runtime, opened, query),
  )
  // Comparing two texts is dear and done once; what the changes go back to is read again where
  // anything was done in the docket, and put in again where it is said otherwise.
  const grounds = await runtime.keepAnswer(
    `grounds/${opened.head.docket}`,
    everythingIn(opened),
    () => groundsShown(runtime, opened.head.documentId),
  )
  if (grounds.answer.length === 0) return docketReading(opened, ofTexts)
  const answered = await runtime.keepAnswer(
    `${key}/grounds`,
    `${textsOf(opened)}.${grounds.sent.etag}`,
    () => Promise.resolve(withGrounds(ofTexts.answer, query, grounds.answer)),
  )
  return docketReading(opened, answered)
}

interface ShownGround {
  readonly clauseId: string
  readonly exposureN: number
  readonly comment: string | null
  /** The title of a theme. */
  readonly theme: string | null
}

/** Those that everybody may know: a comment that is not published is not named. */
async function groundsShown({ strapi }: Runtime, documentId: string): Promise<ShownGround[]> {
  const db = connectionOf(strapi)
  const tied = await findGrounds(db, documentId)
  if (tied.length === 0) return []
  const titles = await findTitles(db, documentId)
  const named = tied.flatMap(({ comment }) => (comment === null ? [] : [comment]))
  const published = await publishedAmong(strapi, db, named)
  return tied.flatMap(({ clauseId, exposureN, comment, theme }): ShownGround[] => {
    const title = theme === null ? undefined : titles.get(theme)
    if (title !== undefined) return [{ clauseId, exposureN, comment: null, theme: title }]
    if (comment === null || !published.has(comment)) return []
    return [{ clauseId, exposureN, comment, theme: null }]
  })
}

/** Of what changed between the two versions: of no step before the one or after the other. */
function withGrounds(
  diff: DiffOut,
  { from, to }: DiffQuery,
  grounds: readonly ShownGround[],
): DiffOut {
  const steps = [from, to].map((version) => (version === 'final' ? Infinity : version))
  const [first, end] = [Math.min(...steps), Math.max(...steps)]
  return {
    ...diff,
    clauses: diff.clauses.map((clause) => {
      if (clause.change === 'same') return clause
      const own = grounds.filter(
        ({ clauseId, exposureN }) =>
          clauseId === clause.clauseId && exposureN >= first && exposureN < end,
      )
      const comments = new Set(own.flatMap(({ comment }) => (comment === null ? [] : [comment])))
      const themes = new Set(own.flatMap(({ theme }) => (theme === null ? [] : [theme])))
      return { ...clause, grounds: { comments: [...comments], themes: [...themes] } }
    }),
  }
}

async function diffOf(
  runtime: Runtime,
  { head: { docket, documentId } }: DocketSnapshot,
  query: DiffQuery,
): Promise<DiffOut> {
  const from = await versionOf(runtime, documentId, query.from)
  const to = await versionOf(runtime, documentId, query.to)
  const [before, after] = inOneLanguage(from, to, query.locale)
  const { title, clauses, attachments } = diffLegalTexts(
    readLegalText(before.content),
    readLegalText(after.content),
  )
  return {
    docket,
    locale: after.locale,
    from: { version: String(query.from), textHash: before.textHash },
    to: { version: String(query.to), textHash: after.textHash },
    title: [...title],
    clauses: clauses.map((clause) => ({
      ...clause,
      label: [...clause.label],
      heading: [...clause.heading],
      text: [...clause.text],
      grounds: { comments: [], themes: [] },
    })),
    attachments: {
      added: attachments.added.map(({ name }) => name),
      removed: attachments.removed.map(({ name }) => name),
    },
  }
}

async function versionOf(
  { strapi }: Runtime,
  documentId: string,
  name: VersionName,
): Promise<Version> {
  const db = connectionOf(strapi)
  if (name === 'final') {
    const issuance = await findIssuance(db, documentId)
    return issuance === null
      ? refuse('NOT_ISSUED')
      : { authoritative: issuance, translations: new Map() }
  }
  const exposure = await findExposure(db, documentId, name)
  if (exposure === null) return refuse('EXPOSURE_UNKNOWN')
  return { authoritative: exposure, translations: await findTranslations(db, documentId, name) }
}

function inOneLanguage(
  from: Version,
  to: Version,
  locale: string | undefined,
): [FrozenVersion, FrozenVersion] {
  const before = from.translations.get(locale ?? '')
  const after = to.translations.get(locale ?? '')
  return before === undefined || after === undefined
    ? [from.authoritative, to.authoritative]
    : [before, after]
}
