import { copyGroups, type CopyGroups } from '../../../domain/copy-groups'
import { copyPrevalence } from '../../../domain/copy-prevalence'
import { copyForm, likeness, shinglesOf, type Shingles } from '../../../domain/copy-signature'
import { slicedSort } from '../../../domain/sliced-sort'
import {
  commonTextsAfter,
  findPlace,
  findStoredTexts,
  firstLiveText,
  insertPlaces,
  lastPlacedText,
  storedTextsAfter,
  type Edition,
  type Place,
  type StoredText,
} from '../repositories/copy-places'
import { textsShown } from '../repositories/copy-texts'
import { connectionOf } from '../strapi-types'
import type { CopyWork } from './copy-grouping'

/** Texts of one question, and of one that is about what each of them says. */
const READ_AT_ONCE = 500
const PLACED_AT_ONCE = 100
/** Shingles that are kept at hand, of four bytes each: most of what comes is like one of few texts. */
const MOST_SHINGLES = 4_000_000

/** Gives a place in the grouping that is shown to each text that has none yet. */
export async function placeFurther(work: CopyWork, edition: Edition): Promise<void> {
  const db = connectionOf(work.runtime.strapi)
  const { draftDocumentId } = work
  let after = await lastPlacedText(db, edition)
  let texts = await storedTextsAfter(db, draftDocumentId, { after, limit: PLACED_AT_ONCE })
  if (texts.length === 0) return
  const groups = await restoredGroups(work, edition)
  const placing = placer(work, groups)
  while (texts.length > 0) {
    const places = await placing(texts)
    await work.turn()
    await insertPlaces(db, edition, places)
    after = texts.at(-1)?.id ?? after
    await work.turn()
    texts = await storedTextsAfter(db, draftDocumentId, { after, limit: PLACED_AT_ONCE })
  }
}

/**
 * Places every text of a docket in a grouping of its own, those first that most others are like: a
 * group is then known by what its members began with.
 *
 * @param earlier the grouping that was shown, where there was one
 * @returns how many texts there are
 */
export async function placeAnew(
  work: CopyWork,
  edition: Edition,
  earlier: Edition | null,
  expected: number,
): Promise<number> {
  const db = connectionOf(work.runtime.strapi)
  const { order, ids, erased } = await byPrevalence(work, expected)
  const placing = placer(work, copyGroups<number>())
  for (let from = 0; from < order.length; from += PLACED_AT_ONCE) {
    await work.turn()
    const wanted = [...order.subarray(from, from + PLACED_AT_ONCE)].map((at) => ids[at] ?? 0)
    const found = await findStoredTexts(db, wanted)
    const places = await placing(wanted.flatMap((id) => found.get(id) ?? []))
    await work.turn()
    await insertPlaces(db, edition, places)
  }
  for (const id of erased) {
    await work.turn()
    const commonTextId = await commonTextOfErased(work, id, edition, earlier)
    await insertPlaces(db, edition, [{ textId: id, commonTextId, likeness: 1, perhaps: null }])
  }
  return order.length + erased.length
}

