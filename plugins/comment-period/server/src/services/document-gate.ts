import { completeClauses, keepClauseIds } from '../../../domain/clauses'
import { parseClauses } from '../../../contracts/clauses'
import {
  attachmentIdsOf,
  claimClauseIds,
  findDraftText,
  findDraftTexts,
  releaseClauseIds,
  restoreDraftRow,
  rewriteClauses,
} from '../repositories/drafts'
import { findHead, lockHead } from '../repositories/docket-heads'
import { findBodyFault } from '../repositories/bodies'
import { findSavedRule } from '../repositories/period-rules'
import {
  configOf,
  inTransaction,
  UID,
  type Db,
  type DocumentContext,
  type Strapi,
} from '../strapi-types'
import { assertMember, currentActor } from './actors'
import { auditRefusal } from './audit-log'
import { assertSubjectKept, recordPublication } from './exposures'
import { newClauseId } from './random-ids'
import { refusalByGuard, lawfulValue, refusalOf, refuse, toStrapiError } from './refusal-error'
import { recordRule, recordRuleEnd } from './rules'
import { runtimeOf, type Runtime } from './runtime'

const WRITES: readonly string[] = [
  'create',
  'update',
  'clone',
  'delete',
  'publish',
  'unpublish',
  'discardDraft',
]

const GUARDED: readonly string[] = Object.values(UID)

interface Written {
  readonly documentId: string
  /** Rows written, where the action says so. */
  readonly entries?: readonly { readonly locale?: string | null }[]
  readonly locale?: string | null
}

/**
 * The document service's door, for whoever comes through it: content manager, REST, GraphQL,
 * releases, scripts. Registered outermost, it opens the transaction that Strapi's own joins, so
 * that a write and what it means legally stand or fall together. The guarantee is the database's;
 * this layer refuses early, with codes and dates.
 */
export async function guardDocumentWrite(
  strapi: Strapi,
  context: DocumentContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  if (!GUARDED.includes(context.uid) || !WRITES.includes(context.action)) return next()
  try {
    if (context.uid === UID.comment) return refuse('RECORD_KEPT')
    const runtime = runtimeOf(strapi)
    assertStorable(context.params.data)
    return await inTransaction(strapi, async (db) => {
      switch (context.uid) {
        case UID.draft:
          return writeDraft(runtime, db, context, next)
        case UID.rule:
          return writeRule(runtime, db, context, next)
        case UID.body: {
          const written = (await next()) as Written | null
          if (written !== null) await assertBodySound(runtime, written.documentId)
          return written
        }
        default:
          return next()
      }
    })
  } catch (error) {
    const known = refusalOf(error)
    if (known === null) throw error
    auditRefusal(strapi, { code: known.code, byGuard: refusalByGuard(error) !== null }, null)
    throw toStrapiError(known, languageOf(strapi, context))
  }
}

/** Locales whose editors are spoken to in Persian, as the admin's panels do. */
const PERSIAN_READ: readonly string[] = ['fa', 'ckb', '*']

/** An editor reads the message as it is, also after a bulk publish; scripts and APIs go by the code. */
function languageOf(strapi: Strapi, { params }: DocumentContext): 'en' | 'fa' {
  if (currentActor(strapi).kind !== 'admin-user') return 'en'
  const locales = [params.locale ?? configOf(strapi).authoritativeLocale].flat()
  return locales.some((locale) => PERSIAN_READ.includes(locale)) ? 'fa' : 'en'
}

/** What PostgreSQL cannot store is refused on SQLite too, by name and before anything is written. */
function assertStorable(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) refuse('TEXT_HAS_NUL')
    // With the `u` flag only half a pair is a surrogate.
    if (/\p{Surrogate}/u.test(value)) refuse('TEXT_HAS_LONE_SURROGATE')
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) assertStorable(each)
  }
}

/** A body whose zone or lists cannot be read would stop every publication of its drafts. */
async function assertBodySound({ strapi }: Runtime, documentId: string): Promise<void> {
  const fault = await findBodyFault(strapi, documentId)
  if (fault !== null) refuse('INPUT_INVALID', { field: fault })
}

async function writeDraft(
  runtime: Runtime,
  db: Db,
  context: DocumentContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  const { action, params } = context
  const { documentId } = params
  // Locking first keeps two editors of one docket in line, and gives SQLite its write lock early.
  if (documentId !== undefined) {
    await lockHead(db, { documentId })
    await assertMayEdit(runtime, db, documentId)
  }
  switch (action) {
    case 'create':
    case 'update': {
      await completeClausesOf(runtime, context)
      const written = (await next()) as Written | null
      if (written === null) return written
      await claimClausesOf(runtime, db, written.documentId)
      await assertSubjectKept(runtime, db, written.documentId)
      // Again: the save may have given the draft to a body that is not the editor's.
      await assertMayEdit(runtime, db, written.documentId)
      if (params.status === 'published') await recordWritten(runtime, db, written)
      return written
    }
    case 'publish': {
      const written = (await next()) as Written
      await recordWritten(runtime, db, written)
      return written
    }
    case 'clone': {
      const written = (await next()) as Written
      await renewClauseIds(runtime, db, written.documentId)
      return written
    }
    case 'discardDraft':
      return discardDraft(runtime, db, context, next)
    default: {
      await assertRetractable(runtime, db, context)
      const written = await next()
      if (documentId !== undefined) await releaseClauseIds(runtime.strapi, db, documentId)
      return written
    }
  }
}

