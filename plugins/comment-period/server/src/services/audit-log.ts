import type { PaceStep, PaceWindow } from '../../../domain/pace'
import type { RefusalCode } from '../../../domain/refusal'
import type { Strapi } from '../strapi-types'
import { currentActor } from './actors'
import { logInstant } from './clock'

export type AuditEvent =
  | 'access.refused'
  | 'guard.refused'
  | 'limit.refused'
  | 'pace.escalated'
  | 'draft.issued'
  | 'draft.waived'
  | 'draft.withdrawn'
  | 'attachment.released'
  | 'attachment.rejected'
  | 'attachment.infected'
  | 'contact.disclosed'
  | 'original.disclosed'
  | 'erasure.requested'
  | 'comment.erased'
  | 'membership.granted'
  | 'membership.revoked'
  | 'holidays.imported'
  | 'holiday.confirmed'
  | 'export.asked'
  | 'export.cancelled'
  | 'export.fetched'
  | 'report.published'
  | 'digest.fetched'

/** Codes, numbers of rows and of dockets. No text that somebody wrote, and no name. */
export interface AuditFacts {
  readonly code?: RefusalCode
  /** Method and pattern of the route, never the address as it was sent. */
  readonly route?: string
  readonly docket?: string
  /** The public id of a comment, and the place of an attachment among its own. */
  readonly comment?: string
  readonly attachment?: number
  readonly membership?: number
  /** A document of the calendar, and how many an import made or changed. */
  readonly holiday?: string
  readonly made?: number
  readonly changed?: number
  readonly adminUser?: number
  readonly body?: string
  /** An export, its format and what it shows of people. */
  readonly export?: string
  readonly format?: string
  readonly profile?: string
  /** A report by its kind, and its place among the reports of its docket. */
  readonly report?: string
  readonly reportN?: number
  readonly unit?: string
  readonly role?: string
  /** What was counted and in which window; never of whom. */
  readonly limit?: string
  readonly step?: PaceStep
}

/**
 * One line of the log on who did, or was refused, what. The host's format may know the member
 * `audit`; any other prints the message, which is the same line as JSON.
 *
 * Called after the commit. It says nothing about an act whose process dies in between: the record
 * is the ledgers, not the log.
 */
export function audit(strapi: Strapi, event: AuditEvent, facts: AuditFacts): void {
  const line = { event, at: logInstant(), actor: actorOf(strapi), ...facts }
  const level = event.endsWith('.refused') ? 'warn' : 'info'
  strapi.log[level](JSON.stringify(line), { audit: line })
}

/**
 * Logs that some network has reached a step of a limit. The one request that reaches it is told
 * apart by its number, so that a flood writes a line for each step and window and not for each
 * request.
 */
export function auditStep(
  strapi: Strapi,
  paced: 'comment' | 'guess',
  window: PaceWindow,
  step: PaceStep,
): void {
  const limit = `${paced}/${window}`
  if (step === 'refuse') audit(strapi, 'limit.refused', { code: 'TOO_FAST', limit })
  else audit(strapi, 'pace.escalated', { limit, step })
}

function actorOf(strapi: Strapi): string {
  const { kind, id } = currentActor(strapi)
  if (kind === 'process') return 'process'
  return id === null ? 'anonymous' : `${kind}:${id}`
}

const ACCESS_CODES: readonly RefusalCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_A_MEMBER']

/** Logs a refusal that says something about its asker: no right to it, or stopped by a guard. */
export function auditRefusal(
  strapi: Strapi,
  { code, byGuard }: { code: RefusalCode; byGuard: boolean },
  route: string | null,
): void {
  const facts = { code, ...(route === null ? {} : { route }) }
  if (byGuard) audit(strapi, 'guard.refused', facts)
  else if (ACCESS_CODES.includes(code)) audit(strapi, 'access.refused', facts)
}
