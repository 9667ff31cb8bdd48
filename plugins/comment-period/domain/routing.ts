import type { Channel, CommentType } from './comment'
import { DAY_MS, type Instant } from './instant'

/** Where a body wants what it is sent to go (R30, R32–R35). Empty matches everything. */
export interface RoutingRule {
  readonly priority: number
  readonly kindId: string | null
  readonly channel: Channel | null
  readonly type: CommentType | null
  readonly unitKey: string
  readonly dueDays: number | null
}

export interface Routed {
  readonly unitKey: string | null
  readonly dueAt: Instant | null
}

/** The first fitting rule in the order of priority; else the unit responsible for the draft. */
export function routeComment(
  rules: readonly RoutingRule[],
  comment: { kindId: string; channel: Channel; type: CommentType; receivedAt: Instant },
  responsibleUnitKey: string | null,
): Routed {
  const rule = [...rules]
    .sort((a, b) => a.priority - b.priority)
    .find(
      (candidate) =>
        (candidate.kindId ?? comment.kindId) === comment.kindId &&
        (candidate.channel ?? comment.channel) === comment.channel &&
        (candidate.type ?? comment.type) === comment.type,
    )
  if (rule === undefined) return { unitKey: responsibleUnitKey, dueAt: null }
  const dueAt = rule.dueDays === null ? null : comment.receivedAt + rule.dueDays * DAY_MS
  return { unitKey: rule.unitKey, dueAt }
}
