import { dayOf, startOfNextDay } from '../../../domain/calendar-day'
import type { Instant } from '../../../domain/instant'
import { readDatabaseClock } from '../database/clock'
import { applyAssignment } from '../repositories/assignments'
import { findBody, type IssuingBody } from '../repositories/bodies'
import { findUnit } from '../repositories/units'
import { actOnComment } from './comment-acts'
import { refuse } from './refusal-error'
import type { Runtime } from './runtime'
import { parseDay } from './typed-days'

export interface Assignment {
  readonly unit?: string | null | undefined
  readonly dueOn?: string | null | undefined
  readonly reason: string
}

/**
 * Gives a comment to another unit of its body, or its response another last day. Where it was
 * before, and why it left, stays in the record.
 */
export function assignComment(
  runtime: Runtime,
  publicId: string,
  { unit, dueOn, reason }: Assignment,
): Promise<void> {
  const { strapi } = runtime
  return actOnComment(runtime, publicId, 'assign', async (db, comment, actor, { bodyId }) => {
    const body = (await findBody(strapi, { documentId: bodyId })) ?? refuse('BODY_UNKNOWN')
    if (typeof unit === 'string' && (await findUnit(strapi, bodyId, unit)) === null) {
      refuse('UNIT_UNKNOWN', { unit })
    }
    const at = await readDatabaseClock(db)
    const from = { unit: comment.unit, dueAt: comment.dueAt }
    const to = {
      unit: unit === undefined ? from.unit : unit,
      dueAt: dueOn === undefined ? from.dueAt : dueAtOf(dueOn, body, at),
    }
    if (to.unit === from.unit && to.dueAt === from.dueAt) refuse('ASSIGNMENT_REFUSED')
    const assignment = { comment, from, to, reason, at }
    await applyAssignment(strapi, db, assignment, actor)
  })
}

/** The day a response is due is over when it ends in the body's zone. */
function dueAtOf(dueOn: string | null, { zone }: IssuingBody, now: Instant): Instant | null {
  if (dueOn === null) return null
  const day = parseDay(dueOn)
  if (day < dayOf(now, zone)) refuse('DUE_IN_PAST', { dueOn: day })
  return startOfNextDay(day, zone)
}
