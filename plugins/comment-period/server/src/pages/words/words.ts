import type { CommentField } from '../../../../contracts/comment-form'
import type { PageLanguage } from '../../../../contracts/pages'
import type { ClauseKind } from '../../../../domain/clauses'
import type {
  AttachmentState,
  CommentState,
  Disposition,
  SubmitterCategory,
  SubmitterType,
  WEB_COMMENT_TYPES,
  WithholdReason,
} from '../../../../domain/comment'
import type { DurationWords } from '../../../../domain/duration'
import type { EventGround, PeriodEventKind } from '../../../../domain/ledger'
import type { PeriodUnit, RuleForce, TerminalAct } from '../../../../domain/period-rule'
import type { Phase } from '../../../../domain/phase'
import type { RefusalCode } from '../../../../domain/refusal'

export type ShownPhase = Exclude<Phase, 'drafting'>
export type WebCommentType = (typeof WEB_COMMENT_TYPES)[number]

/** Refusals that a citizen can meet on a page, each with a sentence that says what to do. */
export const PAGE_REFUSALS = [
  'ATTACHMENTS_TOO_MANY',
  'ATTACHMENT_REFUSED',
  'ATTACHMENT_TOO_LARGE',
  'BODY_TOO_LARGE',
  'BODY_UNKNOWN',
  'BODY_UNREADABLE',
  'BUSY',
  'CLAUSE_UNKNOWN',
  'CONTENT_TYPE_UNSUPPORTED',
  'CURSOR_INVALID',
  'DOCKET_UNKNOWN',
  'FORM_EXPIRED',
  'IDEMPOTENCY_KEY_REUSED',
  'INPUT_INVALID',
  'INTERNAL',
  'METHOD_NOT_ALLOWED',
  'NOT_EXPOSED',
  'NOT_ISSUED',
  'ORIGIN_FORBIDDEN',
  'OVERLOADED',
  'PERIOD_CLOSED',
  'PERIOD_NOT_OPEN',
  'ROUTE_UNKNOWN',
  'SHUTTING_DOWN',
  'STORAGE_FULL',
  'SUSPENDED',
  'TEXT_EMPTY',
  'TEXT_HAS_BIDI_CONTROL',
  'TEXT_HAS_CONTROL',
  'TEXT_HAS_LONE_SURROGATE',
  'TEXT_HAS_NUL',
  'TEXT_TOO_LONG',
  'TEXT_TOO_MANY_MARKS',
  'TOO_FAST',
  'TRACKING_CODE_MISTYPED',
  'TRACKING_CODE_UNKNOWN',
  'TRACKING_CODE_UNREADABLE',
  'WITHDRAWN',
] as const satisfies readonly RefusalCode[]
export type PageRefusal = (typeof PAGE_REFUSALS)[number]

/** Everything the hosted pages say, in one language. Numbers come as they are to be shown. */
export interface Words {
  readonly language: PageLanguage
  /** The language's own name. */
  readonly languageName: string
  readonly site: string
  readonly skipToContent: string
  readonly navigation: string
  readonly languages: string
  readonly months: readonly string[]
  /** By ISO weekday, Monday first. */
  readonly weekdays: readonly string[]
  readonly date: (weekday: string, day: string, month: string, year: string) => string
  readonly dateAndTime: (date: string, time: string) => string
  /** A Gregorian day behind the Solar Hijri one, where readers want it. */
  readonly gregorian: ((iso: string) => string) | null
  readonly footer: string
  readonly errorTitle: (title: string) => string

  readonly drafts: {
    readonly link: string
    readonly title: string
    readonly intro: string
    readonly filters: string
    readonly body: string
    readonly everyBody: string
    readonly phase: string
    readonly everyPhase: string
    readonly search: string
    readonly searchHint: string
    readonly apply: string
    readonly none: string
    readonly next: string
    readonly first: string
    readonly pages: string
    readonly feed: string
    readonly calendar: string
    /** What a deadline is called in a calendar. */
    readonly deadlineOf: (title: string) => string
  }

  readonly bodies: {
    readonly link: string
    readonly title: string
    readonly intro: string
    readonly none: string
    readonly parent: string
    readonly website: string
    readonly draftsOf: string
    readonly strategy: string
    readonly noStrategy: string
    readonly number: string
    readonly letterOn: string
    readonly sessionNumber: string
    readonly sessionOn: string
    readonly approvedBy: string
    readonly commitments: string
    readonly rules: string
    readonly noRules: string
    readonly ruleKinds: string
    readonly everyKind: string
    readonly channels: string
    readonly noChannels: string
    readonly grounds: string
    readonly groundsIntro: string
    readonly groundsOutro: string
  }

  readonly phases: Readonly<Record<ShownPhase, string>>
  readonly terminalActs: Readonly<Record<TerminalAct, string>>
  readonly duration: DurationWords
  readonly period: {
    readonly title: string
    readonly phase: string
    readonly opened: string
    readonly lastDay: string
    readonly lastMoment: string
    readonly closed: string
    readonly left: string
    readonly suspendedNote: string
    readonly minutesWarning: string
    readonly rule: string
    readonly ruleText: (count: string, unit: PeriodUnit, force: RuleForce) => string
    readonly noRule: string
    readonly legalBasis: string
    readonly events: string
    readonly eventKinds: Readonly<Record<PeriodEventKind, string>>
    readonly grounds: Readonly<Record<EventGround, string>>
    readonly newClose: string
  }

