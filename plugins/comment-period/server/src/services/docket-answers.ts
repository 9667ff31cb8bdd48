import type { CommentOut, ResponseOut } from '../../../contracts/comments'
import type { DraftOut, FrozenTextOut, IssuanceOut } from '../../../contracts/drafts'
import type { PeriodOut } from '../../../contracts/period'
import type { StaffAttachmentsOut } from '../../../contracts/staff-attachments'
import { lastDayBefore } from '../../../domain/calendar-day'
import {
  ATTACHMENT_KINDS,
  COMMENT_STATES,
  MOST_ATTACHMENTS,
  type Disposition,
} from '../../../domain/comment'
import { toIsoUtc, type Instant } from '../../../domain/instant'
import { readLegalText } from '../../../domain/legal-text'
import type { DocketLedger, PeriodEvent } from '../../../domain/ledger'
import { mayIssueFrom, phaseAt, stateOf } from '../../../domain/phase'
import type { JudgedAttachment } from '../repositories/comment-attachments'
import type { CommentRecord } from '../repositories/comments'
import type { ExposureRecord } from '../repositories/exposures'
import type { IssuanceRecord } from '../repositories/period-acts'
import type { ReportRecord } from '../repositories/reports'
import type { GivenResponse } from '../repositories/responses'
import type { TranslationRecord } from '../repositories/translations'
import type { PluginConfig } from '../strapi-types'

/** A published comment as others see it. */
export function commentOut(
  comment: CommentRecord,
  responses: readonly GivenResponse[],
  attachments: readonly JudgedAttachment[],
): CommentOut {
  // With an erased text go the files that came with it.
  const released = attachments.filter(({ state }) => state === 'released' && comment.text !== null)
  return {
    publicId: comment.publicId,
    seq: comment.seq,
    type: comment.type,
    rating: comment.rating,
    clauseId: comment.clauseId,
    exposure: comment.exposureN,
    text: comment.text,
    suggestedWording: comment.suggestedWording,
    redacted: comment.redactions.length > 0,
    language: comment.language,
    channel: comment.channel,
    late: comment.late,
    receivedAt: toIsoUtc(comment.receivedAt),
    displayName: comment.displayName,
    submitterType: comment.submitterType,
    submitterCategory: comment.submitterCategory,
    onBehalfOf: comment.onBehalfOf,
    textHash: comment.textHash,
    attachments: released.map(({ n, name, mime, size, sha256 }) => ({
      n,
      name,
      mime,
      size,
      sha256,
      path: `/api/comment-period/drafts/${comment.docket}/comments/${comment.publicId}/attachments/${String(n)}`,
    })),
    attachmentsHeld: attachments.length - released.length,
    responses: responses.map(responseOut),
  }
}

/** An attachment in whatever state, with what was found in it. */
export function staffAttachmentOut(
  attachment: JudgedAttachment,
): StaffAttachmentsOut['items'][number] {
  const { n, name, mime, size, sha256, scan, warnings, state } = attachment
  return { n, name, mime, size, sha256, scan, warnings: [...warnings], state }
}

export function responseOut(response: GivenResponse): ResponseOut {
  return {
    text: response.text,
    disposition: response.disposition as Disposition,
    respondedAt: toIsoUtc(response.at),
    theme: response.theme?.title ?? null,
  }
}

export function periodRuleOut(rule: ExposureRecord['snapshot']['winningRule']): PeriodOut['rule'] {
  if (rule === null) return null
  return {
    title: rule.title,
    count: rule.count,
    unit: rule.unit as NonNullable<PeriodOut['rule']>['unit'],
    force: rule.force as NonNullable<PeriodOut['rule']>['force'],
    legalBasis: rule.legalBasis,
    note: rule.note,
  }
}

