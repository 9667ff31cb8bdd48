import { publicBodies } from './public-bodies'
import { publicComments } from './public-comments'
import { publicContract } from './public-contract'
import { publicDrafts } from './public-drafts'
import { publicFeeds } from './public-feeds'
import { publicReports } from './public-reports'
import { staffAttachments } from './staff-attachments'
import { staffComments } from './staff-comments'
import { staffCopies } from './staff-copies'
import { staffDesk } from './staff-desk'
import { staffEvidence } from './staff-evidence'
import { staffExports } from './staff-exports'
import { staffHolidays } from './staff-holidays'
import { staffLimits } from './staff-limits'
import { staffMemberships } from './staff-memberships'
import { staffPeriods } from './staff-periods'
import { staffReports } from './staff-reports'
import { staffRules } from './staff-rules'
import { staffThemes } from './staff-themes'
import { staffWordDocuments } from './staff-word-documents'

export const controllers = {
  'public-bodies': publicBodies,
  'public-comments': publicComments,
  'public-contract': publicContract,
  'public-drafts': publicDrafts,
  'public-feeds': publicFeeds,
  'public-reports': publicReports,
  'staff-attachments': staffAttachments,
  'staff-comments': staffComments,
  'staff-copies': staffCopies,
  'staff-desk': staffDesk,
  'staff-evidence': staffEvidence,
  'staff-exports': staffExports,
  'staff-holidays': staffHolidays,
  'staff-limits': staffLimits,
  'staff-memberships': staffMemberships,
  'staff-periods': staffPeriods,
  'staff-reports': staffReports,
  'staff-rules': staffRules,
  'staff-themes': staffThemes,
  'staff-word-documents': staffWordDocuments,
}