  readonly draft: {
    readonly onThisPage: string
    readonly docket: string
    readonly kind: string
    readonly issuingBody: string
    readonly destination: string
    readonly summary: string
    readonly text: string
    readonly clauseKinds: Readonly<Record<ClauseKind, string>>
    /** Comes before the label of a clause. */
    readonly commentOnClause: string
    readonly attachments: string
    readonly bytes: (size: string) => string
    readonly translationNote: string
    readonly exposureNote: (n: string) => string
    readonly textHash: string
    readonly issued: string
    readonly issuedOn: string
    readonly letterNumber: string
    readonly letterOn: string
    readonly finalText: string
    readonly changes: string
    readonly withdrawnNote: string
  }

  readonly certificate: {
    readonly link: string
    readonly title: string
    readonly intro: string
    readonly version: (n: string) => string
    readonly draftTitle: string
    readonly reason: string
    readonly firstClose: string
    readonly minimumClose: string
    readonly skipped: string
    readonly weeklyClosedDay: string
    readonly rules: string
    readonly intervals: string
    readonly interval: (from: string, to: string) => string
    readonly openFor: string
    readonly minimum: string
    readonly isKept: string
    /** The counts are of the docket, whatever exposure the certificate is of. */
    readonly counts: string
    readonly isNotKept: string
    readonly noMinimum: string
    readonly isNotOver: string
    readonly endedBy: Readonly<Record<'restart' | 'withdrawal', string>>
    readonly hashHint: string
    readonly json: string
    readonly print: string
  }

  readonly report: {
    readonly links: string
    readonly hashHint: string
    readonly word: string
    readonly json: string
    readonly earlier: string
    readonly version: (n: string) => string
    readonly print: string
  }

  readonly counts: {
    readonly title: string
    readonly total: string
    readonly byState: Readonly<Record<CommentState, string>>
    readonly withheldBecause: string
  }
  readonly withholdReasons: Readonly<Record<WithholdReason, string>>

  readonly comments: {
    readonly title: string
    readonly none: string
    readonly anonymous: string
    /** Comes before the name. */
    readonly onBehalfOf: string
    readonly on: string
    readonly wholeDraft: string
    readonly formerClause: string
    readonly filedAt: string
    readonly late: string
    readonly rating: (rating: string) => string
    readonly suggestedWording: string
    readonly erased: string
    readonly redacted: string
    readonly attachments: string
    readonly attachmentsHeld: (n: string) => string
    readonly response: string
    /** Before the title of the theme that it answers. */
    readonly responseToTheme: string
    readonly next: string
    readonly first: string
    readonly publicId: string
    readonly kinds: Readonly<Record<string, string>>
  }
  readonly dispositions: Readonly<Record<Disposition, string>>
  readonly submitterTypes: Readonly<Record<SubmitterType, string>>
  readonly submitterCategories: Readonly<Record<SubmitterCategory, string>>

  readonly form: {
    readonly title: string
    readonly intro: string
    readonly requiredNote: string
    readonly optional: string
    readonly optionalTitle: string
    readonly optionalIntro: string
    readonly labels: Readonly<Record<CommentField | 'attachment', string>>
    readonly hints: Readonly<Partial<Record<CommentField, string>>>
    readonly fileHint: (most: string, size: string) => string
    readonly lengthHint: (most: string) => string
    readonly types: Readonly<Record<WebCommentType, string>>
    readonly ratings: readonly [string, string, string, string, string]
    readonly wholeDraft: string
    readonly notSaid: string
    readonly commentLanguages: Readonly<Record<string, string>>
    readonly trap: string
    readonly submit: string
    readonly afterwards: string
    readonly closed: string
    readonly keepWords: string
    readonly problems: string
    readonly notFiled: string
    readonly filesGone: string
    readonly readText: string
    readonly backToDraft: string
  }
  /** Where the fault of one field needs other words than its code. */
  readonly fieldFaults: Readonly<Partial<Record<CommentField | 'attachment', string>>>
  readonly tooLongBy: (limit: string, actual: string) => string
  readonly refusals: Readonly<Record<PageRefusal, string>>
  readonly refusedOtherwise: string

  readonly refusal: {
    readonly notFound: string
    readonly notTaken: string
    readonly notNow: string
    readonly wordsKeptByBrowser: string
    readonly toList: string
    readonly withoutQuery: string
    readonly code: string
  }

  readonly receipt: {
    readonly title: string
    readonly keepIt: string
    readonly code: string
    readonly codeHint: string
    readonly docket: string
    readonly receivedAt: string
    readonly publicId: string
    readonly textHash: string
    readonly textHashHint: string
    readonly next: string
    readonly track: string
    readonly print: string
    readonly goneTitle: string
    readonly gone: string
    readonly goneAdvice: string
  }

  readonly tracking: {
    readonly link: string
    readonly title: string
    readonly intro: string
    readonly code: string
    readonly codeHint: string
    readonly submit: string
    readonly resultTitle: string
    readonly state: string
    readonly states: Readonly<Record<CommentState, string>>
    readonly withheldBecause: string
    readonly unit: string
    readonly dueAt: string
    readonly responses: string
    readonly noResponse: string
    readonly attachmentStates: Readonly<Record<AttachmentState, string>>
    readonly again: string
    readonly openDraft: string
  }
}
