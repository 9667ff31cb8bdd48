import { checkAnswers, checkCalls } from './check-calls'
import { checkDocket } from './check-docket'
import { checkReadings } from './check-readings'
import type { Violation } from './invariants'
import type { CheckedRecord, DocketRecord } from './record'

/**
 * Holds a record to its invariants: pure, over plain data. An empty list means that nothing was
 * found, over exactly the dockets, calls and readings that were handed in.
 *
 * Not covered: whether a lawful call was refused. A record in which nothing happened passes, so
 * whoever uses this must also see that enough was acknowledged.
 */
export function checkRecord(record: CheckedRecord): readonly Violation[] {
  return [
    ...checkAnswers(record.history),
    ...checkCalls(record),
    ...[...groupsOf(record)].flatMap(([documentId, of]) => checkDocket(documentId, of)),
    ...checkReadings(record),
  ]
}

/** The record cut into its dockets; what is not of a docket is handed to each. */
function groupsOf({ rows, history }: CheckedRecord): ReadonlyMap<string, DocketRecord> {
  const groups = new Map<string, Mutable>()
  const of = (documentId: string) => {
    const known = groups.get(documentId)
    if (known !== undefined) return known
    const fresh: Mutable = {
      calls: [],
      heads: [],
      exposures: [],
      events: [],
      waivers: [],
      issuances: [],
      comments: [],
      counts: [],
      draftRows: 0,
      shared: { bodies: rows.bodies, kinds: rows.kinds, ruleRevisions: rows.ruleRevisions },
    }
    groups.set(documentId, fresh)
    return fresh
  }
  for (const call of history) of(call.documentId).calls.push(call)
  for (const row of rows.heads) of(row.documentId).heads.push(row)
  for (const row of rows.exposures) of(row.documentId).exposures.push(row)
  for (const row of rows.events) of(row.documentId).events.push(row)
  for (const row of rows.waivers) of(row.documentId).waivers.push(row)
  for (const row of rows.issuances) of(row.documentId).issuances.push(row)
  for (const row of rows.comments) of(row.draftDocumentId).comments.push(row)
  for (const row of rows.counts) of(row.documentId).counts.push(row)
  for (const row of rows.drafts) of(row.documentId).draftRows += 1
  return groups
}

type Mutable = { -readonly [Key in keyof DocketRecord]: Writable<DocketRecord[Key]> }
type Writable<T> = T extends readonly (infer Item)[] ? Item[] : T
