import type { StaffPeriodOut } from '../../../contracts/staff-acts'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { rolesAllow } from '../../../domain/membership'
import { periodActRefusals } from '../../../domain/period-act-refusals'
import { decideExpose } from '../../../domain/period-decisions'
import { demandedForce } from '../../../domain/period-rule'
import { mayIssueFrom, phaseAt, stateOf, type PeriodState } from '../../../domain/phase'
import { readDatabaseClock } from '../database/clock'
import { countComments } from '../repositories/comments'
import { findHead } from '../repositories/docket-heads'
import { findDraftText, type DraftText } from '../repositories/drafts'
import { findExposure } from '../repositories/exposures'
import { loadLedger } from '../repositories/ledgers'
import { rolesOf } from '../repositories/memberships'
import { connectionOf, type Db } from '../strapi-types'
import { assertAnyRole, currentActor } from './actors'
import { countsOut, periodRuleOut } from './docket-answers'
import { ruleSnapshot } from './exposures'
import { assertComplete, missingFields } from './legal-texts'
import { proposePeriod } from './proposed-period'
import { refusalOf } from './refusal-error'
import type { Runtime } from './runtime'

/** What the edit view shows beside a draft, to those who have any role in its body. */
export async function readStaffPeriod(
  runtime: Runtime,
  documentId: string,
): Promise<StaffPeriodOut> {
  const { strapi, config } = runtime
  const db = connectionOf(strapi)
  const head = await findHead(db, { documentId })
  const locale = config.authoritativeLocale
  const draft = await findDraftText(strapi, { documentId, locale, version: 'draft' })
  const bodyId = head?.bodyId ?? draft?.body?.id
  const actor = currentActor(strapi)
  if (bodyId !== undefined) await assertAnyRole(db, actor, bodyId)
  const state = stateOf(head === null ? [] : await loadLedger(db, documentId))
  const exposure = await findExposure(db, documentId, state.exposure?.n ?? 0)
  const now = await readDatabaseClock(db)
  const missing = draft === null ? [] : missingFields(draft)
  const ahead = draft === null ? null : await aheadOf(runtime, db, draft, state, now)
  const roles =
    actor.kind === 'admin-user' && bodyId !== undefined
      ? await rolesOf(db, Number(actor.id), bodyId)
      : null
  return {
    docket: head?.docket ?? null,
    phase: phaseAt(state, now),
    openedAt: isoOrNull(exposure?.openedAt),
    closesAt: isoOrNull(state.effectiveClose),
    minimumClosesAt: isoOrNull(exposure?.minimumClosesAt),
    mayIssueFrom: isoOrNull(mayIssueFrom(state)),
    suspendedAt: isoOrNull(state.suspendedAt),
    legalBasis: exposure?.snapshot.winningRule?.legalBasis ?? null,
    rule: periodRuleOut(exposure?.snapshot.winningRule ?? null),
    zone: exposure?.snapshot.zone ?? draft?.body?.zone ?? null,
    terminalAct: exposure?.terminalAct ?? draft?.kind?.terminalAct ?? null,
    counts: head === null ? null : countsOut(await countComments(db, documentId)),
    missing: [...missing],
    preview: state.exposure === null ? (ahead?.preview ?? null) : null,
    acts: periodActRefusals(state, now, ahead?.force ?? 'none').map(({ act, refusal }) => ({
      act,
      refusal: roles === null || rolesAllow(roles, act) ? refusal : 'NOT_A_MEMBER',
    })),
  }
}

/**
 * What would happen to a draft published now, or why it could not be. `null` where it lacks
 * something, so that there is nothing to go by yet.
 */
async function aheadOf(
  runtime: Runtime,
  db: Db,
  draft: DraftText,
  state: PeriodState,
  now: Instant,
) {
  if (missingFields(draft).length > 0) return null
  try {
    const complete = assertComplete(draft)
    const { rules, winning, proposed } = await proposePeriod(runtime, db, complete, {
      now,
      isRestart: state.exposure !== null,
    })
    const decided = decideExpose(state, proposed)
    return {
      force: demandedForce(rules),
      preview:
        decided.kind === 'refused'
          ? { closesAt: null, rule: null, refusal: decided.refusal.code }
          : {
              closesAt: toIsoUtc(decided.value.closesAt),
              rule: periodRuleOut(winning === null ? null : ruleSnapshot(winning.rule)),
              refusal: null,
            },
    }
  } catch (error) {
    // A day that cannot be read is the editor's to mend, and must not take the panel away.
    const known = refusalOf(error)
    if (known === null) throw error
    return { force: 'none' as const, preview: { closesAt: null, rule: null, refusal: known.code } }
  }
}

function isoOrNull(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : toIsoUtc(instant)
}
