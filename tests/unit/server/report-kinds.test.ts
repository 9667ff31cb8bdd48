import { expect, test } from '@jest/globals'
import { REPORT_KINDS } from '../../../plugins/comment-period/domain/report-decisions'
import { SQLITE } from '../../../plugins/comment-period/server/src/database/guards/dialect'
import { outcomeChecks } from '../../../plugins/comment-period/server/src/database/guards/outcome-checks'
import { TABLES } from '../../../plugins/comment-period/server/src/database/tables'

test('the guard of reports knows the kinds that the domain knows, and no other', () => {
  const checks = outcomeChecks(SQLITE, TABLES.reports, 'comment_period_public_comments')
  const [, listed = ''] =
    /NEW\.kind NOT IN \(([^)]*)\)/.exec(checks.map(({ when }) => when).join('\n')) ?? []
  expect(listed.split(', ')).toEqual(REPORT_KINDS.map((kind) => `'${kind}'`))
})
