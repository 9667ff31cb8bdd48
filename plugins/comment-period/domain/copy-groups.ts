import { copyBands } from './copy-bands'

/** From this likeness to its common text on, a text is of a group. */
export const GROUPED_FROM = 0.7
/** From this likeness on, a text that is not of a group is perhaps a copy: shown, not grouped. */
export const PERHAPS_FROM = 0.5

/** A group by the text that founded it, and how like that a text is. */
export interface NearGroup<Id> {
  /** The group’s number: 0, 1, 2 … in the order of founding. */
  readonly group: number
  readonly commonText: Id
  /** From 0 to 1. */
  readonly likeness: number
}

/** Where a text has been put: into one group, always. */
export interface Placement<Id> extends NearGroup<Id> {
  /** Whether the text is the common text of a group that it has founded. */
  readonly founded: boolean
  /** Other groups that it is perhaps a copy of, the likest first; eight at most. */
  readonly perhaps: readonly NearGroup<Id>[]
}

export interface CopyGroup<Id> {
  readonly group: number
  readonly commonText: Id
  /** Distinct texts, the common text among them. */
  readonly texts: number
  /** Comments, exact copies among them. */
  readonly comments: number
}

/** A distinct text; exact copies share one, by their key. */
export interface DistinctText<Id> {
  readonly id: Id
  readonly signature: Uint32Array
  /** How many comments have it, at least 1. */
  readonly comments: number
}

export interface CopyGroups<Id> {
  /**
   * Places a text. Whoever places the same texts in the same order gets the same groups.
   *
   * @param exact - the likeness of the text to a common text by the shingles of both, or null where
   *   the common text is no longer there; then the estimate has to do. Asked for each group of
   *   {@link CopyGroups.open}, and for no other.
   */
  place(text: DistinctText<Id>, exact: (commonText: Id) => number | null): Placement<Id>
  /**
   * The groups whose likeness to a text the signatures leave open: what {@link CopyGroups.place} is
   * going to ask for, so that the common texts can be read beforehand. The likeness is an estimate.
   */
  open(signature: Uint32Array): readonly NearGroup<Id>[]
  /** Counts further comments, exact copies of a text that is placed already. */
  addCopies(group: number, comments: number): void
  /** Takes up a group as it was stored. Groups are restored in the order of their founding. */
  restore(group: Omit<CopyGroup<Id>, 'group'> & { readonly signature: Uint32Array }): number
  /** All groups in the order of their founding, those of a single comment among them. */
  list(): readonly CopyGroup<Id>[]
}

/**
 * Where the estimate alone will do, being three to four standard deviations from the threshold: from
 * 0.9 on a text is of the group, below 0.35 not even perhaps. In between, the shingles decide.
 */
const SURELY_FROM = 0.9
const SURELY_BELOW = 0.35
/** What one text may cost its caller. The groups left out are less like it than so many others. */
const NEAREST = 8

/**
 * Groups of texts that are the same or nearly («متن‌های یکسان»), such as those of a campaign. For
 * people to see together: nothing is merged, hidden or counted as fewer by it.
 *
 * A group is the texts that are at least 0.7 like **one** of them, its common text: the first one
 * that no group was like enough to. Joining whatever is like any member would let a group drift:
 * a text is like the next, that like a third, and the last has not a sentence of the first. Here
 * every two members share a text that both are like, so whoever has read the common text and a
 * member’s added sentences has read the member. The price is that the common text is chosen by
 * the order of placing. In the order of filing, where the first to file added much of their own,
 * others who did as well are too far from them and found groups of their own, told as perhaps. To
 * group anew and better, place the texts by `copyPrevalence`, the most prevalent first.
 *
 * Likeness is judged by signature where that is sure, by shingles where not. A group is met by
 * signature, so that one text in a thousand at 0.7, and one in five at 0.5, is not told of it.
 * Texts without a letter or digit are each a group of their own. Kept in memory are the common
 * texts’ signatures, some 300 bytes each, and nothing of other members. When a common text is
 * erased, its signature is to go as well: group anew without it.
 */
export function copyGroups<Id>(): CopyGroups<Id> {
  const bands = copyBands()
  const commonTexts: Id[] = []
  const texts: number[] = []
  const comments: number[] = []

  return {
    place({ id, signature, comments: count }, exact) {
      const judged = nearest(signature)
        .map((near) =>
          isOpen(near) ? { ...near, likeness: exact(near.commonText) ?? near.likeness } : near,
        )
        .filter((near) => near.likeness >= PERHAPS_FROM)
        .sort((a, b) => b.likeness - a.likeness || a.group - b.group)
      const [likest, ...others] = judged
      if (likest === undefined || likest.likeness < GROUPED_FROM) {
        const group = found({ commonText: id, signature, texts: 1, comments: count })
        return { group, commonText: id, likeness: 1, founded: true, perhaps: judged }
      }
      texts[likest.group] = (texts[likest.group] ?? 0) + 1
      countComments(likest.group, count)
      return { ...likest, founded: false, perhaps: others }
    },
    open: (signature) => nearest(signature).filter(isOpen),
    addCopies: countComments,
    restore: found,
    list: () =>
      commonTexts.map((commonText, group) => ({
        group,
        commonText,
        texts: texts[group] ?? 0,
        comments: comments[group] ?? 0,
      })),
  }

  function nearest(signature: Uint32Array): readonly NearGroup<Id>[] {
    return bands.nearest(signature, SURELY_BELOW, NEAREST).flatMap(({ at, likeness }) => {
      const commonText = commonTexts[at]
      return commonText === undefined ? [] : [{ group: at, commonText, likeness }]
    })
  }

  function found(founded: Parameters<CopyGroups<Id>['restore']>[0]): number {
    commonTexts.push(founded.commonText)
    texts.push(founded.texts)
    comments.push(founded.comments)
    return bands.add(founded.signature)
  }

  function countComments(group: number, count: number): void {
    comments[group] = (comments[group] ?? 0) + count
  }
}

function isOpen({ likeness }: NearGroup<unknown>): boolean {
  return likeness < SURELY_FROM
}
