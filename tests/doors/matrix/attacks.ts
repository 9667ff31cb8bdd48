/** What somebody would do to the gate, whatever the door. The order is that of the table. */
export const ATTACKS = [
  { id: 'issue-early', title: 'issue early', column: 'early', on: 'open' },
  { id: 'issue-twice', title: 'issue twice', column: 'twice', on: 'issued' },
  {
    id: 'issue-suspended',
    title: 'issue while suspended',
    column: 'suspended',
    on: 'suspended',
  },
  {
    id: 'issue-withdrawn',
    title: 'issue after withdrawal',
    column: 'withdrawn',
    on: 'withdrawn',
  },
  { id: 'shorten', title: 'shorten the period', column: 'shorten', on: 'open' },
  { id: 'back-date', title: 'back-date the period', column: 'back-date', on: 'open' },
  {
    id: 'weaken-rule',
    title: 'weaken or end a rule for a running draft',
    column: 'rule',
    on: 'open',
  },
  { id: 'change-subject', title: 'change body or kind', column: 'subject', on: 'open' },
  {
    id: 'change-text',
    title: 'change the published text mid-period',
    column: 'text',
    on: 'open',
  },
  {
    id: 'remove-text',
    title: 'remove the published text mid-period',
    column: 'remove',
    on: 'open',
  },
  { id: 'rewrite-comment', title: 'rewrite a comment', column: 'rewrite', on: 'open' },
  { id: 'delete-comment', title: 'delete a comment', column: 'delete', on: 'open' },
  {
    id: 'comment-before',
    title: 'file a comment before the opening',
    column: 'before',
    on: 'unopened',
  },
  {
    id: 'comment-after',
    title: 'file a comment after the close',
    column: 'after',
    on: 'closed',
  },
] as const

export type Attack = (typeof ATTACKS)[number]
export type AttackId = Attack['id']
/** How far the docket has come that an attack is made on. */
export type DocketState = Attack['on']
