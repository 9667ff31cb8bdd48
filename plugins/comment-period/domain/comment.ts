/** What is said. Requests and complaints become cases of their own later (R14). */
export const COMMENT_TYPES = [
  'opinion',
  'suggestion',
  'criticism',
  'satisfaction',
  'request',
  'complaint',
] as const
export type CommentType = (typeof COMMENT_TYPES)[number]

/** What wants a disposition; a rating of how content somebody is does not. */
export const SUBSTANTIVE_TYPES = [
  'opinion',
  'suggestion',
  'criticism',
  'request',
  'complaint',
] as const satisfies readonly CommentType[]

/** What a web form may file from the start; the other types arrive with their own streams. */
export const WEB_COMMENT_TYPES = ['opinion', 'suggestion', 'criticism', 'satisfaction'] as const

export const CHANNELS = [
  'widget',
  'hosted-page',
  'api',
  'email',
  'sms',
  'phone',
  'voicemail',
  'in-person',
  'letter',
  'forum',
  'import',
] as const
export type Channel = (typeof CHANNELS)[number]

/** Channels whose comments reach us at the instant they are filed: never before or after the period. */
export const WEB_CHANNELS = ['widget', 'hosted-page', 'api'] as const satisfies readonly Channel[]
export type WebChannel = (typeof WEB_CHANNELS)[number]

export const SUBMITTER_TYPES = ['person', 'institution', 'media'] as const
export type SubmitterType = (typeof SUBMITTER_TYPES)[number]

/** Self-declared, never checked (R10). */
export const SUBMITTER_CATEGORIES = [
  'citizen',
  'elite',
  'specialist',
  'informed-view',
  'manager',
  'expert',
] as const
export type SubmitterCategory = (typeof SUBMITTER_CATEGORIES)[number]

export const COMMENT_STATES = ['received', 'published', 'withheld', 'spam'] as const
export type CommentState = (typeof COMMENT_STATES)[number]

export const SCREENING_MODES = ['before', 'after'] as const
export type ScreeningMode = (typeof SCREENING_MODES)[number]

/** Written and published grounds (R39, R41). A hostile opinion is not one. */
export const WITHHOLD_REASONS = [
  'personal-data',
  'insult',
  'unlawful',
  'off-topic',
  'advertising',
  'other-person',
] as const
export type WithholdReason = (typeof WITHHOLD_REASONS)[number]

export const DISPOSITIONS = [
  'accepted',
  'partly-accepted',
  'rejected',
  'out-of-scope',
  'already-provided',
] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** What of a comment is closed to staff, and opened one by one with a reason. */
export const DISCLOSED = ['contact', 'original'] as const
export type Disclosed = (typeof DISCLOSED)[number]

/**
 * From where to where a screener may take a comment. Nothing leaves the record: each step is a
 * row of its own, and a withheld comment can be published again.
 */
export const COMMENT_TRANSITIONS: Readonly<Record<CommentState, readonly CommentState[]>> = {
  received: ['published', 'withheld', 'spam'],
  published: ['withheld', 'spam'],
  withheld: ['published', 'spam'],
  spam: ['published', 'withheld'],
}

/**
 * What makes a comment wait for screening also where its body publishes first: it came without
 * work or with less than was asked for, faster than people write, or as programs fill in forms.
 * None of them is said to the submitter, and none refuses anything.
 */
export const HOLD_REASONS = ['no-work', 'easy-work', 'pace', 'honeypot', 'young-form'] as const
export type HoldReason = (typeof HOLD_REASONS)[number]

/** The state a comment starts in under its body's way of screening. */
export function firstCommentState(screening: ScreeningMode, hold: HoldReason | null): CommentState {
  return screening === 'after' && hold === null ? 'published' : 'received'
}

/** What a comment's attachment may be. Anything else is refused before it is kept. */
export const ATTACHMENT_KINDS = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  png: 'image/png',
  jpg: 'image/jpeg',
} as const
export type AttachmentKind = keyof typeof ATTACHMENT_KINDS

export const MOST_ATTACHMENTS = 5

/** What the virus scanner said of an attachment when it came. */
export const SCAN_RESULTS = ['clean', 'infected', 'unscanned'] as const
export type ScanResult = (typeof SCAN_RESULTS)[number]

export const ATTACHMENT_VERDICTS = ['released', 'rejected'] as const
export type AttachmentVerdict = (typeof ATTACHMENT_VERDICTS)[number]

/** An attachment is in quarantine until staff decide; their last verdict counts. */
export const ATTACHMENT_STATES = ['quarantined', ...ATTACHMENT_VERDICTS] as const
export type AttachmentState = (typeof ATTACHMENT_STATES)[number]
