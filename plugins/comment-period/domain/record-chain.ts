import { canonicalJson } from './canonical-json'
import type { Sha256 } from './legal-text'
import type { RowKind } from './record-row'

/** One link of a docket's chain: it stands for one row, and for all links before it. */
export interface ChainLink {
  /** From 1, without a gap. */
  readonly position: number
  readonly kind: RowKind
  readonly subject: string
  readonly rowHash: string
  /** When the link was made, by the database's clock, in epoch milliseconds. */
  readonly at: number
  readonly linkHash: string
}

/** Where a chain ends: what the next link is made on. */
export interface ChainEnd {
  readonly position: number
  readonly linkHash: string
}

/** The chain of the rules, which belong to no docket. */
export const RULES_CHAIN = 'rules'

/** A chain without a link is bound to its name: the number of the docket, or {@link RULES_CHAIN}. */
export function chainStart(name: string, sha256: Sha256): ChainEnd {
  return { position: 0, linkHash: sha256(`comment-period/record/1:${name}`) }
}

/**
 * The link after `end`. Its hash is SHA-256 over the canonical JSON of its other members and the
 * hash of the link before: nothing that was linked can be changed, left out, put in or moved
 * without every later hash being another.
 */
export function nextLink(
  end: ChainEnd,
  row: Pick<ChainLink, 'kind' | 'subject' | 'rowHash' | 'at'>,
  sha256: Sha256,
): ChainLink {
  const { kind, subject, rowHash, at } = row
  const position = end.position + 1
  const previous = end.linkHash
  const linkHash = sha256(canonicalJson({ position, kind, subject, rowHash, at, previous }))
  return { position, kind, subject, rowHash, at, linkHash }
}

/** What is wrong with a link, if anything. */
export type LinkFault = 'position' | 'hash'

/** Whether a link follows from the one before it. */
export function linkFault(end: ChainEnd, link: ChainLink, sha256: Sha256): LinkFault | null {
  if (link.position !== end.position + 1) return 'position'
  return nextLink(end, link, sha256).linkHash === link.linkHash ? null : 'hash'
}
