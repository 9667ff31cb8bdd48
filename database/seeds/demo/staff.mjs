import { setTimeout as wait } from 'node:timers/promises'
import { accepted, StoryError } from './http.mjs'

/**
 * A person for each of the ready-made roles. A role says what someone may do at all; a membership,
 * in which body. Both are needed.
 */
export const PEOPLE = {
  editor: { title: 'ویراستار', membership: 'editor' },
  screener: { title: 'بررسی‌کننده', membership: 'screener' },
  responder: { title: 'پاسخ‌گو', membership: 'responder' },
  legal: { title: 'کارشناس حقوقی', membership: 'legal' },
  issuer: { title: 'صادرکننده', membership: 'legal' },
  administrator: { title: 'راهبر', membership: 'manager' },
}

/**
 * Signs in the admin, whom the first run makes, and a person of each role.
 *
 * @returns their tokens, and whether the admin was made now
 */
export async function signInStaff(call, logins, bodySlugs) {
  const { hasAdmin } = accepted(await call('GET', '/admin/init'), 200).data
  const admin = hasAdmin
    ? await signIn(call, logins.admin)
    : await registerAdmin(call, logins.admin)
  const roles = await readyMadeRoles(call, admin)
  const people = {}
  for (const [key, { title, membership }] of Object.entries(PEOPLE)) {
    const person = await ensurePerson(call, admin, logins[key], title, roles.get(key))
    for (const bodySlug of bodySlugs) {
      const body = {
        adminUserId: person.id,
        bodySlug,
        role: membership,
        reason: 'نمایش کار سامانه',
      }
      accepted(await call('POST', '/comment-period/memberships', { token: admin.token, body }), 201)
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

const CODE = 'comment-period-'
const TRIES = 100

/** The app makes them when it first listens: they may be a moment later than its first answer. */
async function readyMadeRoles(call, { token }) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const roles = accepted(await call('GET', '/admin/roles', { token }), 200).data
    const ours = roles.filter(({ code }) => code.startsWith(CODE))
    const found = new Map(ours.map(({ code, id }) => [code.slice(CODE.length), id]))
    if (Object.keys(PEOPLE).every((key) => found.has(key))) return found
    await wait(100)
  }
  throw new StoryError('The ready-made roles are not there; name a fresh COMMENT_PERIOD_DATA.')
}

async function ensurePerson(call, admin, login, firstname, roleId) {
  const { token } = admin
  const query = `filters[email][$eq]=${encodeURIComponent(login.email)}`
  const known = accepted(await call('GET', `/admin/users?${query}`, { token }), 200).data.results
  if (known.length > 0) return signIn(call, login)
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
