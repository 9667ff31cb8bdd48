// npm run verify: walks the chain of every docket and of the rules in the app's database, looks at the
// guards and at the rules, and says what does not fit. It looks at the database as it is found: nothing
// that a start of the app would put in order is put in order before, and nothing is written.
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
  HEAD_MISSING: 'the docket of this chain has no head any more',
}

try {
  const { withAppAsFound } = await import('./seeds/boot.mjs')
  const report = await withAppAsFound((app) =>
    app.plugin('comment-period').service('record').verify(),
  )
  const found = report.faults.map(({ code, chain, kind, subject, position }) => {
    const place = position === null ? '' : ` at ${String(position)}`
    const row = kind === null ? '' : `${kind} ${subject}: `
    return `${chain}${place}: ${row}${code}, ${MEANINGS[code]}`
  })
  found.push(
    ...report.missingGuards.map((name) => `guards: ${name} is not there, or is another`),
    ...report.strangers.map((name) => `guards: ${name} stands there and is not ours`),
    ...report.unrecordedRules.map(
      (id) => `rules: ${id} is in no revision; the next start records it`,
    ),
  )
  for (const line of found) console.log(`✗ ${line}`)
  for (const chain of report.waiting) console.log(`  ${chain}: its last comments have no link yet`)
  const walked = `${String(report.links)} links in ${String(report.chains)} chains`
  if (found.length === 0) console.log(`record: ok (${walked})`)
  else console.log(`record: ${String(found.length)} do not fit (${walked})`)
  // Strapi leaves timers behind that would keep a finished process alive.
  process.exit(found.length === 0 ? 0 : 1)
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  process.exit(2)
}
