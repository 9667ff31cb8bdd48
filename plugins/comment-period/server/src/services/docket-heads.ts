import { stateOf } from '../../../domain/phase'
import { allHeads, repairHead } from '../repositories/docket-heads'
import { loadLedgers } from '../repositories/ledgers'
import type { Db } from '../strapi-types'

const AT_A_TIME = 500

/**
 * Compares every head's caches with the ledgers and rebuilds those that differ.
 *
 * @returns the docket numbers of heads that had to be rebuilt
 */
export async function compareHeads(db: Db): Promise<string[]> {
  const heads = await allHeads(db)
  const rebuilt: string[] = []
  for (let from = 0; from < heads.length; from += AT_A_TIME) {
    const some = heads.slice(from, from + AT_A_TIME)
    const ledgers = await loadLedgers(
      db,
      some.map((head) => head.documentId),
    )
    for (const head of some) {
      const ledger = ledgers.get(head.documentId) ?? []
      const state = stateOf(ledger)
      const firstOpenedAt = ledger.find((entry) => entry.entry === 'exposure')?.at ?? null
      const fits =
        head.exposureN === (state.exposure?.n ?? 0) &&
        head.firstOpenedAt === firstOpenedAt &&
        head.effectiveCloseAt === state.effectiveClose
      if (fits) continue
      await repairHead(db, head.documentId, {
        exposureN: state.exposure?.n ?? 0,
        firstOpenedAt,
        effectiveCloseAt: state.effectiveClose,
        suspended: state.suspendedAt !== null,
        withdrawnAt: state.withdrawnAt,
        issuedAt: state.issuance?.at ?? null,
      })
      rebuilt.push(head.docket)
    }
  }
  return rebuilt
}
