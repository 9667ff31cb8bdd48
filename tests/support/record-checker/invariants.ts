/** What must hold of every record, whatever was raced, broken or refused on the way to it. */
export const INVARIANTS = {
  I1: 'what was acknowledged stands exactly once, as it was sent and as it was answered',
  I2: 'every row belongs to a call that was acknowledged or never answered',
  I3: 'an idempotency key has one comment and one receipt',
  I4: 'a web comment was received while its docket took comments',
  I5: 'a draft is issued once, at or after the latest close ever, neither suspended nor withdrawn',
  I6: 'a close never moves earlier, and nothing follows an issuance or a withdrawal',
  I7: 'counters and caches equal what they count, and numbers have no gap',
  I9: 'a tracking code finds its own comment only',
  I10: 'the draft, body and kind that the record cites stand as they were cited',
  I11: 'an exposure is as long as the mandatory rules in force at its opening demand',
  I12: 'a refusal has a stable code, and none is an internal failure',
  I13: 'the public is told what the record says',
} as const

export type Invariant = keyof typeof INVARIANTS

export interface Violation {
  readonly invariant: Invariant
  readonly documentId: string
  readonly what: string
}
