import { closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { PLUGIN_FOLDER, ROOT } from '../paths.mjs'
import { startChild } from './children.mjs'
import { StoryError } from './http.mjs'
import { tailOf } from './log-tail.mjs'
import * as say from './say.mjs'

const HEAP = '--max-old-space-size=4096'

const plugin = (...parts) => path.join(PLUGIN_FOLDER, ...parts)
const shared = [plugin('domain'), plugin('contracts'), plugin('package.json')]

/** What `npm run build` makes, and out of what. */
const PRODUCTS = [
  { made: plugin('dist/server/index.js'), from: [plugin('server/src'), ...shared] },
  { made: plugin('dist/widget/manifest.json'), from: [plugin('widget')] },
  { made: plugin('dist/admin/index.js'), from: [plugin('admin/src'), ...shared] },
  {
    made: path.join(ROOT, 'dist/build/index.html'),
    from: [
      plugin('admin/src'),
      ...shared,
      ...['src', 'config', 'package-lock.json'].map((at) => path.join(ROOT, at)),
    ],
  },
  { made: path.join(ROOT, 'dist/src/index.js'), from: [] },
  { made: path.join(ROOT, 'dist/config/server.js'), from: [] },
]

/** Builds plugin, app and admin panel where one of them is absent or older than its sources. */
export async function ensureBuilt({ buildLog }) {
  const stale = PRODUCTS.find(({ made, from }) => !existsSync(made) || isOlder(made, from))
  if (stale === undefined) {
    say.tell('ساخته شده و به‌روز است.', 'Built already and up to date.')
    return
  }
  const why = existsSync(stale.made) ? 'is older than its sources' : 'is not there yet'
  say.tell(
    'افزونه و پنل مدیریت ساخته می‌شود؛ یکی دو دقیقه.',
    'Building plugin and admin panel: npm run build, a minute or two.',
  )
  say.fact('why', `${path.relative(ROOT, stale.made)} ${why}`)
  const code = await runBuild(buildLog)
  if (code !== 0) {
    throw new StoryError(`npm run build ended with ${code}:\n${tailOf(buildLog)}`)
  }
}

function isOlder(made, sources) {
  const at = statSync(made).mtimeMs
  return sources.some((source) => latestIn(source) > at)
}

function latestIn(place) {
  const stat = statSync(place)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(place).reduce(
    (latest, name) => Math.max(latest, latestIn(path.join(place, name))),
    0,
  )
}

async function runBuild(buildLog) {
  mkdirSync(path.dirname(buildLog), { recursive: true, mode: 0o700 })
  const log = openSync(buildLog, 'w', 0o600)
  const options = process.env.NODE_OPTIONS ?? ''
  const build = startChild('npm', ['run', 'build'], {
    cwd: ROOT,
    stdio: ['ignore', log, log],
    shell: process.platform === 'win32',
    // The admin panel's bundler needs more than Node takes by itself on a small machine.
    env: {
      ...process.env,
      NODE_OPTIONS: options.includes('max-old-space-size') ? options : `${options} ${HEAP}`.trim(),
    },
  })
  closeSync(log)
  process.stdout.write('    ')
  const dots = setInterval(say.dot, 2_000)
  try {
    return await new Promise((resolve, reject) => {
      build.once('error', reject)
      build.once('exit', (code, signal) => resolve(code ?? signal))
    })
  } finally {
    clearInterval(dots)
    say.plain()
  }
}
