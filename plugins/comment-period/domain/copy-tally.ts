import { distinctPairs } from './distinct-pairs'
import type { Instant } from './instant'
import { numberMap } from './number-map'

/** What a group of the same text, or nearly, has. */
export interface TalliedGroup {
  /** The text that the group is known by. */
  readonly commonTextId: number
  /** Comments, those that were erased among them. */
  readonly comments: number
  readonly erased: number
  /** Distinct texts. */
  readonly texts: number
  /** Distinct contacts among those that were left. */
  readonly senders: number
  /** Of comments that were not erased. */
  readonly firstAt: Instant | null
  readonly lastAt: Instant | null
}

/** Counts what each group has: its texts first, then every comment once. */
export interface CopyTally {
  addText(text: { textId: number; commonTextId: number; erased: number }): void
  /** @param sender in hexadecimal digits, sixteen at least, where a contact was left */
  addComment(comment: { textId: number; receivedAt: Instant; sender: string | null }): void
  /** The group that is known by this text; `null` where it is none of two comments or more. */
  groupOf(commonTextId: number): TalliedGroup | null
  /** Groups of two comments or more, in the order in which their first texts came. */
  groups(): Generator<TalliedGroup, void, void>
}

const COMMON = 0
const LIVE = 1
const ERASED = 2
const TEXTS = 3
const SENDERS = 4
const FIRST = 5
const LAST = 6
const FIELDS = 7

/** 56 bytes a group and 25 a text, in arrays that take room as they need it. */
export function copyTally(): CopyTally {
  const groupOfText = numberMap()
  const numbers = numberMap()
  const met = distinctPairs()
  let size = 0
  let fields = new Float64Array(FIELDS * 1_024)

  return {
    addText({ textId, commonTextId, erased }) {
      const group = numbers.get(commonTextId) ?? newGroup(commonTextId)
      add(group, TEXTS, 1)
      add(group, ERASED, erased)
      groupOfText.set(textId, group)
    },
    addComment({ textId, receivedAt, sender }) {
      const group = groupOfText.get(textId)
      if (group === null) return
      const isFirst = get(group, LIVE) === 0
      add(group, LIVE, 1)
      set(group, FIRST, isFirst ? receivedAt : Math.min(get(group, FIRST), receivedAt))
      set(group, LAST, isFirst ? receivedAt : Math.max(get(group, LAST), receivedAt))
      if (sender !== null && met.add(...senderInGroup(sender, group))) add(group, SENDERS, 1)
    },
    groupOf(commonTextId) {
      const group = numbers.get(commonTextId)
      return group === null ? null : tallied(group)
    },
    *groups() {
      for (let group = 0; group < size; group += 1) {
        const counted = tallied(group)
        if (counted !== null) yield counted
      }
    },
  }

  function newGroup(commonTextId: number): number {
    const group = size
    size += 1
    if (size * FIELDS > fields.length) {
      const room = new Float64Array(fields.length * 2)
      room.set(fields)
      fields = room
    }
    set(group, COMMON, commonTextId)
    numbers.set(commonTextId, group)
    return group
  }

  function get(group: number, field: number): number {
    return fields[group * FIELDS + field] ?? 0
  }

  function set(group: number, field: number, value: number): void {
    fields[group * FIELDS + field] = value
  }

  function add(group: number, field: number, count: number): void {
    set(group, field, get(group, field) + count)
  }

  function tallied(group: number): TalliedGroup | null {
    const [live, erased] = [get(group, LIVE), get(group, ERASED)]
    if (live + erased < 2) return null
    return {
      commonTextId: get(group, COMMON),
      comments: live + erased,
      erased,
      texts: get(group, TEXTS),
      senders: get(group, SENDERS),
      firstAt: live === 0 ? null : get(group, FIRST),
      lastAt: live === 0 ? null : get(group, LAST),
    }
  }
}

/** 64 bits of what tells the sender, another number for each group. */
function senderInGroup(sender: string, group: number): [number, number] {
  const one = Number.parseInt(sender.slice(0, 8), 16)
  const other = Number.parseInt(sender.slice(8, 16), 16)
  return [one, other ^ Math.imul(group + 1, 2654435769)]
}
