import { TABLES } from '../tables'
import type { GuardDialect } from './dialect'
import {
  citedBy,
  differs,
  guard,
  idKept,
  replacementGuards,
  touchRules,
  type Guard,
} from './guard-parts'
import type { GuardedTables } from './guarded-tables'

/**
 * The draft row is what staff revise until the terminal act. Publishing replaces the published
 * row only, so that one may go; what the public reads stands in the ledger either way.
 */
export function draftGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const cited = citedBy(dialect, 'document_id', 'OLD.document_id', [
    TABLES.exposures,
    TABLES.waivers,
  ])
  const isAuthoritative = (row: string) =>
    `${row}.locale = '${tables.authoritativeLocale.replaceAll("'", "''")}' AND ${row}.published_at IS NULL`
  const second = `${isAuthoritative('NEW')} AND ${citedBy(dialect, 'document_id', 'NEW.document_id', [TABLES.exposures, TABLES.waivers])}`
  const authoritative = isAuthoritative('OLD')
  const moved = `${authoritative} AND (${differs(['document_id', 'locale'])} OR NEW.published_at IS NOT NULL)`
  const beside = `${isAuthoritative('NEW')} AND EXISTS (SELECT 1 FROM ${dialect.from(tables.drafts)} AS d WHERE d.document_id = NEW.document_id AND ${isAuthoritative('d')})`
  return [
    // A first exposure or waiver that is not committed yet is waited for, and then seen.
    guard(tables.drafts, 'DELETE', {
      first: [touchRules(dialect, authoritative)],
      checks: [{ code: 'RECORD_KEPT', when: `${authoritative} AND ${cited}` }],
    }),
    ...replacementGuards(
      dialect,
      tables.drafts,
      [{ code: 'RECORD_KEPT', when: second }],
      [touchRules(dialect, beside)],
    ),
    guard(tables.drafts, 'UPDATE', {
      first: [
        touchRules(dialect, `(${moved}) OR (${isAuthoritative('NEW')} AND NOT (${authoritative}))`),
      ],
      checks: [
        ...idKept(dialect),
        {
          code: 'RECORD_KEPT',
          when: `(${differs(['document_id'])}) OR (${authoritative} AND (${differs(['locale'])} OR NEW.published_at IS NOT NULL) AND ${cited}) OR (${isAuthoritative('NEW')} AND NOT (${authoritative}) AND ${second})`,
        },
      ],
    }),
    guard(tables.drafts, 'TRUNCATE', {
      checks: [
        { code: 'RECORD_KEPT', when: `EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)})` },
      ],
    }),
  ]
}

/** A body or a kind that the record cites stays what it was when it was cited. */
export function subjectGuards(dialect: GuardDialect, tables: GuardedTables): readonly Guard[] {
  const subjects = [
    {
      table: tables.bodies,
      column: 'body_document_id',
      frozen: ['slug'],
      ruled: 'r.body_document_id = OLD.document_id',
    },
    {
      table: tables.kinds,
      column: 'kind_document_id',
      frozen: ['key', 'terminal_act'],
      ruled: "r.kinds LIKE '%|' || OLD.document_id || '|%'",
    },
  ] as const
  return subjects.flatMap(({ table, column, frozen, ruled }) => {
    const cited = citedBy(dialect, column, 'OLD.document_id', [TABLES.exposures, TABLES.waivers])
    return [
      // A rule whose body or kind were gone would bind every one.
      guard(table, 'DELETE', {
        first: [touchRules(dialect)],
        checks: [
          {
            code: 'RECORD_KEPT',
            when: `${cited} OR EXISTS (SELECT 1 FROM ${dialect.from(TABLES.ruleRevisions)} AS r WHERE ${ruled})`,
          },
        ],
      }),
      ...replacementGuards(dialect, table, [
        {
          code: 'RECORD_KEPT',
          when: `EXISTS (SELECT 1 FROM ${dialect.from(table)} AS t WHERE t.document_id = NEW.document_id)`,
        },
      ]),
      guard(table, 'UPDATE', {
        first: [touchRules(dialect, differs(['document_id', ...frozen]))],
        checks: [
          ...idKept(dialect),
          {
            code: 'RECORD_KEPT',
            when: `${differs(['document_id'])} OR ((${differs(frozen)}) AND ${cited})`,
          },
        ],
      }),
      guard(table, 'TRUNCATE', {
        checks: [
          { code: 'RECORD_KEPT', when: `EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)})` },
        ],
      }),
    ]
  })
}
