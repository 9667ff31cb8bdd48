import { UID } from './strapi-types'

/** What a role may do with the entries of a content type in the content manager. */
export type ContentAct = 'create' | 'read' | 'update' | 'delete' | 'publish'

/** A Strapi role for one kind of work. For whom it may be done, a membership says. */
export interface ReadyMadeRole {
  readonly code: string
  readonly name: string
  readonly description: string
  /** Permissions of the plugin: `permissions.ts`. */
  readonly acts: readonly string[]
  readonly content: Readonly<Record<string, readonly ContentAct[]>>
  readonly bringsFiles?: true
}

const EVERY_ACT = ['create', 'read', 'update', 'delete'] as const
const READ = ['read'] as const
/** What the edit view of a draft offers to choose from. */
const CHOSEN_FROM = { [UID.body]: READ, [UID.kind]: READ, [UID.unit]: READ } as const

/** Made once, at the first start; from then on they are the administrator's to change or remove. */
export const READY_MADE_ROLES: readonly ReadyMadeRole[] = [
  {
    code: 'comment-period-editor',
    name: 'تدوین‌کننده پیش‌نویس',
    description: 'Editor: writes drafts, brings texts in, publishes for comment, restarts a period',
    acts: ['import', 'read', 'restart'],
    content: { ...CHOSEN_FROM, [UID.draft]: ['create', 'read', 'update', 'publish'] },
    bringsFiles: true,
  },
  {
    code: 'comment-period-screener',
    name: 'بررسی‌کننده نظرها',
    description: 'Screener: publishes, withholds, redacts and assigns comments, judges attachments',
    acts: ['read', 'desk', 'screen', 'assign', 'theme', 'redact'],
    content: { ...CHOSEN_FROM, [UID.draft]: READ },
  },
  {
    code: 'comment-period-responder',
    name: 'واحد پاسخ‌گو',
    description: 'Responding unit: responds to comments and may reach whoever filed them',
    acts: ['read', 'desk', 'respond', 'theme', 'contact'],
    content: { ...CHOSEN_FROM, [UID.draft]: READ },
  },
  {
    code: 'comment-period-legal',
    name: 'کارشناس حقوقی',
    description:
      'Legal: keeps period rules; extends, suspends, resumes, waives, withdraws; erases by two',
    acts: [
      'read',
      'extend',
      'suspend',
      'resume',
      'waive',
      'withdraw',
      'holidays',
      'desk',
      'theme',
      'contact',
      'original',
      'erase',
      'export',
      'export-full',
      'evidence',
      'report',
    ],
    content: {
      ...CHOSEN_FROM,
      [UID.draft]: ['read', 'update'],
      [UID.rule]: ['create', 'read', 'update'],
      [UID.holiday]: ['create', 'read', 'update'],
    },
  },
  {
    code: 'comment-period-issuer',
    name: 'صادرکننده',
    description: 'Issuer: performs the terminal act once the period is over',
    acts: ['read', 'issue'],
    content: { ...CHOSEN_FROM, [UID.draft]: READ },
  },
  {
    code: 'comment-period-administrator',
    name: 'راهبر سامانه نظرخواهی',
    description: 'Administrator: bodies, kinds, rules, units, routing, strategies and memberships',
    acts: ['read', 'holidays', 'desk', 'memberships'],
    content: {
      [UID.draft]: READ,
      [UID.body]: EVERY_ACT,
      [UID.kind]: EVERY_ACT,
      [UID.rule]: EVERY_ACT,
      [UID.holiday]: EVERY_ACT,
      [UID.unit]: EVERY_ACT,
      [UID.routingRule]: EVERY_ACT,
      [UID.responsibility]: EVERY_ACT,
      [UID.responseTemplate]: EVERY_ACT,
      [UID.strategy]: [...EVERY_ACT, 'publish'],
    },
    bringsFiles: true,
  },
]
