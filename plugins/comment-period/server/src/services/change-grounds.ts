import { toIsoUtc } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import type { GroundAct } from '../../../domain/themes'
import { findLastGrounds, insertGround } from '../repositories/change-grounds'
import { findByPublicId } from '../repositories/comments'
import { findDraftText } from '../repositories/drafts'
import { findExposures } from '../repositories/exposures'
import { findTitles } from '../repositories/themes'
import { findIssuance } from '../repositories/period-acts'
import type { Db } from '../strapi-types'
import { actOnDocket, type DocketActing } from './docket-acts'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'

interface Ground {
  readonly comment: string | null
  readonly theme: number | null
  readonly reason: string
}

/** Says that a clause was changed because of a comment or a theme, or that it was not after all. */
export function tieChange(
  runtime: Runtime,
  documentId: string,
  input: {
    clauseId: string
    comment?: string | undefined
    theme?: number | undefined
    act: GroundAct
    reason: string
  },
) {
  return actOnDocket(runtime, documentId, 'theme', async (acting) => {
    const { db, at, actor } = acting
    const { clauseId, act, reason } = input
    const comment = input.comment ?? null
    const theme = input.theme ?? null
    if (comment !== null) {
      const found = await findByPublicId(runtime.strapi, db, comment)
      if (found?.draftDocumentId !== documentId) return refuse('COMMENT_UNKNOWN')
    }
    if (theme !== null && !(await findTitles(db, documentId)).has(theme)) {
      return refuse('THEME_UNKNOWN', { theme })
    }
    const isTied = (await findLastGrounds(db, documentId)).some(
      (ground) =>
        ground.clauseId === clauseId && ground.comment === comment && ground.theme === theme,
    )
    if (isTied === (act === 'tied')) return refuse('CHANGE_GROUND_REFUSED', { clauseId })
    // What was tied to a clause that has gone since can still be loosened.
    if (act === 'tied') await assertClauses(runtime, db, documentId, [clauseId])
    await insertGround(db, documentId, { clauseId, comment, theme, act, reason }, { at, actor })
    return { clauseId, comment, theme, act, at: toIsoUtc(at) }
  })
}

/** Ties clauses to what is being answered; one that is tied to it already stays so. */
export async function tieClauses(
  runtime: Runtime,
  { db, head, at, actor }: DocketActing,
  clauseIds: readonly string[],
  ground: Ground,
): Promise<void> {
  if (clauseIds.length === 0) return
  await assertClauses(runtime, db, head.documentId, clauseIds)
  const tied = new Set(
    (await findLastGrounds(db, head.documentId))
      .filter(({ comment, theme }) => comment === ground.comment && theme === ground.theme)
      .map(({ clauseId }) => clauseId),
  )
  for (const clauseId of new Set(clauseIds)) {
    if (tied.has(clauseId)) continue
    const row = { ...ground, clauseId, act: 'tied' as const }
    await insertGround(db, head.documentId, row, { at, actor })
  }
}

/** A clause is known where any exposure, the final text or the draft as it is now has it. */
async function assertClauses(
  { strapi, config }: Runtime,
  db: Db,
  documentId: string,
  clauseIds: readonly string[],
): Promise<void> {
  const frozen = [...(await findExposures(db, documentId)), await findIssuance(db, documentId)]
  const known = new Set(
    frozen.flatMap((version) =>
      version === null
        ? []
        : readLegalText(version.content).clauses.map((clause) => clause.clauseId),
    ),
  )
  const locale = config.authoritativeLocale
  const draft = await findDraftText(strapi, { documentId, locale, version: 'draft' })
  for (const { clauseId } of draft?.clauses ?? []) if (clauseId !== undefined) known.add(clauseId)
  const unknown = clauseIds.find((clauseId) => !known.has(clauseId))
  if (unknown !== undefined) refuse('CLAUSE_UNKNOWN', { clauseId: unknown })
}
