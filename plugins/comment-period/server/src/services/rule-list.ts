import type { RulesOut } from '../../../contracts/rules'
import { toIsoUtc } from '../../../domain/instant'
import { ruleStandings } from '../../../domain/rule-standings'
import { readDatabaseClock } from '../database/clock'
import { listBodies, listKinds } from '../repositories/bodies'
import { loadRuleRevisions, type TitledRuleRevision } from '../repositories/rule-revisions'
import { connectionOf } from '../strapi-types'
import type { Runtime } from './runtime'

/** Every rule as the ledger has it: what binds now, and when a change takes effect. */
export async function listRules({ strapi }: Runtime): Promise<RulesOut> {
  const db = connectionOf(strapi)
  const now = await readDatabaseClock(db)
  const bodies = await listBodies(strapi)
  const kinds = await listKinds(strapi)
  return {
    items: ruleStandings(await loadRuleRevisions(db), now).map((standing) => {
      const { ruleId, title, bodyId, kindIds, terminalAct, validFromAt, validToAt } =
        standing.latest
      const body = bodies.find(({ id }) => id === bodyId)
      return {
        documentId: ruleId,
        title,
        body: bodyId === null ? null : (body?.name ?? bodyId),
        kinds: kinds.filter(({ id }) => kindIds.includes(id)).map(({ name }) => name),
        terminalAct,
        validFrom: validFromAt === null ? null : toIsoUtc(validFromAt),
        validTo: validToAt === null ? null : toIsoUtc(validToAt),
        now: standing.now === null ? null : bindingOf(standing.now),
        next:
          standing.next === null
            ? null
            : { ...bindingOf(standing.next), ends: standing.next.ended },
      }
    }),
  }
}

function bindingOf({ count, unit, force, legalBasis, note, effectiveAt }: TitledRuleRevision) {
  return { count, unit, force, legalBasis, note, effectiveAt: toIsoUtc(effectiveAt) }
}
