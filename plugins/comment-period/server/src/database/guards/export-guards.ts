import { TABLES } from '../tables'
import type { GuardDialect } from './dialect'
import { differs, displacements, guard, idGuards, REFUSE_ALWAYS, type Guard } from './guard-parts'

/** Who asked for an export, when, why, and for what: of a full one, who had names and contacts. */
const ASKED = [
  'id',
  'public_id',
  'body_document_id',
  'draft_document_id',
  'format',
  'profile',
  'language',
  'filter',
  'covers',
  'reason',
  'actor',
  'asked_at',
  'total',
]

/** How far an export has come changes, until when its file is kept too; that it was asked for stays. */
export function exportGuards(dialect: GuardDialect): readonly Guard[] {
  const replaced = displacements(dialect, TABLES.exports, [['public_id']])
  return [
    ...(replaced.length === 0 ? [] : [guard(TABLES.exports, 'INSERT', { checks: replaced })]),
    ...idGuards(dialect, TABLES.exports, 'ledger'),
    guard(TABLES.exports, 'UPDATE', { checks: [{ code: 'RECORD_KEPT', when: differs(ASKED) }] }),
    guard(TABLES.exports, 'DELETE', { checks: REFUSE_ALWAYS }),
    guard(TABLES.exports, 'TRUNCATE', { checks: REFUSE_ALWAYS }),
  ]
}
