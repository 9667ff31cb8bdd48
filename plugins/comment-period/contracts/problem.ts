import type { RefusalCode } from '../domain/refusal'

/** RFC 9457 problem details, with the stable code and the facts of the refusal. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: RefusalCode
  readonly detail: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** HTTP status of each refusal that is not a plain 400. The one table. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_A_MEMBER: 403,
  ORIGIN_FORBIDDEN: 403,
  DOCKET_UNKNOWN: 404,
  EXPOSURE_UNKNOWN: 404,
  NOT_ISSUED: 404,
  ATTACHMENT_UNKNOWN: 404,
  BODY_UNKNOWN: 404,
  COMMENT_UNKNOWN: 404,
  MEMBERSHIP_UNKNOWN: 404,
  DRAFT_UNKNOWN: 404,
  ROUTE_UNKNOWN: 404,
  TRACKING_CODE_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  PERIOD_NOT_OVER: 409,
  ALREADY_ISSUED: 409,
  WITHDRAWN: 409,
  SUSPENDED: 409,
  NOT_SUSPENDED: 409,
  PERIOD_NOT_OPEN: 409,
  PERIOD_CLOSED: 409,
  NO_BASIS: 409,
  NOT_EXPOSED: 409,
  ALREADY_EXPOSED: 409,
  ALREADY_WAIVED: 409,
  MANDATORY_RULE: 409,
  TEXT_FROZEN: 409,
  AUTHORITATIVE_LOCALE_FIRST: 409,
  SUBJECT_FROZEN: 409,
  RECORD_KEPT: 409,
  BACKDATED: 409,
  IN_FUTURE: 409,
  OUT_OF_ORDER: 409,
  RULE_WEAKENED: 409,
  CLAUSE_ID_TAKEN: 409,
  STATE_CHANGE_REFUSED: 409,
  CHALLENGE_SPENT: 409,
  ATTACHMENT_INFECTED: 409,
  FORM_EXPIRED: 409,
  BODY_TOO_LARGE: 413,
  ATTACHMENT_TOO_LARGE: 413,
  CONTENT_TYPE_UNSUPPORTED: 415,
  PERIOD_SHORTENED: 422,
  PERIOD_TOO_LONG: 422,
  CLOSE_REQUIRED: 422,
  DRAFT_INCOMPLETE: 422,
  ATTACHMENT_UNREADABLE: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  CLAUSE_UNKNOWN: 422,
  ATTACHMENT_REFUSED: 422,
  TOO_FAST: 429,
  INTERNAL: 500,
  SCANNER_AWAY: 503,
  CLOCKS_APART: 503,
  GUARDS_MISSING: 503,
  BUSY: 503,
  OVERLOADED: 503,
  SHUTTING_DOWN: 503,
  STORAGE_FULL: 507,
}

export function statusOf(code: RefusalCode): number {
  return STATUS[code] ?? 400
}
