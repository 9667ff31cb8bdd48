/** A public route: written by hand, with no users-permissions grant and no generic filter. */
const open = (method: 'GET' | 'POST', path: string, handler: string) => ({
  method,
  path,
  handler,
  config: { auth: false as const },
})

/** A staff route. Without the policy any signed-in admin user and any admin token could call it. */
const staff = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  handler: string,
  permission: string,
) => ({
  method,
  path,
  handler,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      {
        name: 'admin::hasPermissions',
        config: { actions: [`plugin::comment-period.${permission}`] },
      },
    ],
  },
})

export const routes = {
  'content-api': {
    type: 'content-api',
    routes: [
      open('GET', '/drafts', 'public-drafts.list'),
      open('GET', '/drafts/:docket', 'public-drafts.read'),
      open('GET', '/drafts/:docket/period', 'public-drafts.period'),
      open('GET', '/drafts/:docket/exposures/:n', 'public-drafts.exposure'),
      open('GET', '/drafts/:docket/final', 'public-drafts.final'),
      open('GET', '/drafts/:docket/diff', 'public-drafts.diff'),
      open('GET', '/drafts/:docket/attachments/:sha256', 'public-drafts.attachment'),
      open('GET', '/drafts/:docket/comments', 'public-comments.list'),
      open('POST', '/drafts/:docket/comments', 'public-comments.submit'),
      open(
        'GET',
        '/drafts/:docket/comments/:publicId/attachments/:n',
        'public-comments.attachment',
      ),
      open('GET', '/challenge', 'public-comments.challenge'),
      open('POST', '/tracking', 'public-comments.track'),
      open('GET', '/bodies', 'public-bodies.list'),
      open('GET', '/bodies/:slug', 'public-bodies.read'),
      open('GET', '/drafts.atom', 'public-feeds.atom'),
      open('GET', '/drafts.ics', 'public-feeds.deadlines'),
      open('GET', '/openapi.json', 'public-contract.read'),
      open('GET', '/health', 'public-bodies.health'),
    ],
  },
  admin: {
    type: 'admin',
    routes: [
      staff('GET', '/drafts/:documentId/period', 'staff-periods.read', 'read'),
      staff('POST', '/drafts/:documentId/restart', 'staff-periods.restart', 'restart'),
      staff('POST', '/drafts/:documentId/extend', 'staff-periods.extend', 'extend'),
      staff('POST', '/drafts/:documentId/suspend', 'staff-periods.suspend', 'suspend'),
      staff('POST', '/drafts/:documentId/resume', 'staff-periods.resume', 'resume'),
      staff('POST', '/drafts/:documentId/waive', 'staff-periods.waive', 'waive'),
      staff('POST', '/drafts/:documentId/withdraw', 'staff-periods.withdraw', 'withdraw'),
      staff('POST', '/drafts/:documentId/issue', 'staff-periods.issue', 'issue'),
      staff('GET', '/dashboard', 'staff-desk.dashboard', 'desk'),
      staff('GET', '/desk', 'staff-desk.desk', 'desk'),
      staff('GET', '/comments', 'staff-desk.list', 'desk'),
      staff('GET', '/comments/:publicId', 'staff-desk.read', 'desk'),
      staff('POST', '/screenings', 'staff-desk.screen', 'screen'),
      staff('POST', '/assignments', 'staff-desk.assign', 'assign'),
      staff('POST', '/responses', 'staff-desk.respond', 'respond'),
      staff('GET', '/drafts/:documentId/comments', 'staff-comments.list', 'read'),
      staff('POST', '/comments/:publicId/response', 'staff-comments.respond', 'respond'),
      staff('POST', '/comments/:publicId/screening', 'staff-comments.screen', 'screen'),
      staff('POST', '/comments/:publicId/notes', 'staff-comments.note', 'desk'),
      staff('POST', '/comments/:publicId/contact', 'staff-comments.contact', 'contact'),
      staff('POST', '/comments/:publicId/original', 'staff-comments.original', 'original'),
      staff('POST', '/comments/:publicId/redaction', 'staff-comments.redact', 'redact'),
      staff('POST', '/comments/:publicId/erasure', 'staff-comments.requestErasure', 'erase'),
      staff(
        'POST',
        '/comments/:publicId/erasure/approval',
        'staff-comments.approveErasure',
        'erase',
      ),
      staff('GET', '/comments/:publicId/attachments', 'staff-attachments.list', 'screen'),
      staff('GET', '/comments/:publicId/attachments/:n/file', 'staff-attachments.file', 'screen'),
      staff(
        'POST',
        '/comments/:publicId/attachments/:n/verdict',
        'staff-attachments.judge',
        'screen',
      ),
      staff('POST', '/word-documents', 'staff-word-documents.read', 'import'),
      staff('GET', '/rules', 'staff-rules.list', 'read'),
      staff('GET', '/limits', 'staff-limits.list', 'read'),
      staff('GET', '/holidays', 'staff-holidays.list', 'read'),
      staff('POST', '/holidays/import', 'staff-holidays.bringIn', 'holidays'),
      staff('POST', '/holidays/:documentId/confirmation', 'staff-holidays.confirm', 'holidays'),
      staff('GET', '/memberships', 'staff-memberships.list', 'memberships'),
      staff('POST', '/memberships', 'staff-memberships.grant', 'memberships'),
      staff('DELETE', '/memberships/:id', 'staff-memberships.revoke', 'memberships'),
    ],
  },
}
