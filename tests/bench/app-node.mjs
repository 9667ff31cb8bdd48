/**
 * One app node of the bench: the host app as it is built, with the routes that it is compared to
 * beside its own. Commands come by IPC from `run.mjs`; answers go back the same way.
 */
import { createRequire } from 'node:module'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { dumpComments } from './bare-dump.mjs'
import { keepFromGrouping, letBeGrouped, seedCampaigns, seedContacts } from './campaigns.mjs'
import { addComparisons, openComparisons } from './comparisons.mjs'
import {
  answerAll,
  databaseNow,
  openBriefDocket,
  openDocket,
  prepareBody,
  seedComments,
  signUpManager,
} from './record.mjs'

const root = path.resolve(import.meta.dirname, '../..')
process.chdir(root)
const { createStrapi } = createRequire(path.join(root, 'package.json'))('@strapi/strapi')

const strapi = createStrapi({
  appDir: root,
  distDir: path.join(root, 'dist'),
  autoReload: false,
  serveAdminPanel: false,
})
strapi.log.level = 'error'
addComparisons(strapi)
await strapi.load()
await openComparisons(strapi)
strapi.server.mount()
const server = strapi.server.httpServer
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

const url = `http://127.0.0.1:${server.address().port}`

let watching = null

/** Begins to watch how long the event loop is busy, and how much memory is taken. */
function watch() {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const before = process.memoryUsage.rss()
  const busy = process.cpuUsage()
  const seen = { most: before }
  const timer = setInterval(() => {
    seen.most = Math.max(seen.most, process.memoryUsage.rss())
  }, 50)
  delay.enable()
  watching = { delay, before, busy, seen, timer }
}

function watched() {
  const { delay, before, busy, seen, timer } = watching
  delay.disable()
  clearInterval(timer)
  const { user, system } = process.cpuUsage(busy)
  const cpuMs = (user + system) / 1e3
  return { longestMs: delay.max / 1e6, grownBytes: seen.most - before, cpuMs }
}

const commands = {
  prepareBody: (options) => prepareBody(strapi, options),
  openDocket: (subject) => openDocket(strapi, subject),
  openBriefDocket: ({ subject, openForMs }) => openBriefDocket(strapi, subject, openForMs),
  signUpManager: (subject) => signUpManager(strapi, url, subject),
  signUpScreener: (subject) => signUpManager(strapi, url, subject, 'comment-period-screener'),
  async seedComments({ docket, from, count }) {
    await keepFromGrouping(strapi, docket)
    await seedComments(strapi, docket, from, count)
    // Not in the background of what is measured.
    await strapi.plugin('comment-period').service('record').link()
  },
  answerAll: (asked) => answerAll(strapi, url, asked),
  async seedCampaigns({ docket, count }) {
    await keepFromGrouping(strapi, docket)
    await seedCampaigns(strapi, docket, count)
    await strapi.plugin('comment-period').service('record').link()
  },
  seedContacts: ({ docket, count }) => seedContacts(strapi, docket, count),
  letBeGrouped: ({ docket }) => letBeGrouped(strapi, docket),
  databaseNow: () => databaseNow(strapi),
  dumpComments: (options) => dumpComments(strapi, options),
  watch,
  watched,
  async stop() {
    server.closeAllConnections()
    await strapi.destroy()
  },
}

process.on('message', async ({ id, name, input }) => {
  try {
    process.send({ id, result: (await commands[name](input)) ?? null })
    if (name === 'stop') process.disconnect()
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) })
  }
})
process.send({ listening: url })
