// npm run seed: brings the bodies, rules, holidays and drafts of data/ into the app's database.
// Never at boot, and never twice: what is there stays as it is.

// Before Strapi is loaded, which otherwise takes this for development.
process.env.NODE_ENV ??= 'production'

try {
  const { withApp } = await import('./boot.mjs')
  const { seed } = await import('./seed-content.mjs')
  for (const { type, made, kept } of await withApp(seed)) {
    const counted = `made ${String(made).padStart(3)}   kept ${String(kept).padStart(3)}`
    console.log(`${type.padEnd(24)} ${counted}`)
  }
  // Strapi leaves timers behind that would keep a finished process alive.
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  process.exit(1)
}
