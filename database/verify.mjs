// npm run verify: walks the chain of every docket and of the rules in the app's database and says
// what does not fit. It reads the record and changes nothing in it.
//
// Ends with 0 where all fits, with 1 where something does not, with 2 where it could not be told.

// Before Strapi is loaded, which otherwise takes this for development.
process.env.NODE_ENV ??= 'production'

const MEANINGS = {
  LINK_OUT_OF_ORDER: 'a link is missing, doubled or moved',
  LINK_CHANGED: 'the link is not what was made of its row and of the link before',
  ROW_MISSING: 'the row is gone',
  ROW_CHANGED: 'the row is not what it was when it was linked',
  TEXT_CHANGED: 'the text of the comment is not the one that was filed',
  STATE_CHANGED: 'state, hidden words, unit or erasure are not what staff recorded',
  ROW_WITHOUT_LINK: 'the row was written past the services',
}

try {
  const { withApp } = await import('./seeds/boot.mjs')
  const report = await withApp((app) => app.plugin('comment-period').service('record').verify())
  for (const { code, chain, kind, subject, position } of report.faults) {
    const place = position === null ? '' : ` at ${String(position)}`
    console.log(`✗ ${chain}${place}: ${kind} ${subject}: ${code}, ${MEANINGS[code]}`)
  }
  for (const chain of report.waiting) console.log(`  ${chain}: its last comments have no link yet`)
  const walked = `${String(report.links)} links in ${String(report.chains)} chains`
  if (report.faults.length === 0) console.log(`record: ok (${walked})`)
  else console.log(`record: ${String(report.faults.length)} do not fit (${walked})`)
  // Strapi leaves timers behind that would keep a finished process alive.
  process.exit(report.faults.length === 0 ? 0 : 1)
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  process.exit(2)
}
