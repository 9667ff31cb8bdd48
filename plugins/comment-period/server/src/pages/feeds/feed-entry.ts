import type { DraftListItem } from '../../../../contracts/drafts'
import { parseIsoUtc, type Instant } from '../../../../domain/instant'
import { closeInstantText } from '../dates'
import { hrefOf, ROOT } from '../page-context'
import type { Words } from '../words/words'

/** A draft in a feed or calendar. */
export interface FeedEntry {
  readonly draft: DraftListItem
  /** The same for ever, and of no other draft anywhere. */
  readonly uuid: string
  readonly firstOpenedAt: Instant
  /** Of the last act in the docket, and its place among all. */
  readonly changedAt: Instant
  readonly changes: number
}

/** What a feed knows of where and for whom it is read. */
export interface FeedContext {
  readonly words: Words
  /** Origin of this site: addresses in a feed are read far from it. */
  readonly origin: string
  /** The feed's own path with its filters. */
  readonly path: string
  /** The same filters, for the page that shows the same list. */
  readonly filters: Readonly<Record<string, string | undefined>>
}

export function pageOfDraft({ words, origin }: FeedContext, { docket }: DraftListItem): string {
  return origin + hrefOf({ words, portal: null }, `${ROOT}/${docket}`)
}

export function pageOfList({ words, origin, filters }: FeedContext): string {
  return origin + hrefOf({ words, portal: null }, ROOT, filters)
}

/** What a feed says of a draft in words: where its period stands, whose it is, and its summary. */
export function entryText(
  { words }: FeedContext,
  { docket, body, kind, summary, period }: DraftListItem,
): string {
  const { phase } = period
  const closesAt = period.closesAt === null ? null : parseIsoUtc(period.closesAt)
  const isRunning = phase === 'open' || phase === 'suspended'
  const closeName = isRunning ? words.period.lastDay : words.period.closed
  return [
    ...(phase === 'drafting' ? [] : [`${words.period.phase}: ${words.phases[phase]}`]),
    ...(closesAt === null
      ? []
      : [`${closeName}: ${closeInstantText(words, closesAt, period.zone)}`]),
    `${words.drafts.body}: ${body.name}`,
    `${words.draft.kind}: ${kind.name}`,
    `${words.draft.docket}: ${docket}`,
    ...(summary.trim() === '' ? [] : ['', summary]),
  ].join('\n')
}