/** Staff of one body change that body's drafts only, whatever Strapi lets them open. */
async function assertMayEdit(runtime: Runtime, db: Db, documentId: string): Promise<void> {
  const actor = currentActor(runtime.strapi)
  if (actor.kind !== 'admin-user') return
  const drafts = await findDraftTexts(runtime.strapi, documentId)
  const bodies = new Set(drafts.flatMap((draft) => draft.body?.id ?? []))
  for (const bodyId of bodies) await assertMember(db, actor, bodyId, 'edit')
}

/** The authoritative text first, whatever the order in which Strapi published. */
async function recordWritten(runtime: Runtime, db: Db, written: Written): Promise<void> {
  const rows = written.entries ?? [written]
  const authoritative = runtime.config.authoritativeLocale
  const locales = rows
    .flatMap((row) => (row.locale ? [row.locale] : []))
    .sort((a, b) => Number(b === authoritative) - Number(a === authoritative))
  for (const locale of new Set(locales)) {
    await recordPublication(runtime, db, { documentId: written.documentId, locale })
  }
}

/** Checks the clauses that came in, from whatever door, and fills what they lack. */
async function completeClausesOf(runtime: Runtime, context: DocumentContext): Promise<void> {
  const { params } = context
  const given = params.data?.clauses
  if (given === undefined || given === null || params.data === undefined) return
  const clauses = lawfulValue(parseClauses(given))
  const authoritative = runtime.config.authoritativeLocale
  const before =
    params.documentId === undefined
      ? null
      : await findDraftText(runtime.strapi, {
          documentId: params.documentId,
          locale: authoritative,
          version: 'draft',
        })
  const known = lawfulValue(completeClauses(before?.clauses ?? [], newClauseId))
  const isTranslation = (params.locale ?? authoritative) !== authoritative
  const completed = lawfulValue(
    isTranslation
      ? completeClauses(clauses, newClauseId, known)
      : completeClauses(keepClauseIds(clauses, known), newClauseId),
  )
  // A copy: what the caller handed over stays the caller's.
  context.params = { ...params, data: { ...params.data, clauses: completed } }
}

async function claimClausesOf(runtime: Runtime, db: Db, documentId: string): Promise<void> {
  const drafts = await findDraftTexts(runtime.strapi, documentId)
  const ids = new Set(
    drafts.flatMap((draft) => draft.clauses.flatMap(({ clauseId }) => clauseId ?? [])),
  )
  const taken = await claimClauseIds(db, documentId, [...ids])
  if (taken !== null) refuse('CLAUSE_ID_TAKEN', { clauseId: taken })
}

/** A clone is a text of its own: the ids stay with the document they were given to. */
async function renewClauseIds(runtime: Runtime, db: Db, documentId: string): Promise<void> {
  const renewed = new Map<string, string>()
  for (const draft of await findDraftTexts(runtime.strapi, documentId)) {
    const clauses = draft.clauses.map((clause) => {
      const old = clause.clauseId ?? newClauseId()
      const fresh = renewed.get(old) ?? newClauseId()
      renewed.set(old, fresh)
      return { ...clause, clauseId: fresh }
    })
    await rewriteClauses(runtime.strapi, draft.rowId, clauses)
  }
  await claimClauseIds(db, documentId, [...renewed.values()])
}

/**
 * Strapi discards by deleting the draft row, which the guards keep once a docket exists. The
 * published text is written back into that row instead.
 */
async function discardDraft(
  runtime: Runtime,
  db: Db,
  { params }: DocumentContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  const documentId = params.documentId ?? ''
  if ((await findHead(db, { documentId })) === null) return next()
  const { strapi } = runtime
  const wanted = localesOf(runtime, params.locale)
  const entries = []
  for (const draft of await findDraftTexts(strapi, documentId)) {
    if (wanted !== 'every' && !wanted.includes(draft.locale)) continue
    const published = await findDraftText(strapi, {
      documentId,
      locale: draft.locale,
      version: 'published',
    })
    if (published === null) continue
    const attachments = await attachmentIdsOf(strapi, published.rowId)
    entries.push(await restoreDraftRow(strapi, draft.rowId, published, attachments))
  }
  return { documentId, entries }
}

/** A text that is or was before the public is neither taken down nor deleted. */
async function assertRetractable(
  runtime: Runtime,
  db: Db,
  { params }: DocumentContext,
): Promise<void> {
  const head = await findHead(db, { documentId: params.documentId ?? '' })
  if (head === null) return
  const locales = localesOf(runtime, params.locale)
  if (locales === 'every' || locales.includes(runtime.config.authoritativeLocale)) {
    refuse('RECORD_KEPT', { docket: head.docket })
  }
}

/** `locale` may be absent (Strapi's default), one, several, or `*`. */
function localesOf(
  runtime: Runtime,
  locale: DocumentContext['params']['locale'],
): readonly string[] | 'every' {
  if (locale === '*') return 'every'
  if (Array.isArray(locale)) return locale.includes('*') ? 'every' : locale
  return [locale ?? runtime.config.authoritativeLocale]
}

async function writeRule(
  { strapi }: Runtime,
  db: Db,
  { action, params }: DocumentContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  const actor = currentActor(strapi)
  const assertMayRule = async (ruleId: string | undefined) => {
    const saved = ruleId === undefined ? null : await findSavedRule(strapi, ruleId)
    if (saved?.rule.bodyId) await assertMember(db, actor, saved.rule.bodyId, 'rule')
  }
  await assertMayRule(params.documentId)
  if (action === 'delete') {
    await recordRuleEnd(strapi, db, params.documentId ?? '', actor)
    return next()
  }
  const written = (await next()) as Written | null
  if (written !== null) {
    await assertMayRule(written.documentId)
    await recordRule(strapi, db, written.documentId, actor)
  }
  return written
}
