import { TABLES } from '../tables'
import {
  atNow,
  DAY_MS,
  FOREVER,
  HOUR_MS,
  LEDGER_TOLERANCE_MS,
  LONGEST_MOVE_MS,
  minimumSpan,
  wholeNumbers,
  type Check,
} from './conditions'
import type { GuardDialect } from './dialect'

/** A weaker revision waits a day, less the hour by which a clock may be put forward. */
const WEAKENING_WAIT_MS = DAY_MS - HOUR_MS

/**
 * Lengthening takes effect at once. Against the revision in force now, a weaker one must wait, or
 * ending a rule, waiving and issuing would be the matter of a second. That it waits for a day's
 * beginning in the body's zone is the service's part, for SQLite knows no zones.
 */
export function ruleRevisionChecks(dialect: GuardDialect): readonly Check[] {
  const revisions = dialect.from(TABLES.ruleRevisions)
  const mine = 'rule_document_id = NEW.rule_document_id'
  const weaker = [
    'NEW.ended = 1',
    'NEW.body_document_id IS DISTINCT FROM c.body_document_id',
    'NEW.terminal_act IS DISTINCT FROM c.terminal_act',
    'NEW.kinds <> c.kinds',
    "(c.force = 'mandatory' AND NEW.force <> 'mandatory')",
    `${minimumSpan('NEW')} < ${minimumSpan('c')}`,
    'NEW.exclude_action_day < c.exclude_action_day',
    'coalesce(NEW.valid_from_at, 0) > coalesce(c.valid_from_at, 0)',
    `coalesce(NEW.valid_to_at, ${FOREVER}) < coalesce(c.valid_to_at, ${FOREVER})`,
  ].join(' OR ')
  return [
    {
      code: 'INPUT_INVALID',
      when: "NEW.period_unit NOT IN ('minute', 'day', 'week', 'month') OR NEW.period_count < 1 OR NEW.force NOT IN ('mandatory', 'discretionary') OR NEW.month_means NOT IN ('thirty-days', 'solar-hijri-month') OR NEW.ended NOT IN (0, 1) OR NEW.exclude_action_day NOT IN (0, 1)",
    },
    ...wholeNumbers(dialect, [
      'revision',
      'period_count',
      'effective_at',
      'recorded_at',
      'valid_from_at',
      'valid_to_at',
      'ended',
      'exclude_action_day',
    ]),
    // A rule that no exposure could keep would stop every publication it binds.
    { code: 'PERIOD_TOO_LONG', when: `${minimumSpan('NEW')} > ${LONGEST_MOVE_MS}` },
    { code: 'IN_FUTURE', when: `NEW.effective_at > ${dialect.now} + ${LONGEST_MOVE_MS}` },
    {
      code: 'GUARDS_MISSING',
      when: `NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.ruleLock)})`,
    },
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM ${revisions} WHERE ${mine})`,
    },
    ...atNow(dialect, 'recorded_at'),
    { code: 'BACKDATED', when: `NEW.effective_at < ${dialect.now} - ${LEDGER_TOLERANCE_MS}` },
    // Else the record would say of an exposure or a waiver that it came under a rule it did not keep.
    ...(
      [
        [TABLES.exposures, 'opened_at'],
        [TABLES.waivers, 'at'],
      ] as const
    ).map(([table, at]) => ({
      code: 'BACKDATED' as const,
      when: `NEW.effective_at < (SELECT coalesce(max(x.${at}), 0) FROM ${dialect.from(table)} AS x)`,
    })),
    {
      code: 'RULE_WEAKENED',
      when: `NEW.effective_at < ${dialect.now} + ${WEAKENING_WAIT_MS} AND EXISTS (SELECT 1 FROM ${revisions} AS c WHERE c.rule_document_id = NEW.rule_document_id AND c.ended = 0 AND c.revision = (SELECT max(x.revision) FROM ${revisions} AS x WHERE x.rule_document_id = NEW.rule_document_id AND x.effective_at <= ${dialect.now}) AND (${weaker}))`,
    },
  ]
}
