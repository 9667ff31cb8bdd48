import { TABLES, type OutcomeLedger } from '../tables'
import { RESPONSE_CHECKS } from './comment-checks'
import { atNow, jsonMembers, present, wholeNumbers, type Check } from './conditions'
import type { GuardDialect } from './dialect'

/** Rows of one docket in their turn, made now, about what the docket has. */
export function outcomeChecks(
  dialect: GuardDialect,
  table: OutcomeLedger,
  comments: string,
): readonly Check[] {
  return [
    {
      code: 'DOCKET_UNKNOWN',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} AS h WHERE h.document_id = NEW.document_id)`,
    },
    ...atNow(dialect, 'at'),
    ...wholeNumbers(dialect, ['n', 'at']),
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.n <> (SELECT coalesce(max(n), 0) + 1 FROM ${dialect.from(table)} WHERE document_id = NEW.document_id)`,
    },
    ...rowChecks(dialect, table, comments),
  ]
}

function rowChecks(
  dialect: GuardDialect,
  table: OutcomeLedger,
  comments: string,
): readonly Check[] {
  switch (table) {
    case TABLES.themes:
      return themeChecks(dialect)
    case TABLES.themeResponses:
      return [
        ...wholeNumbers(dialect, ['theme']),
        themeUnknown(dialect, 'NEW.theme'),
        { code: 'INPUT_INVALID', when: 'length(trim(NEW.text)) = 0' },
        ...RESPONSE_CHECKS,
      ]
    case TABLES.changeGrounds:
      return changeGroundChecks(dialect, comments)
    case TABLES.reports:
      return REPORT_CHECKS(dialect)
  }
}

/** A theme is numbered after the others; a further row of its number gives it another title. */
function themeChecks(dialect: GuardDialect): readonly Check[] {
  return [
    ...wholeNumbers(dialect, ['theme']),
    { code: 'INPUT_INVALID', when: 'length(trim(NEW.title)) = 0' },
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.theme < 1 OR NEW.theme > (SELECT coalesce(max(t.theme), 0) + 1 FROM ${dialect.from(TABLES.themes)} AS t WHERE t.document_id = NEW.document_id)`,
    },
  ]
}

function themeUnknown(dialect: GuardDialect, theme: string): Check {
  return {
    code: 'THEME_UNKNOWN',
    when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.themes)} AS t WHERE t.document_id = NEW.document_id AND t.theme = ${theme})`,
  }
}

/** A comment is placed under a theme of its own docket, or taken from one that it is under. */
export function placementChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  return [
    ...wholeNumbers(dialect, ['theme']),
    present(['document_id', 'theme', 'act']),
    {
      code: 'COMMENT_UNKNOWN',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(comments)} AS c WHERE c.document_id = NEW.comment_document_id AND c.draft_document_id = NEW.document_id)`,
    },
    themeUnknown(dialect, 'NEW.theme'),
    {
      code: 'PLACEMENT_REFUSED',
      when: `NEW.act NOT IN ('placed', 'removed') OR NEW.act = coalesce((SELECT p.act FROM ${dialect.from(TABLES.placements)} AS p WHERE p.comment_document_id = NEW.comment_document_id AND p.theme = NEW.theme ORDER BY p.n DESC LIMIT 1), 'removed')`,
    },
  ]
}

/**
 * A change goes back to one comment of the docket, or to one theme; what was tied can be loosened.
 * What was tied before the text was exposed anew is the ground of an earlier change.
 */
function changeGroundChecks(dialect: GuardDialect, comments: string): readonly Check[] {
  const same =
    'g.document_id = NEW.document_id AND g.clause_id = NEW.clause_id AND g.comment IS NOT DISTINCT FROM NEW.comment AND g.theme IS NOT DISTINCT FROM NEW.theme'
  const sinceExposure = `g.at >= (SELECT coalesce(max(e.opened_at), 0) FROM ${dialect.from(TABLES.exposures)} AS e WHERE e.document_id = NEW.document_id)`
  return [
    ...wholeNumbers(dialect, ['theme']),
    {
      code: 'INPUT_INVALID',
      when: 'length(trim(NEW.clause_id)) = 0 OR (NEW.comment IS NULL) = (NEW.theme IS NULL)',
    },
    {
      code: 'COMMENT_UNKNOWN',
      when: `NEW.comment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${dialect.from(comments)} AS c WHERE c.public_id = NEW.comment AND c.draft_document_id = NEW.document_id)`,
    },
    {
      code: 'THEME_UNKNOWN',
      when: `NEW.theme IS NOT NULL AND ${themeUnknown(dialect, 'NEW.theme').when}`,
    },
    {
      code: 'CHANGE_GROUND_REFUSED',
      when: `NEW.act NOT IN ('tied', 'loosened') OR NEW.act = coalesce((SELECT g.act FROM ${dialect.from(TABLES.changeGrounds)} AS g WHERE ${same} AND ${sinceExposure} ORDER BY g.n DESC LIMIT 1), 'loosened')`,
    },
  ]
}

/** Kept equal to `REPORT_KINDS` of the domain by a test. */
const REPORT_CHECKS = (dialect: GuardDialect): readonly Check[] => [
  {
    code: 'INPUT_INVALID',
    when: "NEW.kind NOT IN ('feedback', 'outcome', 'digest') OR length(NEW.content_hash) <> 64",
  },
  jsonMembers(dialect, 'content'),
]
