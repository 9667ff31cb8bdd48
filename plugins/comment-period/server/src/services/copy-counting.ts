import { distinctPairs } from '../../../domain/distinct-pairs'
import { findSealedContacts, saveSenders } from '../repositories/contacts'
import {
  deleteGroups,
  groupsAfter,
  membersAfter,
  placesAfter,
  saveGroups,
  type CopyGroupRow,
  type CountedMember,
  type Edition,
} from '../repositories/copy-places'
import { connectionOf } from '../strapi-types'
import type { CopyWork } from './copy-grouping'
import { openContact, senderOf } from './sealed-contacts'

const READ_AT_ONCE = 1_000
const SAVED_AT_ONCE = 100
/** Contacts of before there was anything to tell senders by. */
const OPENED_AT_ONCE = 50

interface Counts {
  readonly commonTextId: number
  live: number
  erased: number
  texts: number
  senders: number
  firstAt: number | null
  lastAt: number | null
}

/** Counts what each group of a grouping has, every comment once, and keeps groups of two or more. */
export async function countGroups(work: CopyWork, edition: Edition): Promise<void> {
  const { groups, groupOf } = await groupsOfTexts(work, edition)
  await countMembers(work, groups, groupOf)
  const counted = new Map(
    groups.flatMap((group) => {
      const { commonTextId, live, erased, texts, senders, firstAt, lastAt } = group
      const comments = live + erased
      if (comments < 2) return []
      const row = { commonTextId, comments, erased, texts, senders, firstAt, lastAt }
      return [[commonTextId, row] as const]
    }),
  )
  await keepCounted(work, edition, counted)
}

async function groupsOfTexts(work: CopyWork, edition: Edition) {
  const db = connectionOf(work.runtime.strapi)
  const groups: Counts[] = []
  const numbers = new Map<number, number>()
  const groupOf = new Map<number, number>()
  for (let after = 0; ;) {
    await work.turn()
    const places = await placesAfter(db, edition, { after, limit: READ_AT_ONCE })
    for (const { textId, commonTextId, erased } of places) {
      const number = numbers.get(commonTextId) ?? groups.length
      numbers.set(commonTextId, number)
      const group = groups[number] ?? newGroup(commonTextId)
      groups[number] = group
      group.texts += 1
      group.erased += erased
      groupOf.set(textId, number)
    }
    if (places.length < READ_AT_ONCE) return { groups, groupOf }
    after = places.at(-1)?.textId ?? after
  }
}

function newGroup(commonTextId: number): Counts {
  return { commonTextId, live: 0, erased: 0, texts: 0, senders: 0, firstAt: null, lastAt: null }
}

async function countMembers(
  work: CopyWork,
  groups: readonly Counts[],
  groupOf: ReadonlyMap<number, number>,
): Promise<void> {
  const { runtime, draftDocumentId } = work
  const db = connectionOf(runtime.strapi)
  const met = distinctPairs()
  for (let after = 0; ;) {
    await work.turn()
    const members = await membersAfter(db, draftDocumentId, { after, limit: READ_AT_ONCE })
    const told = await toldSenders(work, members)
    for (const { documentId, textId, receivedAt, contact } of members) {
      const number = textId === null ? undefined : groupOf.get(textId)
      const group = number === undefined ? undefined : groups[number]
      if (number === undefined || group === undefined) continue
      group.live += 1
      group.firstAt = Math.min(group.firstAt ?? receivedAt, receivedAt)
      group.lastAt = Math.max(group.lastAt ?? receivedAt, receivedAt)
      const sender = told.get(documentId) ?? contact?.sender ?? null
      if (sender !== null && met.add(...senderInGroup(sender, number))) group.senders += 1
    }
    if (members.length < READ_AT_ONCE) return
    after = members.at(-1)?.seq ?? after
  }
}

/** 64 bits of what tells the sender, another number for each group. */
function senderInGroup(sender: string, group: number): [number, number] {
  const one = Number.parseInt(sender.slice(0, 8), 16)
  const other = Number.parseInt(sender.slice(8, 16), 16)
  return [one, other ^ Math.imul(group + 1, 2654435769)]
}

/**
 * What tells the senders of contacts that were sealed before there was anything to tell them by, or
 * with another key: opened by the app for this alone, shown to nobody, and kept for the next time.
 */
async function toldSenders(
  work: CopyWork,
  members: readonly CountedMember[],
): Promise<ReadonlyMap<string, string | null>> {
  const { runtime, draftDocumentId } = work
  const [key] = runtime.keys.contact
  const db = connectionOf(runtime.strapi)
  const untold = members.flatMap(({ documentId, contact }) =>
    contact === null || contact.keyId === key.id ? [] : [documentId],
  )
  const told = new Map<string, string | null>()
  for (let from = 0; from < untold.length; from += OPENED_AT_ONCE) {
    await work.turn()
    const sealed = await findSealedContacts(db, untold.slice(from, from + OPENED_AT_ONCE))
    const senders = [...sealed].map(([commentDocumentId, value]) => {
      const { contact } = openContact(runtime.keys, value, commentDocumentId)
      const sender = contact === null ? null : senderOf(key, draftDocumentId, contact)
      told.set(commentDocumentId, sender)
      return { commentDocumentId, sender }
    })
    await saveSenders(db, key.id, senders)
  }
  return told
}

/** Writes what differs from what was counted the last time. */
async function keepCounted(
  work: CopyWork,
  edition: Edition,
  counted: Map<number, CopyGroupRow>,
): Promise<void> {
  const db = connectionOf(work.runtime.strapi)
  for (let after = 0; ;) {
    await work.turn()
    const stored = await groupsAfter(db, edition, { after, limit: READ_AT_ONCE })
    const gone: number[] = []
    for (const group of stored) {
      const now = counted.get(group.commonTextId)
      if (now === undefined) gone.push(group.commonTextId)
      else if (isSame(now, group)) counted.delete(group.commonTextId)
    }
    await deleteGroups(db, edition, gone)
    if (stored.length < READ_AT_ONCE) break
    after = stored.at(-1)?.commonTextId ?? after
  }
  const changed = [...counted.values()]
  for (let from = 0; from < changed.length; from += SAVED_AT_ONCE) {
    await work.turn()
    await saveGroups(db, edition, changed.slice(from, from + SAVED_AT_ONCE))
  }
}

function isSame(one: CopyGroupRow, other: CopyGroupRow): boolean {
  return (
    one.comments === other.comments &&
    one.erased === other.erased &&
    one.texts === other.texts &&
    one.senders === other.senders &&
    one.firstAt === other.firstAt &&
    one.lastAt === other.lastAt
  )
}