/** The period as it stands, from its ledger, its latest exposure and an instant. */
export function periodOut(ledger: DocketLedger, exposure: ExposureRecord, now: Instant): PeriodOut {
  const state = stateOf(ledger)
  const from = mayIssueFrom(state)
  const { winningRule: rule, zone } = exposure.snapshot
  return {
    phase: phaseAt(state, now),
    opensAt: toIsoUtc(exposure.openedAt),
    closesAt: state.effectiveClose === null ? null : toIsoUtc(state.effectiveClose),
    minimumClosesAt: rule === null ? null : toIsoUtc(exposure.minimumClosesAt),
    mayIssueFrom: from === null ? null : toIsoUtc(from),
    lastDayOn: state.effectiveClose === null ? null : lastDayBefore(state.effectiveClose, zone),
    zone,
    rule: periodRuleOut(rule),
    intervals: state.intervals.map((interval) => ({
      opensAt: toIsoUtc(interval.opensAt),
      closesAt: toIsoUtc(interval.closesAt),
    })),
    events: eventsOut(ledger.flatMap((entry) => (entry.entry === 'event' ? [entry] : []))),
  }
}

/** What was done to a period, as everybody may read it. */
export function eventsOut(events: readonly PeriodEvent[]): PeriodOut['events'] {
  return events.map((event) => ({
    kind: event.kind,
    at: toIsoUtc(event.at),
    closesAt: 'closesAt' in event ? toIsoUtc(event.closesAt) : null,
    ground: 'ground' in event ? event.ground : null,
    reason: event.reason,
  }))
}

export function kindOut(exposure: ExposureRecord): DraftOut['kind'] {
  const { key, name } = exposure.snapshot.kind
  return { key, name, terminalAct: exposure.terminalAct }
}

/** The text in a language, or in the authoritative one where there is no translation. */
export function textIn(
  exposure: ExposureRecord,
  translations: ReadonlyMap<string, TranslationRecord>,
  locale: string | undefined,
): FrozenTextOut {
  const translation = locale === undefined ? undefined : translations.get(locale)
  return textOut(exposure.docket, translation ?? exposure)
}

export function textOut(
  docket: string,
  row: Pick<TranslationRecord, 'locale' | 'content' | 'summary' | 'textHash'>,
): FrozenTextOut {
  const text = readLegalText(row.content)
  return {
    locale: row.locale,
    title: text.title,
    summary: row.summary,
    clauses: text.clauses.map((clause) => ({ ...clause })),
    attachments: text.attachments.map((attachment) => ({
      ...attachment,
      path: `/api/comment-period/drafts/${docket}/attachments/${attachment.sha256}`,
    })),
    textHash: row.textHash,
  }
}

export function issuanceOut(issuance: IssuanceRecord): IssuanceOut {
  return {
    issuedAt: toIsoUtc(issuance.at),
    terminalAct: issuance.terminalAct,
    basis: issuance.basisExposureN === null ? 'waiver' : 'exposure',
    destinationAuthority: issuance.destinationAuthority,
    letterNumber: issuance.letterNumber,
    letterOn: issuance.letterOn,
    textHash: issuance.textHash,
  }
}

/** That a report was published, and by what it is known. */
export function publishedOut({ n, at, contentHash }: ReportRecord) {
  return { n, publishedAt: toIsoUtc(at), contentHash }
}

export function countsOut(
  counts: readonly { state: string; reason: string; n: number }[],
): DraftOut['counts'] {
  const sum = (rows: readonly { n: number }[]) => rows.reduce((total, { n }) => total + n, 0)
  return {
    total: sum(counts),
    byState: Object.fromEntries(
      COMMENT_STATES.map((state) => [state, sum(counts.filter((row) => row.state === state))]),
    ) as DraftOut['counts']['byState'],
    withheldByReason: Object.fromEntries(
      counts
        .filter((row) => row.state === 'withheld' && row.n > 0)
        .map((row) => [row.reason, row.n]),
    ),
  }
}

/** What a comment may be in this installation. */
export function intakeLimits(config: PluginConfig): DraftOut['intake'] {
  return {
    maxGraphemes: config.maxCommentGraphemes,
    maxAttachments: MOST_ATTACHMENTS,
    maxAttachmentBytes: config.maxAttachmentBytes,
    attachmentTypes: Object.values(ATTACHMENT_KINDS),
  }
}
