/** The plugin's own tables. Strapi's schema sync leaves alone what it never created. */
export const TABLES = {
  ruleRevisions: 'comment_period_rule_revisions',
  ruleLock: 'comment_period_rule_lock',
  heads: 'comment_period_docket_heads',
  docketNumbers: 'comment_period_docket_numbers',
  exposures: 'comment_period_exposures',
  translations: 'comment_period_translations',
  events: 'comment_period_events',
  waivers: 'comment_period_waivers',
  issuances: 'comment_period_issuances',
  screenings: 'comment_period_screenings',
  responses: 'comment_period_responses',
  assignments: 'comment_period_assignments',
  notes: 'comment_period_notes',
  disclosures: 'comment_period_disclosures',
  redactions: 'comment_period_redactions',
  erasureRequests: 'comment_period_erasure_requests',
  placements: 'comment_period_placements',
  commentAttachments: 'comment_period_comment_attachments',
  attachmentVerdicts: 'comment_period_attachment_verdicts',
  themes: 'comment_period_themes',
  themeResponses: 'comment_period_theme_responses',
  changeGrounds: 'comment_period_change_grounds',
  reports: 'comment_period_reports',
  links: 'comment_period_links',
  commentCounts: 'comment_period_comment_counts',
  contacts: 'comment_period_contacts',
  memberships: 'comment_period_memberships',
  overdueNotices: 'comment_period_overdue_notices',
  clauseIds: 'comment_period_clause_ids',
  searchTexts: 'comment_period_search_texts',
  searchIndex: 'comment_period_search_index',
  keys: 'comment_period_keys',
  spentChallenges: 'comment_period_spent_challenges',
  paces: 'comment_period_paces',
  exports: 'comment_period_exports',
  copyDockets: 'comment_period_copy_dockets',
  copyTexts: 'comment_period_copy_texts',
  copyMembers: 'comment_period_copy_members',
  copyPlaces: 'comment_period_copy_places',
  copyGroups: 'comment_period_copy_groups',
  widgetFiles: 'comment_period_widget_files',
} as const

/** Ledgers about one comment each, whose rows are numbered within it. */
export const COMMENT_LEDGERS = [
  TABLES.screenings,
  TABLES.responses,
  TABLES.assignments,
  TABLES.notes,
  TABLES.disclosures,
  TABLES.redactions,
  TABLES.erasureRequests,
  TABLES.placements,
  TABLES.commentAttachments,
  TABLES.attachmentVerdicts,
] as const

export type CommentLedger = (typeof COMMENT_LEDGERS)[number]

/** Ledgers of what a body made of the comments on one docket, whose rows are numbered within it. */
export const OUTCOME_LEDGERS = [
  TABLES.themes,
  TABLES.themeResponses,
  TABLES.changeGrounds,
  TABLES.reports,
] as const

export type OutcomeLedger = (typeof OUTCOME_LEDGERS)[number]

/** Tables whose rows are written once: no update, no delete, no replacement. */
export const LEDGERS = [
  TABLES.ruleRevisions,
  TABLES.exposures,
  TABLES.translations,
  TABLES.events,
  TABLES.waivers,
  TABLES.issuances,
  ...COMMENT_LEDGERS,
  ...OUTCOME_LEDGERS,
  TABLES.links,
] as const

export type LedgerTable = (typeof LEDGERS)[number]

export const MIGRATIONS_TABLE = 'comment_period_migrations'
