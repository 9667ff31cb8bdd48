import type { Instant } from '../../../domain/instant'
import { closeOnRequestedDay, winningClose } from '../../../domain/period-arithmetic'
import type { ProposedPeriod } from '../../../domain/period-decisions'
import { applicableRules } from '../../../domain/period-rule'
import { loadCalendar } from '../repositories/holidays'
import { loadRuleRevisions, type TitledRuleRevision } from '../repositories/rule-revisions'
import type { Db } from '../strapi-types'
import type { CompleteDraft } from './legal-texts'
import type { Runtime } from './runtime'
import { parseDay } from './typed-days'

/** What a draft is, as far as rules go by it. */
export function subjectOf({ body, kind }: CompleteDraft) {
  return { bodyId: body.id, kindId: kind.id, terminalAct: kind.terminalAct }
}

/**
 * The period that a draft would get at an instant: what the rules in force then demand of its body
 * and kind, and what its editor asks for beyond.
 *
 * @param isRestart a day asked for in an earlier round has passed by then, and is left out
 */
export async function proposePeriod(
  { strapi }: Runtime,
  db: Db,
  draft: CompleteDraft,
  { now, isRestart }: { readonly now: Instant; readonly isRestart: boolean },
) {
  const calendar = await loadCalendar(strapi, draft.body)
  const rules = applicableRules(
    await loadRuleRevisions(db),
    subjectOf(draft),
    now,
  ) as TitledRuleRevision[]
  const winning = winningClose(rules, now, calendar)
  const requested =
    draft.requestedCloseOn === null
      ? null
      : closeOnRequestedDay(parseDay(draft.requestedCloseOn), calendar)
  const isPast = isRestart && requested !== null && requested.closesAt <= now
  const proposed: ProposedPeriod = {
    now,
    minimumClosesAt: winning?.close.closesAt ?? null,
    requestedClosesAt: isPast ? null : (requested?.closesAt ?? null),
  }
  return { calendar, rules, winning, requested, proposed }
}
