import { URLSearchParams } from 'node:url'
import { servePortal } from '../../../plugins/comment-period/widget/examples/serve.mjs'
import { accepted, expect, StoryError } from './http.mjs'
import * as say from './say.mjs'

const BODIES = '/content-manager/collection-types/plugin::comment-period.issuing-body'
/** Two names of one host: to the list of a body they are two origins. */
const NAMES = ['localhost', '127.0.0.1']
const PORTALS = [
  { portal: 'modern', title: 'درگاه نمونه' },
  { portal: 'legacy', title: 'سامانه اطلاع‌رسانی نمونه' },
]

/**
 * Starts both example portals, sites of their own beside the app, and enters their origins with the
 * body whose drafts they show. Later runs take the place of what an earlier one entered.
 *
 * @returns the portals, each with its address
 */
export async function openPortals({ port, portalPorts }, { call, staff }, { bodySlug, docket }) {
  say.chapter('دو درگاه نمونه', 'Two example portals')
  const open = []
  for (const [place, { portal, title }] of PORTALS.entries()) {
    const at = await start(portal, `http://localhost:${port}`, bodySlug, portalPorts[place])
    open.push({ portal, title, port: at, address: `http://localhost:${at}` })
  }
  const token = staff.admin.token
  await enterOrigins(call, token, bodySlug, open)
  say.tell(
    'نشانی هر دو درگاه نزد دستگاه ثبت شد؛ تنها از آن‌ها نظر پذیرفته می‌شود.',
    'The body has both origins on its list; comments come from no other site.',
  )
  for (const { portal, address } of open) {
    await assertWelcome(call, docket, address, 204)
    say.fact(portal, address)
  }
  await assertWelcome(call, docket, 'http://localhost:1', 403)
  return open
}

async function start(portal, plugin, body, port) {
  try {
    return (await servePortal({ portal, plugin, body, port })).port
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    throw new StoryError(
      `Port ${port} of the ${portal} portal is taken. Choose others: PORTAL_PORTS=4011,4012 npm run demo`,
    )
  }
}

async function enterOrigins(call, token, slug, open) {
  const query = new URLSearchParams({ 'filters[slug][$eq]': slug })
  const { results } = accepted(await call('GET', `${BODIES}?${query}`, { token }), 200)
  expect(results.length === 1, `There is no body «${slug}»; was it renamed or deleted?`)
  const [{ documentId, portals }] = results
  const ours = new Set(PORTALS.map(({ title }) => title))
  const others = (portals ?? []).filter(({ title }) => !ours.has(title))
  const entered = open.flatMap(({ title, port }) =>
    NAMES.map((name) => ({ origin: `http://${name}:${port}`, title })),
  )
  const body = { portals: [...others, ...entered] }
  accepted(await call('PUT', `${BODIES}/${documentId}`, { token, body }), 200)
}

/** Asks as a browser does before it sends a comment from a page of that origin. */
async function assertWelcome(call, docket, origin, status) {
  const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
  const path = `/api/comment-period/drafts/${docket}/comments`
  accepted(await call('OPTIONS', path, { headers }), status)
}
