import { RULES_CHAIN } from '../../../../domain/record-chain'
import { ROW_KINDS } from '../../../../domain/record-row'
import { TABLES } from '../tables'
import { atNow, jsonMembers, present, wholeNumbers, type Check } from './conditions'
import type { GuardDialect } from './dialect'

/**
 * A link is the next one of a chain there is, and made now. Whether its hashes are right no trigger
 * can tell on SQLite; whoever verifies the record does.
 */
export function linkChecks(dialect: GuardDialect): readonly Check[] {
  const links = dialect.from(TABLES.links)
  return [
    present(['document_id', 'position', 'kind', 'subject', 'salt', 'closed', 'row_hash', 'at']),
    {
      code: 'DOCKET_UNKNOWN',
      when: `NEW.document_id <> '${RULES_CHAIN}' AND NOT EXISTS (SELECT 1 FROM ${dialect.from(TABLES.heads)} AS h WHERE h.document_id = NEW.document_id)`,
    },
    ...wholeNumbers(dialect, ['position', 'at']),
    ...atNow(dialect, 'at'),
    {
      code: 'OUT_OF_ORDER',
      when: `NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM ${links} WHERE document_id = NEW.document_id)`,
    },
    {
      code: 'INPUT_INVALID',
      when: `NEW.kind NOT IN (${ROW_KINDS.map((kind) => `'${kind}'`).join(', ')}) OR length(NEW.subject) = 0 OR length(NEW.row_hash) <> 64 OR NEW.link_hash IS NULL OR length(NEW.link_hash) <> 64`,
    },
    jsonMembers(dialect, 'closed'),
  ]
}
