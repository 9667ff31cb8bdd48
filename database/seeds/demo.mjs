// npm run demo: builds what is missing, seeds, starts the app on SQLite and tells the story through
// real HTTP. It ends with the server up; Ctrl-C (or SIGTERM) stops both. A second run starts from
// what is there.
//
//   PORT                 where the server listens (1337)
//   PORTAL_PORTS         where the two example portals listen (4001,4002)
//   COMMENT_PERIOD_DATA  folder of database, keys, logins and logs (.data)
//   DATABASE_FILENAME    SQLite file (comment-period.sqlite in that folder)
//   DEMO_ONCE=1          stop the server after the story and exit with 0
//
// Where anything comes otherwise than told, it says what, stops the server and exits with 1.
import { ensureBuilt } from './demo/build.mjs'
import { stopChildren, whenAbandoned } from './demo/children.mjs'
import { httpClient, StoryError } from './demo/http.mjs'
import { readOrMakeLogins } from './demo/logins.mjs'
import { openPortals } from './demo/portals.mjs'
import * as say from './demo/say.mjs'
import { assertPortFree, runSeed, startServer } from './demo/server.mjs'
import { readSettings } from './demo/settings.mjs'
import { PEOPLE, signInStaff } from './demo/staff.mjs'
import { tellExports } from './demo/story-exports.mjs'
import { tellOneMinute } from './demo/story-one-minute.mjs'
import { tellRawSql } from './demo/story-raw-sql.mjs'
import { tellReports } from './demo/story-reports.mjs'
import { tellSemnan } from './demo/story-semnan.mjs'

let told = false
let ending = false

async function endWith(code) {
  ending = true
  await stopChildren()
  process.exit(code)
}

// After the story this is how it is meant to end; before, it was cut short.
const endByHand = () => {
  say.plain()
  say.tell('متوقف شد.', 'Stopped.')
  void endWith(told ? 0 : 1)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, endByHand)
whenAbandoned(endByHand)

try {
  await main(readSettings())
} catch (error) {
  if (!ending) {
    const message = error instanceof StoryError ? error.message : (error.stack ?? String(error))
    process.stderr.write(`\n✗ نمایش ناتمام ماند.\n✗ The demonstration failed.\n  ${message}\n`)
    await endWith(1)
  }
}

async function main(settings) {
  await assertPortFree(settings)
  const { call, server, logins, staff } = await getReady(settings)

  const semnan = await tellSemnan({ call, staff, logins })
  tellRawSql(settings, semnan)
  const issued = await tellOneMinute({ call, staff, logins })
  await tellReports({ call, staff }, issued)
  await tellExports(settings, { call, staff }, issued)
  const { docket } = semnan
  const portals = await openPortals(settings, { call, staff }, { bodySlug: 'semnan', docket })
  told = true

  say.chapter('پایان نمایش', 'The end of the story')
  if (settings.once) {
    say.tell('سامانه خاموش می‌شود.', 'The server stops (DEMO_ONCE=1).')
    return endWith(0)
  }
  showAddresses(settings, logins, { docket, issued: issued.docket, portals })
  const how = await server.ended
  if (!ending)
    throw new StoryError(`The server ended by itself (${how}); see ${settings.serverLog}`)
}

async function getReady(settings) {
  say.chapter('آماده‌سازی', 'Getting ready')
  await ensureBuilt(settings)
  say.tell('داده‌های پنج دستگاه و دستگاه نمایشی:', 'The five bodies and the demonstration body:')
  for (const line of await runSeed(settings)) say.plain(`    ${line}`)

  say.tell('سامانه روشن می‌شود.', 'The server starts.')
  const server = startServer(settings)
  const call = httpClient(settings.origin)
  const health = await server.healthy(call)
  say.fact('guards', `${health.guards.expected} in place, ${health.guards.missing.length} missing`)
  say.fact('database', `${health.database.client} ${health.database.version}`)
  say.fact('log', settings.serverLog)

  const logins = readOrMakeLogins(settings.loginsFile)
  const staff = await signInStaff(call, logins, ['semnan', 'namayesh'])
  say.tell(
    staff.firstRun ? 'برای مدیر و هر یک از نقش‌ها حسابی ساخته شد.' : 'حساب‌ها از اجرای پیشین است.',
    staff.firstRun
      ? 'The admin and each of the roles get an account.'
      : 'The accounts are those of an earlier run.',
  )
  for (const name of ['admin', ...Object.keys(PEOPLE)]) say.fact(name, logins[name].email)
  return { call, server, logins, staff }
}

function showAddresses({ port, loginsFile }, logins, { docket, issued, portals }) {
  const at = `http://localhost:${port}`
  say.tell('سامانه روشن است؛ با Ctrl-C خاموش می‌شود.', 'The server is up; Ctrl-C stops it.')
  for (const { portal, title, address } of portals) {
    say.tell(`${title}:`, `The ${portal} portal:`)
    say.place('پیش‌نویس‌ها', 'drafts', `${address}/`)
    say.place('پیش‌نویس سمنان', 'the Semnan draft', `${address}/draft.html?docket=${docket}`)
    say.place('پیگیری نظر', 'tracking', `${address}/tracking.html`)
  }
  say.tell('صفحه‌های بی‌نیاز از جاوااسکریپت:', 'Pages that need no JavaScript:')
  say.place('پیش‌نویس‌ها', 'drafts', `${at}/notices`)
  say.place('پیش‌نویس سمنان', 'the Semnan draft', `${at}/notices/${docket}`)
  say.place('گواهی انتشار', 'certificate', `${at}/notices/${issued}/certificates/1`)
  say.place('گزارش نتیجه', 'outcome report', `${at}/notices/${issued}/reports/outcome`)
  say.place('پیگیری نظر', 'tracking', `${at}/notices/tracking`)
  say.place('راهبرد مشارکت', 'strategy', `${at}/notices/bodies/semnan`)
  say.tell('برای کارکنان و برنامه‌ها:', 'For staff and programs:')
  say.fact('admin panel', `${at}/admin`)
  say.fact('drafts', `${at}/api/comment-period/drafts`)
  say.fact('bodies', `${at}/api/comment-period/bodies`)
  say.fact('health', `${at}/api/comment-period/health`)
  say.fact('desk', `${at}/admin/plugins/comment-period/desk`)
  say.fact('themes', `${at}/admin/plugins/comment-period/themes`)
  say.fact('reports', `${at}/admin/plugins/comment-period/reports`)
  say.fact('evidence', `${at}/admin/plugins/comment-period/evidence`)
  say.fact('exports', `${at}/admin/plugins/comment-period/exports`)
  say.tell('ورود به نام هر نقش:', 'A login per role, made once:')
  for (const name of ['admin', ...Object.keys(PEOPLE)]) {
    say.fact(name, `${logins[name].email}   ${logins[name].password}`)
  }
  say.fact('kept in', loginsFile)
}
