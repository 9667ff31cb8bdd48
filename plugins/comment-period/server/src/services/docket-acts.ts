import type { Instant } from '../../../domain/instant'
import { readsOf } from '../../../domain/membership'
import { readDatabaseClock } from '../database/clock'
import { findHead, lockHead, type DocketHead } from '../repositories/docket-heads'
import type { Actor } from '../repositories/ledgers'
import { connectionOf, inTransaction, type Db } from '../strapi-types'
import { assertMayActOn, currentActor, standingsIn } from './actors'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

/** What one act on the comments of a whole docket has at hand. */
export interface DocketActing {
  readonly db: Db
  readonly head: DocketHead
  readonly actor: Actor
  readonly at: Instant
}

/**
 * One act on what all comments of a docket come to, under its lock: for who has the role in the
 * whole body, and not for one of its units alone.
 */
export function actOnDocket<T>(
  { strapi }: Runtime,
  documentId: string,
  name: 'theme' | 'respond',
  perform: (acting: DocketActing) => Promise<T>,
): Promise<T> {
  return inTransaction(strapi, async (db) => {
    const head = await lockHead(db, { documentId })
    if (head === null) return refuse('NOT_EXPOSED')
    const actor = currentActor(strapi)
    await assertMayActOn(strapi, db, actor, name, { bodyId: head.bodyId, unit: null })
    return perform({ db, head, actor, at: await readDatabaseClock(db) })
  })
}

/** The docket of a draft, for whoever reads all comments of its body. */
export async function readableHead({ strapi }: Runtime, documentId: string) {
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId })
  if (head === null) return refuse('NOT_EXPOSED')
  const standings = await standingsIn(strapi, db, currentActor(strapi), head.bodyId)
  if (standings !== null && !readsOf(standings, null)) refuse('NOT_A_MEMBER')
  return { db, head, standings }
}
