import { searchForm } from './canonical-text'
import type { Channel, CommentType } from './comment'
import { DAY_MS, type Instant } from './instant'

/** Where a body wants what it is sent to go (R30, R32–R35). Empty matches everything. */
export interface RoutingRule {
  readonly id: string
  readonly priority: number
  readonly kindId: string | null
  readonly channel: Channel | null
  readonly type: CommentType | null
  /** Words or phrases; one of them is enough. */
  readonly words: readonly string[]
  readonly unitKey: string
  readonly dueDays: number | null
}

export const ROUTING_GROUNDS = ['kind', 'channel', 'type', 'words'] as const
export type RoutingGround = (typeof ROUTING_GROUNDS)[number]

/** The rule by which a comment went where it went, as the rule was then. */
export interface RoutedBy {
  readonly rule: string
  readonly priority: number
  /** What the rule asked for, and the comment had. Empty: it fits everything. */
  readonly grounds: readonly RoutingGround[]
  /** Which of its words was found. */
  readonly word: string | null
}

export interface Routed {
  readonly unitKey: string | null
  readonly dueAt: Instant | null
  /** `null` where it went to the unit responsible for the draft, or to none. */
  readonly by: RoutedBy | null
}

export interface RoutedComment {
  readonly kindId: string
  readonly channel: Channel
  readonly type: CommentType
  readonly text: string
  readonly receivedAt: Instant
}

/** The first fitting rule in the order of priority; else the unit responsible for the draft. */
export function routeComment(
  rules: readonly RoutingRule[],
  comment: RoutedComment,
  responsibleUnitKey: string | null,
): Routed {
  const saysOne = wordFinder(comment.text)
  for (const rule of [...rules].sort((a, b) => a.priority - b.priority)) {
    if ((rule.kindId ?? comment.kindId) !== comment.kindId) continue
    if ((rule.channel ?? comment.channel) !== comment.channel) continue
    if ((rule.type ?? comment.type) !== comment.type) continue
    const word = rule.words.length === 0 ? null : saysOne(rule.words)
    if (word === undefined) continue
    const dueAt = rule.dueDays === null ? null : comment.receivedAt + rule.dueDays * DAY_MS
    const by = { rule: rule.id, priority: rule.priority, grounds: groundsOf(rule), word }
    return { unitKey: rule.unitKey, dueAt, by }
  }
  return { unitKey: responsibleUnitKey, dueAt: null, by: null }
}

function groundsOf(rule: RoutingRule): readonly RoutingGround[] {
  const asked: Readonly<Record<RoutingGround, boolean>> = {
    kind: rule.kindId !== null,
    channel: rule.channel !== null,
    type: rule.type !== null,
    words: rule.words.length > 0,
  }
  return ROUTING_GROUNDS.filter((ground) => asked[ground])
}

/** The words of a rule as staff write them: one to a line. */
export function routingWords(written: string): string[] {
  const lines = written.split(/\r?\n/).map((line) => line.trim())
  return [...new Set(lines.filter((line) => wordsOf(line).length > 0))]
}

/**
 * Finds the first of several words or phrases in a text: whole words, in any spelling, and with a
 * space, a ZWNJ or nothing between the parts. «آیین‌نامه» is in «آيين نامه‌ها»; «مار» is not in
 * «شمار».
 */
function wordFinder(text: string): (phrases: readonly string[]) => string | undefined {
  let read: { readonly joined: string; readonly edges: ReadonlySet<number> } | null = null
  return (phrases) => {
    read ??= joinedWords(text)
    const { joined, edges } = read
    return phrases.find((phrase) => {
      const wanted = wordsOf(phrase).join('')
      if (wanted === '') return false
      for (let at = joined.indexOf(wanted); at !== -1; at = joined.indexOf(wanted, at + 1)) {
        if (edges.has(at) && edges.has(at + wanted.length)) return true
      }
      return false
    })
  }
}

function joinedWords(text: string) {
  const edges = new Set([0])
  let joined = ''
  for (const word of wordsOf(text)) {
    joined += word
    edges.add(joined.length)
  }
  return { joined, edges }
}

function wordsOf(text: string): string[] {
  return searchForm(text, 'fa')
    .split(/[ \n\u200c]+/)
    .filter((word) => word !== '')
}
