import { toIsoUtc } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { insertNote } from '../repositories/notes'
import { actOnComment } from './comment-acts'
import type { Runtime } from './runtime'

/** Notes something about a comment for the others who read it at the desk. */
export function addNote(runtime: Runtime, publicId: string, text: string) {
  return actOnComment(runtime, publicId, 'note', async (db, comment, actor) => {
    const at = await readDatabaseClock(db)
    await insertNote(db, comment, text, { at, actor })
    return { publicId, at: toIsoUtc(at) }
  })
}
