import type { Knex } from 'knex'
import { T } from '../../support/ledger-rows'

export type EarlyIssue = `${string}: ${
  | 'before the latest close'
  | 'without a basis'
  | 'issued twice'
  | 'while suspended'
  | 'after withdrawal'}`

interface IssuanceRow {
  readonly document_id: string
  readonly ordinal: number
  readonly at: number | string
  readonly basis_exposure_n: number | null
  readonly basis_waiver_ordinal: number | null
}

interface PeriodRow {
  readonly document_id: string
  readonly ordinal: number
  readonly kind?: string
  readonly closes_at: number | string | null
}

/**
 * Every issuance of a database that ought not to be, judged by the ledgers alone and by nothing
 * that the product says of them: no guard, no domain function, no head.
 */
export async function earlyIssues(knex: Knex): Promise<readonly EarlyIssue[]> {
  const all = async (table: string) => (await knex(T(table)).orderBy('ordinal')) as unknown[]
  const issuances = (await all('issuances')) as IssuanceRow[]
  const exposures = (await all('exposures')) as PeriodRow[]
  const events = (await all('events')) as PeriodRow[]
  const waivers = (await all('waivers')) as PeriodRow[]
  return issuances.flatMap((issuance): EarlyIssue[] => {
    const { document_id: documentId } = issuance
    const its = <Row extends { document_id: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.document_id === documentId)
    const found: EarlyIssue[] = []
    const shown = its(exposures)
    const closes = [...shown, ...its(events)].flatMap(({ closes_at: closesAt }) =>
      closesAt === null ? [] : [Number(closesAt)],
    )
    const waived = its(waivers).some(
      ({ ordinal }) => Number(ordinal) === Number(issuance.basis_waiver_ordinal),
    )
    if (shown.length === 0 && !waived) found.push(`${documentId}: without a basis`)
    // A waiver is no basis for what was shown all the same.
    if (shown.length > 0 && issuance.basis_exposure_n === null) {
      found.push(`${documentId}: without a basis`)
    }
    if (closes.some((close) => Number(issuance.at) < close)) {
      found.push(`${documentId}: before the latest close`)
    }
    if (its(issuances).length > 1) found.push(`${documentId}: issued twice`)
    const acts = its(events).filter(({ ordinal }) => Number(ordinal) < Number(issuance.ordinal))
    if (acts.some(({ kind }) => kind === 'withdrawn')) {
      found.push(`${documentId}: after withdrawal`)
    }
    const last = acts.filter(({ kind }) => kind === 'suspended' || kind === 'resumed').at(-1)
    if (last?.kind === 'suspended') found.push(`${documentId}: while suspended`)
    return found
  })
}
