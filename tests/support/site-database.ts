import knex, { type Knex } from 'knex'
import { DATABASE, type Site } from './sites'

/** A connection of the test's own to a site's database, past the app. */
export function connectTo(site: Site): Knex {
  return DATABASE === 'sqlite'
    ? knex({
        client: 'better-sqlite3',
        connection: { filename: site.environment.DATABASE_FILENAME! },
        useNullAsDefault: true,
      })
    : knex({
        client: 'pg',
        connection: { connectionString: site.environment.DATABASE_URL! },
        searchPath: [site.schema],
        pool: { min: 0, max: 4 },
      })
}

export async function withDatabase<T>(site: Site, work: (db: Knex) => Promise<T>): Promise<T> {
  const db = connectTo(site)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
