import type { RecordLabels } from './record-labels'

const some = (unit: string) => (n: number, written: string) =>
  `${written} ${unit}${n === 1 ? '' : 's'}`

/** What the values of the record are called in English. */
export const enLabels: RecordLabels = {
  channels: {
    widget: 'widget',
    'hosted-page': 'hosted page',
    api: 'API',
    email: 'e-mail',
    sms: 'SMS',
    phone: 'phone',
    voicemail: 'voicemail',
    'in-person': 'in person',
    letter: 'letter',
    forum: 'forum',
    import: 'import',
  },
  types: {
    opinion: 'opinion',
    suggestion: 'suggestion',
    criticism: 'criticism',
    satisfaction: 'satisfaction',
    request: 'request',
    complaint: 'complaint',
  },
  states: {
    published: 'published',
    received: 'waiting to be screened',
    withheld: 'not shown, with a reason',
    spam: 'spam',
  },
  withholdReasons: {
    'personal-data': 'holds personal data',
    insult: 'insult',
    unlawful: 'unlawful content',
    'off-topic': 'not about the draft',
    advertising: 'advertising',
    'other-person': 'written in somebody else’s name',
  },
  dispositions: {
    accepted: 'accepted',
    'partly-accepted': 'partly accepted',
    rejected: 'not accepted',
    'out-of-scope': 'outside the scope of the draft',
    'already-provided': 'already in the text',
  },
  eventKinds: {
    extended: 'Period extended',
    suspended: 'Period suspended',
    resumed: 'Period resumed',
    withdrawn: 'Draft withdrawn',
  },
  grounds: {
    'late-holiday': 'a holiday declared after publication',
    outage: 'an outage',
    request: 'a request',
    other: 'another ground',
  },
  terminalActs: { promulgate: 'promulgation', submit: 'submission', implement: 'implementation' },
  duration: {
    day: some('day'),
    hour: some('hour'),
    minute: some('minute'),
    less: 'less than a minute',
    and: ' and ',
  },
}
