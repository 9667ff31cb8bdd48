import type { z } from 'zod'
import { listBodies, readBody, readHealth } from './bodies'
import {
  listComments,
  readChallenge,
  readCommentAttachment,
  submitComment,
  trackComment,
} from './comments'
import * as privacy from './comment-privacy'
import { listCopies, readCopies } from './copies'
import { readDashboard } from './dashboard'
import * as desk from './desk'
import { readDiff } from './diff'
import {
  listDrafts,
  readAttachment,
  readDraft,
  readExposure,
  readFinal,
  readPeriod,
} from './drafts'
import * as evidence from './evidence'
import * as exports from './exports'
import { readAtomFeed, readDeadlines } from './feeds'
import { readCertificate } from './certificate'
import { confirmHoliday, importHolidays, listHolidays } from './holidays'
import { listLimits } from './limits'
import * as reports from './reports'
import { listRules } from './rules'
import { readContract } from './service'
import * as staff from './staff-acts'
import * as staffAttachments from './staff-attachments'
import * as themes from './themes'
import { readWordDocument } from './word-document'

/**
 * What one route takes and answers. A part that is absent is not taken: whatever comes in it is
 * refused. Without `answer` the route answers with a file.
 */
export interface Contract {
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly answer?: z.ZodType
  /**
   * The body may also come as `multipart/form-data`: the JSON in its first part, a field named
   * `comment`, and files in the parts after it, each named `attachment`. Without a `body` it is
   * files alone.
   */
  readonly takesFiles?: true
  /** 200 where it is not said. */
  readonly status?: 200 | 201
  /** The type of an answer that is neither JSON of a schema nor a file of somebody's. */
  readonly media?: string
}

/** Every public route by method and path, under `/api/comment-period`. A test holds it complete. */
export function publicEndpoints(maxCommentGraphemes: number) {
  return {
    'GET /drafts': listDrafts,
    'GET /drafts/:docket': readDraft,
    'GET /drafts/:docket/period': readPeriod,
    'GET /drafts/:docket/exposures/:n': readExposure,
    'GET /drafts/:docket/exposures/:n/certificate': readCertificate,
    'GET /drafts/:docket/final': readFinal,
    'GET /drafts/:docket/diff': readDiff,
    'GET /drafts/:docket/attachments/:sha256': readAttachment,
    'GET /drafts/:docket/reports': reports.listReports,
    'GET /drafts/:docket/reports/:reportKind': reports.readReport,
    'GET /drafts/:docket/reports/:reportKind/file': reports.readReportFile,
    'GET /drafts/:docket/comments': listComments,
    'POST /drafts/:docket/comments': submitComment(maxCommentGraphemes),
    'GET /drafts/:docket/comments/:publicId/attachments/:n': readCommentAttachment,
    'GET /challenge': readChallenge,
    'POST /tracking': trackComment,
    'GET /bodies': listBodies,
    'GET /bodies/:slug': readBody,
    'GET /drafts.atom': readAtomFeed,
    'GET /drafts.ics': readDeadlines,
    'GET /openapi.json': readContract,
    'GET /health': readHealth,
  } as const satisfies Readonly<Record<string, Contract>>
}

/** The same of every staff route, under `/comment-period`. */
export const STAFF_ENDPOINTS = {
  'GET /drafts/:documentId/period': staff.staffPeriod,
  'POST /drafts/:documentId/restart': staff.restart,
  'POST /drafts/:documentId/extend': staff.extend,
  'POST /drafts/:documentId/suspend': staff.suspend,
  'POST /drafts/:documentId/resume': staff.resume,
  'POST /drafts/:documentId/waive': staff.waive,
  'POST /drafts/:documentId/withdraw': staff.withdraw,
  'POST /drafts/:documentId/issue': staff.issue,
  'GET /dashboard': readDashboard,
  'GET /desk': desk.readDesk,
  'GET /comments': desk.listDesk,
  'GET /comments/:publicId': desk.readDeskComment,
  'POST /screenings': desk.screenMany,
  'POST /assignments': desk.assignMany,
  'POST /responses': desk.respondToMany,
  'GET /drafts/:documentId/comments': staff.listStaffComments,
  'GET /drafts/:documentId/copies': listCopies,
  'GET /drafts/:documentId/copies/:copyGroup': readCopies,
  'POST /comments/:publicId/response': staff.respond,
  'POST /comments/:publicId/screening': staff.screen,
  'POST /comments/:publicId/notes': privacy.addNote,
  'POST /comments/:publicId/contact': privacy.discloseContact,
  'POST /comments/:publicId/original': privacy.discloseOriginal,
  'POST /comments/:publicId/redaction': privacy.redact,
  'POST /comments/:publicId/erasure': privacy.requestErasure,
  'POST /comments/:publicId/erasure/approval': privacy.approveErasure,
  'GET /drafts/:documentId/themes': themes.listThemes,
  'POST /drafts/:documentId/themes': themes.nameTheme,
  'POST /drafts/:documentId/themes/:theme/title': themes.retitleTheme,
  'POST /drafts/:documentId/themes/:theme/placements': themes.placeComments,
  'POST /drafts/:documentId/themes/:theme/responses': themes.answerTheme,
  'GET /drafts/:documentId/themes/:theme/comments': themes.listThemeComments,
  'POST /drafts/:documentId/change-grounds': themes.tieChange,
  'GET /drafts/:documentId/checklist': themes.readChecklist,
  'GET /comments/:publicId/attachments': staffAttachments.listStaffAttachments,
  'GET /comments/:publicId/attachments/:n/file': staffAttachments.readStaffAttachment,
  'POST /comments/:publicId/attachments/:n/verdict': staffAttachments.judgeAttachment,
  'POST /word-documents': readWordDocument,
  'GET /rules': listRules,
  'GET /limits': listLimits,
  'GET /holidays': listHolidays,
  'POST /holidays/import': importHolidays,
  'POST /holidays/:documentId/confirmation': confirmHoliday,
  'GET /exports': exports.listExports,
  'POST /exports': exports.askExport,
  'POST /full-exports': exports.askFullExport,
  'GET /exports/:exportId': exports.readExport,
  'POST /exports/:exportId/cancel': exports.cancelExport,
  'GET /exports/:exportId/file': exports.readExportFile,
  'GET /full-exports/:exportId/file': exports.readExportFile,
  'GET /evidence': evidence.readEvidence,
  'GET /evidence/file': evidence.readEvidenceFile,
  'GET /reports': reports.findStaffReports,
  'GET /drafts/:documentId/reports': reports.listStaffReports,
  'POST /drafts/:documentId/reports': reports.publishReport,
  'GET /drafts/:documentId/report-preview': reports.previewReport,
  'GET /drafts/:documentId/reports/:reportN/file': reports.readStaffReportFile,
  'GET /memberships': staff.listMemberships,
  'POST /memberships': staff.grantMembership,
  'DELETE /memberships/:id': staff.revokeMembership,
} as const satisfies Readonly<Record<string, Contract>>
