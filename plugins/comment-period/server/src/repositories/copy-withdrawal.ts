import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'
import { toNumber } from './row-values'

/*
 * What becomes of copies when a text goes or is shown in another way: in the transaction that does
 * it, under the docket's lock, so that nothing as telling as the text outlives it.
 */

/** Of an erased comment only that its text came once more is kept, and not which comment it was. */
export async function forgetCopy(db: Db, commentDocumentId: string): Promise<void> {
  const { knex } = db
  const member = await findMember(db, commentDocumentId)
  if (member === null) return
  await knex(TABLES.copyMembers).where({ comment_document_id: commentDocumentId }).delete()
  if (member.textId === null) return markChanged(db, member.draftDocumentId, [])
  await knex(TABLES.copyTexts).where({ id: member.textId }).increment('erased', 1)
  const isLast = !(await isHeld(db, member.textId))
  if (isLast) {
    await knex(TABLES.copyTexts)
      .where({ id: member.textId })
      .update({ copy_key: null, signature: null, form_length: 0 })
  }
  await markChanged(db, member.draftDocumentId, isLast ? [member.textId] : [])
}

/** A comment of which words were hidden, or are shown again, is looked at anew as it then reads. */
export async function displaceCopy(
  db: Db,
  { documentId }: { readonly documentId: string },
): Promise<void> {
  const { knex } = db
  const member = await findMember(db, documentId)
  if (member === null) return
  await knex(TABLES.copyMembers)
    .where({ comment_document_id: documentId })
    .update({ text_id: null })
  const gone = member.textId !== null && !(await isHeld(db, member.textId)) ? member.textId : null
  if (gone !== null) {
    const isErased = await knex(TABLES.copyTexts)
      .where({ id: gone })
      .where('erased', '>', 0)
      .update({ copy_key: null, signature: null, form_length: 0 })
    if (isErased === 0) {
      await knex(TABLES.copyTexts).where({ id: gone }).delete()
      await knex(TABLES.copyPlaces).where({ text_id: gone }).delete()
      await knex(TABLES.copyDockets)
        .where({ draft_document_id: member.draftDocumentId })
        .decrement('texts', 1)
    }
  }
  await markChanged(db, member.draftDocumentId, gone === null ? [] : [gone])
}

async function findMember({ knex }: Db, commentDocumentId: string) {
  const row: { draft_document_id: string; text_id: unknown } | undefined = await knex(
    TABLES.copyMembers,
  )
    .where({ comment_document_id: commentDocumentId })
    .first('draft_document_id', 'text_id')
  if (row === undefined) return null
  return {
    draftDocumentId: row.draft_document_id,
    textId: row.text_id === null ? null : toNumber(row.text_id),
  }
}

/** Whether any comment still has the text. */
async function isHeld({ knex }: Db, textId: number): Promise<boolean> {
  return (await knex(TABLES.copyMembers).where({ text_id: textId }).first('seq')) !== undefined
}

/** @param gone texts that no comment has any more; a group that is known by one is none */
async function markChanged(
  { knex }: Db,
  draftDocumentId: string,
  gone: readonly number[],
): Promise<void> {
  const docket = knex(TABLES.copyDockets).where({ draft_document_id: draftDocumentId })
  await docket.clone().increment('changes', 1)
  if (gone.length === 0) return
  const founded = knex(TABLES.copyPlaces)
    .whereIn('common_text_id', [...gone])
    .whereNotIn('text_id', [...gone])
  // While texts are being grouped anew, it is not yet known which of them are common texts.
  await docket
    .clone()
    .where((either) => {
      void either.whereNotNull('holder').orWhereExists(founded.select(knex.raw('1')))
    })
    .increment('losses', 1)
}
