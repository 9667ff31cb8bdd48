import { accepted, StoryError } from './http.mjs'

const TYPE = 'plugin::comment-period'
const DRAFT = `${TYPE}.draft-regulation`

const DRAFT_FIELDS = [
  'title',
  'summary',
  'clauses',
  'attachments',
  'body',
  'kind',
  'destinationAuthority',
  'requestedCloseOn',
  'responsibleUnit',
]

/** A role says what someone may do at all; a membership, in which body. Both are needed. */
const ROLES = {
  editor: {
    name: 'ویراستار پیش‌نویس / Draft editor',
    permissions: [
      ...['create', 'read', 'update', 'publish'].map(onDrafts),
      ...readable(),
      own('read'),
    ],
    memberships: ['editor'],
  },
  officer: {
    name: 'کارشناس حقوقی و پاسخ‌گو / Legal and response officer',
    permissions: [
      onDrafts('read'),
      ...readable(),
      ...['read', 'issue', 'extend', 'suspend', 'resume', 'respond', 'screen'].map(own),
    ],
    memberships: ['legal', 'responder', 'screener'],
  },
}

/**
 * Signs in the admin, whom the first run makes, and the two people of the story.
 *
 * @returns their tokens, and whether the admin was made now
 */
export async function signInStaff(call, logins, bodySlugs) {
  const { hasAdmin } = accepted(await call('GET', '/admin/init'), 200).data
  const admin = hasAdmin
    ? await signIn(call, logins.admin)
    : await registerAdmin(call, logins.admin)
  const people = {}
  for (const [key, role] of Object.entries(ROLES)) {
    const person = await ensurePerson(call, admin, logins[key], await ensureRole(call, admin, role))
    for (const bodySlug of bodySlugs) {
      for (const membership of role.memberships) {
        const body = {
          adminUserId: person.id,
          bodySlug,
          role: membership,
          reason: 'نمایش کار سامانه',
        }
        accepted(
          await call('POST', '/comment-period/memberships', { token: admin.token, body }),
          201,
        )
      }
    }
    people[key] = person
  }
  return { admin, ...people, firstRun: !hasAdmin }
}

async function registerAdmin(call, { email, password }) {
  const body = { email, password, firstname: 'مدیر', lastname: 'نمایش' }
  return toPerson(accepted(await call('POST', '/admin/register-admin', { body }), 200))
}

async function signIn(call, { email, password }) {
  const answer = await call('POST', '/admin/login', { body: { email, password } })
  if (answer.status === 400) {
    throw new StoryError(
      `${email} cannot sign in with the password in demo-logins.json.\n` +
        '  This data folder has another admin; name a fresh one in COMMENT_PERIOD_DATA.',
    )
  }
  return toPerson(accepted(answer, 200))
}

const toPerson = ({ data }) => ({ id: data.user.id, token: data.token })

async function ensureRole(call, { token }, { name, permissions }) {
  const roles = accepted(await call('GET', '/admin/roles', { token }), 200).data
  const found = roles.find((role) => role.name === name)
  if (found !== undefined) return found.id
  const body = { name, description: 'نمایش کار / demonstration' }
  const { id } = accepted(await call('POST', '/admin/roles', { token, body }), 201).data
  const granted = await call('PUT', `/admin/roles/${id}/permissions`, {
    token,
    body: { permissions },
  })
  accepted(granted, 200)
  return id
}

async function ensurePerson(call, admin, login, roleId) {
  const { token } = admin
  const query = `filters[email][$eq]=${encodeURIComponent(login.email)}`
  const known = accepted(await call('GET', `/admin/users?${query}`, { token }), 200).data.results
  if (known.length > 0) return signIn(call, login)
  const firstname = login.email.split('@')[0]
  const body = { email: login.email, firstname, roles: [roleId] }
  const { registrationToken } = accepted(
    await call('POST', '/admin/users', { token, body }),
    201,
  ).data
  // As someone would who follows the invitation.
  const userInfo = { firstname, password: login.password }
  return toPerson(
    accepted(await call('POST', '/admin/register', { body: { registrationToken, userInfo } }), 200),
  )
}

function onDrafts(action) {
  return {
    action: `plugin::content-manager.explorer.${action}`,
    subject: DRAFT,
    properties:
      action === 'publish'
        ? { locales: ['fa', 'en', 'ckb'] }
        : { fields: DRAFT_FIELDS, locales: ['fa', 'en', 'ckb'] },
    conditions: [],
  }
}

function readable() {
  const fields = {
    'issuing-body': ['slug', 'name'],
    'instrument-kind': ['key', 'name'],
    unit: ['key', 'name'],
  }
  return Object.entries(fields).map(([type, shown]) => ({
    action: 'plugin::content-manager.explorer.read',
    subject: `${TYPE}.${type}`,
    properties: { fields: shown },
    conditions: [],
  }))
}

function own(action) {
  return { action: `${TYPE}.${action}`, subject: null, properties: {}, conditions: [] }
}
