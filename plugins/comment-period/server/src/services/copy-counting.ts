import { copyTally, type CopyTally, type TalliedGroup } from '../../../domain/copy-tally'
import { numberMap } from '../../../domain/number-map'
import { findSealedContacts, saveSenders } from '../repositories/contacts'
import {
  deleteGroups,
  groupsAfter,
  membersAfter,
  placesAfter,
  saveGroups,
  type CountedMember,
  type Edition,
} from '../repositories/copy-places'
import { connectionOf } from '../strapi-types'
import type { CopyWork } from './copy-grouping'
import type { Runtime } from './runtime'
import { openContact, senderOf } from './sealed-contacts'

const READ_AT_ONCE = 1_000
const SAVED_AT_ONCE = 100
/** Contacts of before there was anything to tell senders by. */
const OPENED_AT_ONCE = 50

/** Counts what each group of a grouping has, every comment once, and keeps groups of two or more. */
export async function countGroups(work: CopyWork, edition: Edition): Promise<void> {
  const tally = copyTally()
  await tellTexts(work, edition, tally)
  await tellMembers(work, tally)
  await keepCounted(work, edition, tally)
}

async function tellTexts(work: CopyWork, edition: Edition, tally: CopyTally): Promise<void> {
  const db = connectionOf(work.runtime.strapi)
  for (let after = 0; ;) {
    await work.turn()
    const places = await placesAfter(db, edition, { after, limit: READ_AT_ONCE })
    await work.turn()
    for (const place of places) tally.addText(place)
    if (places.length < READ_AT_ONCE) return
    after = places.at(-1)?.textId ?? after
  }
}

async function tellMembers(work: CopyWork, tally: CopyTally): Promise<void> {
  const { runtime, draftDocumentId } = work
  const db = connectionOf(runtime.strapi)
  for (let after = 0; ;) {
    await work.turn()
    const members = await membersAfter(db, draftDocumentId, { after, limit: READ_AT_ONCE })
    const told = await toldSenders(work, members)
    await work.turn()
    for (const { documentId, textId, receivedAt, contact } of members) {
      if (textId === null) continue
      const sender = told.get(documentId) ?? contact?.sender ?? null
      tally.addComment({ textId, receivedAt, sender })
    }
    if (members.length < READ_AT_ONCE) return
    after = members.at(-1)?.seq ?? after
  }
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
      const contact = readableContact(runtime, value, commentDocumentId)
      const sender = contact === null ? null : senderOf(key, draftDocumentId, contact)
      told.set(commentDocumentId, sender)
      return { commentDocumentId, sender }
    })
    await saveSenders(db, key.id, senders)
  }
  return told
}

/**
 * A contact that cannot be opened, such as one that was written over in the database, tells of no
 * sender; it is said in the log, and keeps nobody else's from being told.
 */
function readableContact(
  { strapi, keys }: Runtime,
  sealed: string,
  commentDocumentId: string,
): string | null {
  try {
    return openContact(keys, sealed, commentDocumentId).contact
  } catch {
    strapi.log.error(`comment-period: event=contact-unreadable comment=${commentDocumentId}`)
    return null
  }
}

/** Writes what differs from what was counted the last time. */
async function keepCounted(work: CopyWork, edition: Edition, tally: CopyTally): Promise<void> {
  const db = connectionOf(work.runtime.strapi)
  const unchanged = numberMap()
  for (let after = 0; ;) {
    await work.turn()
    const stored = await groupsAfter(db, edition, { after, limit: READ_AT_ONCE })
    const gone: number[] = []
    for (const group of stored) {
      const counted = tally.groupOf(group.commonTextId)
      if (counted === null) gone.push(group.commonTextId)
      else if (isSame(counted, group)) unchanged.set(group.commonTextId, 1)
    }
    await deleteGroups(db, edition, gone)
    if (stored.length < READ_AT_ONCE) break
    after = stored.at(-1)?.commonTextId ?? after
  }
  let changed: TalliedGroup[] = []
  const save = async () => {
    await saveGroups(db, edition, changed)
    changed = []
  }
  for (const group of tally.groups()) {
    await work.turn()
    if (unchanged.get(group.commonTextId) !== null) continue
    changed.push(group)
    if (changed.length === SAVED_AT_ONCE) await save()
  }
  await save()
}

function isSame(one: TalliedGroup, other: TalliedGroup): boolean {
  return (
    one.comments === other.comments &&
    one.erased === other.erased &&
    one.texts === other.texts &&
    one.senders === other.senders &&
    one.firstAt === other.firstAt &&
    one.lastAt === other.lastAt
  )
}
