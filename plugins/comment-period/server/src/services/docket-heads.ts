import type { DocketLedger } from '../../../domain/ledger'
import { stateOf } from '../../../domain/phase'
import { lastCommentSeqs } from '../repositories/comments'
import { loadHeadCaches, repairHead, type HeadCaches } from '../repositories/docket-heads'
import { loadLedgers } from '../repositories/ledgers'
import type { Db, Strapi } from '../strapi-types'

const AT_A_TIME = 500

/**
 * Compares every head's caches with the record and rebuilds those that differ.
 *
 * @returns the docket numbers of heads that had to be rebuilt
 */
export async function compareHeads(strapi: Strapi, db: Db): Promise<string[]> {
  const heads = await loadHeadCaches(db)
  const seqs = await lastCommentSeqs(strapi, db)
  const rebuilt: string[] = []
  for (let from = 0; from < heads.length; from += AT_A_TIME) {
    const some = heads.slice(from, from + AT_A_TIME)
    const ledgers = await loadLedgers(
      db,
      some.map((head) => head.documentId),
    )
    for (const { documentId, docket, caches } of some) {
      const right = cachesOf(ledgers.get(documentId) ?? [], seqs.get(documentId) ?? 0)
      if (JSON.stringify(caches) === JSON.stringify(right)) continue
      await repairHead(db, documentId, right)
      rebuilt.push(docket)
    }
  }
  return rebuilt
}

function cachesOf(ledger: DocketLedger, lastSeq: number): HeadCaches {
  const state = stateOf(ledger)
  return {
    lastSeq,
    exposureN: state.exposure?.n ?? 0,
    firstOpenedAt: ledger.find((entry) => entry.entry === 'exposure')?.at ?? null,
    effectiveCloseAt: state.effectiveClose,
    suspended: state.suspendedAt !== null,
    withdrawnAt: state.withdrawnAt,
    issuedAt: state.issuance?.at ?? null,
  }
}