/** Numbers of texts by falling prevalence, then by length, then as they came; and the erased ones. */
async function byPrevalence(work: CopyWork, expected: number) {
  const prevalence = copyPrevalence(expected)
  const ids: number[] = []
  const lengths: number[] = []
  const erased: number[] = []
  await eachText(work, ({ id, signature, formLength }) => {
    if (signature === null) {
      erased.push(id)
      return
    }
    prevalence.count(signature)
    ids.push(id)
    lengths.push(formLength)
  })
  const met = new Uint32Array(ids.length)
  let at = 0
  await eachText(work, ({ id, signature }) => {
    // What was erased since the first reading has no signature any more.
    while ((ids[at] ?? Infinity) < id) at += 1
    if (ids[at] === id && signature !== null) met[at] = prevalence.of(signature)
  })
  const sorting = slicedSort(
    numbersTo(ids.length),
    (a, b) => (met[b] ?? 0) - (met[a] ?? 0) || (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b,
  )
  let step = sorting.next()
  while (step.done !== true) {
    await work.turn()
    step = sorting.next()
  }
  return { order: step.value, ids, erased }
}

function numbersTo(count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  for (let at = 0; at < count; at += 1) numbers[at] = at
  return numbers
}

async function eachText(work: CopyWork, tell: (text: StoredText) => void): Promise<void> {
  const db = connectionOf(work.runtime.strapi)
  for (let after = 0; ;) {
    await work.turn()
    const texts = await storedTextsAfter(db, work.draftDocumentId, { after, limit: READ_AT_ONCE })
    for (const text of texts) {
      await work.turn()
      tell(text)
    }
    if (texts.length < READ_AT_ONCE) return
    after = texts.at(-1)?.id ?? after
  }
}

/** An erased text stays with those it was grouped with, where they now are. */
async function commonTextOfErased(
  { runtime }: CopyWork,
  id: number,
  edition: Edition,
  earlier: Edition | null,
): Promise<number> {
  const db = connectionOf(runtime.strapi)
  const before = earlier === null ? null : await findPlace(db, earlier, id)
  if (earlier === null || before === null) return id
  const companion = await firstLiveText(db, earlier, before.commonTextId)
  if (companion === null) return before.commonTextId
  return (await findPlace(db, edition, companion))?.commonTextId ?? id
}

async function restoredGroups(work: CopyWork, edition: Edition): Promise<CopyGroups<number>> {
  const db = connectionOf(work.runtime.strapi)
  const groups = copyGroups<number>()
  for (let after = 0; ;) {
    await work.turn()
    const found = await commonTextsAfter(db, edition, { after, limit: READ_AT_ONCE })
    for (const { textId, signature } of found) {
      if (signature !== null)
        groups.restore({ commonText: textId, signature, texts: 1, comments: 1 })
    }
    if (found.length < READ_AT_ONCE) return groups
    after = found.at(-1)?.place ?? after
  }
}

/** Places texts one after the other, and reads what they say where signatures leave it open. */
function placer(
  work: CopyWork,
  groups: CopyGroups<number>,
): (texts: readonly StoredText[]) => Promise<readonly Place[]> {
  const { strapi } = work.runtime
  const db = connectionOf(strapi)
  const kept = new Map<number, Shingles | null>()
  let size = 0
  const openTo = ({ signature }: StoredText) =>
    signature === null ? [] : groups.open(signature).map(({ commonText }) => commonText)

  /** Of common texts; the one that was asked for last goes last. */
  const shinglesOfCommon = async (ids: readonly number[]) => {
    const missing = ids.filter((id) => !kept.has(id))
    await work.turn()
    const read = await textsShown(strapi, db, missing)
    for (const id of missing) {
      await work.turn()
      const shingles = shinglesIn(read.get(id))
      size += room(shingles)
      kept.set(id, shingles)
    }
    const found = new Map(ids.map((id) => [id, kept.get(id) ?? null]))
    for (const [id, shingles] of found) {
      kept.delete(id)
      kept.set(id, shingles)
    }
    for (const [id, shingles] of kept) {
      if (size <= MOST_SHINGLES) break
      kept.delete(id)
      size -= room(shingles)
    }
    return found
  }

  const placeOne = async (text: StoredText, words: ReadonlyMap<number, string>): Promise<Place> => {
    const { id, signature } = text
    if (signature === null) return { textId: id, commonTextId: id, likeness: 1, perhaps: null }
    const open = openTo(text)
    const common = open.length === 0 ? null : await shinglesOfCommon(open)
    // Of one that is like a text of the same hundred, the words have not been read yet.
    const read = common === null || words.has(id) ? words : await textsShown(strapi, db, [id])
    const own = common === null ? null : shinglesIn(read.get(id))
    const placed = groups.place({ id, signature, comments: 1 }, (commonText) => {
      const others = common?.get(commonText) ?? null
      return own === null || others === null ? null : likeness(own, others)
    })
    const [likest] = placed.founded ? placed.perhaps : []
    return {
      textId: id,
      commonTextId: placed.commonText,
      likeness: placed.likeness,
      perhaps:
        likest === undefined
          ? null
          : { commonTextId: likest.commonText, likeness: likest.likeness },
    }
  }

  return async (texts) => {
    const open: number[] = []
    for (const text of texts) {
      await work.turn()
      if (openTo(text).length > 0) open.push(text.id)
    }
    await work.turn()
    const words = await textsShown(strapi, db, open)
    const places: Place[] = []
    for (const text of texts) {
      await work.turn()
      places.push(await placeOne(text, words))
    }
    return places
  }
}

function room(shingles: Shingles | null): number {
  return 1 + (shingles?.length ?? 0)
}

function shinglesIn(text: string | undefined): Shingles | null {
  return text === undefined ? null : shinglesOf(copyForm(text))
}
