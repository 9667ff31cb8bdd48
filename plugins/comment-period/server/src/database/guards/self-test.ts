import type { RefusalCode } from '../../../../domain/refusal'
import type { Db } from '../../strapi-types'
import { readDatabaseClock } from '../clock'
import { TABLES } from '../tables'
import { guardRefusal } from './guard-refusal'
import { LONGEST_MOVE_MS } from './conditions'
import type { GuardedTables } from './guarded-tables'
import type { GuardSite } from './install'

/** Ends the trial's transaction, whatever was found. */
class TrialOver extends Error {}

/**
 * Tries the guards on rows of its own, inside a transaction that is always rolled back. The
 * catalogue says that a trigger is there; only trying says that it acts.
 *
 * @throws naming the guard that let something through
 */
export async function tryGuards(db: Db, site: GuardSite): Promise<void> {
  try {
    await db.knex.transaction(async (knex) => {
      await tryInside({ ...db, knex }, site)
      throw new TrialOver()
    })
  } catch (error) {
    if (!(error instanceof TrialOver)) throw error
  }
}

const TRIAL = 'comment-period-guard-trial'
const TRIAL_CONTENT = '{"v":1,"title":"","clauses":[],"attachments":[]}'
const TRIAL_SNAPSHOT = '{"body":{"slug":"","name":""},"kind":{"key":"","name":""},"zone":""}'

async function tryInside(db: Db, { tables }: GuardSite): Promise<void> {
  const { knex } = db
  const head = {
    document_id: TRIAL,
    docket: TRIAL,
    body_document_id: TRIAL,
    kind_document_id: TRIAL,
    solar_year: 1,
    number: 1,
  }
  await mustRefuse(db, 'SUBJECT_FROZEN', () => knex(TABLES.heads).insert(head))
  await makeTrialDraft(db, tables)
  await knex(TABLES.heads).insert(head)
  const now = await readDatabaseClock(db)
  const subject = {
    document_id: TRIAL,
    docket: TRIAL,
    actor: '{}',
    snapshot: TRIAL_SNAPSHOT,
    content: TRIAL_CONTENT,
  }
  const issuance = {
    ...subject,
    at: now,
    terminal_act: 'promulgate',
    locale: 'fa',
    summary: '',
    text_hash: '',
    reason: '',
  }
  await mustRefuse(db, 'NO_BASIS', () => knex(TABLES.issuances).insert({ ...issuance, ordinal: 1 }))
  await knex(TABLES.exposures).insert({
    ...subject,
    ordinal: 1,
    n: 1,
    opened_at: now,
    // As long as an exposure may be: a rule for every body binds the trial too.
    closes_at: now + LONGEST_MOVE_MS,
    minimum_closes_at: now + LONGEST_MOVE_MS,
    body_document_id: TRIAL,
    kind_document_id: TRIAL,
    terminal_act: 'promulgate',
    locale: 'fa',
    summary: '',
    text_hash: '',
  })
  await mustRefuse(db, 'PERIOD_NOT_OVER', () =>
    knex(TABLES.issuances).insert({
      ...issuance,
      ordinal: 2,
      basis_exposure_n: 1,
    }),
  )
  await mustRefuse(db, 'RECORD_KEPT', () =>
    knex(TABLES.exposures)
      .where({ document_id: TRIAL })
      .update({ closes_at: now + 1 }),
  )
  await mustRefuse(db, 'RECORD_KEPT', () =>
    knex(TABLES.exposures).where({ document_id: TRIAL }).delete(),
  )
  await mustRefuse(db, 'RECORD_KEPT', () =>
    knex(TABLES.heads).where({ document_id: TRIAL }).delete(),
  )
  await mustRefuse(db, 'DOCKET_UNKNOWN', () =>
    knex(tables.comments).insert({ draft_document_id: `${TRIAL}-none`, docket: TRIAL, seq: 1 }),
  )
}

/** A draft with a body and a kind, as bare as Strapi's tables let it be. */
async function makeTrialDraft({ knex }: Db, tables: GuardedTables): Promise<void> {
  const make = async (table: string, row: object) => {
    const made: { id: number }[] = await knex(table)
      .insert({ document_id: TRIAL, ...row })
      .returning('id')
    return made[0]?.id
  }
  const draftId = await make(tables.drafts, { locale: tables.authoritativeLocale })
  const related = [
    [tables.draftBody, await make(tables.bodies, {})],
    [tables.draftKind, await make(tables.kinds, { terminal_act: 'promulgate' })],
  ] as const
  for (const [{ table, ownColumn, targetColumn }, id] of related) {
    await knex(table).insert({ [ownColumn]: draftId, [targetColumn]: id })
  }
}

/** On PostgreSQL a role that may not write at all is refused before any trigger is asked. */
const INSUFFICIENT_PRIVILEGE = '42501'

async function mustRefuse(
  { knex }: Db,
  code: RefusalCode,
  attempt: () => PromiseLike<unknown>,
): Promise<void> {
  const savepoint = 'comment_period_trial'
  await knex.raw(`SAVEPOINT ${savepoint}`)
  const raised = await errorOf(attempt)
  await knex.raw(`ROLLBACK TO SAVEPOINT ${savepoint}`)
  await knex.raw(`RELEASE SAVEPOINT ${savepoint}`)
  const forbidden =
    code === 'RECORD_KEPT' && (raised as { code?: unknown } | null)?.code === INSUFFICIENT_PRIVILEGE
  if (!forbidden && (raised === null || guardRefusal(raised)?.code !== code)) {
    throw new Error(
      `GUARDS_MISSING: a guard did not refuse with ${code}; the app does not start.`,
      {
        cause: raised,
      },
    )
  }
}

async function errorOf(attempt: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    await attempt()
    return null
  } catch (error) {
    return error
  }
}
