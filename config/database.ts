import path from 'node:path'

interface Env {
  (key: string): string | undefined
  (key: string, fallback: string): string
  int(key: string, fallback: number): number
  bool(key: string, fallback: boolean): boolean
}

interface NativeSqlite {
  pragma(source: string): unknown
}

/**
 * PostgreSQL by `DATABASE_URL`, SQLite otherwise. MySQL and MariaDB are refused: the guards that
 * make early issuing impossible are written for these two.
 */
export default ({ env }: { env: Env }) => {
  const url = env('DATABASE_URL', '')
  const client = env('DATABASE_CLIENT', url === '' ? 'sqlite' : 'postgres')
  const acquireConnectionTimeout = env.int('DATABASE_ACQUIRE_TIMEOUT_MS', 5_000)

  if (client === 'sqlite') {
    return {
      connection: {
        client: 'sqlite',
        connection: {
          filename: path.resolve(
            env('DATABASE_FILENAME') ??
              path.join(env('COMMENT_PERIOD_DATA', '.data'), 'comment-period.sqlite'),
          ),
        },
        useNullAsDefault: true,
        acquireConnectionTimeout,
        pool: {
          afterCreate(native: NativeSqlite, done: (error: Error | null, native: unknown) => void) {
            // An acknowledged comment must survive a power cut: WAL alone may lose the last commits.
            native.pragma('journal_mode = WAL')
            native.pragma('synchronous = FULL')
            native.pragma('busy_timeout = 5000')
            done(null, native)
          },
        },
      },
    }
  }

  if (client === 'postgres' && /^postgres(ql)?:\/\//.test(url)) {
    return {
      connection: {
        client: 'postgres',
        connection: {
          connectionString: url,
          schema: env('DATABASE_SCHEMA', 'public'),
          ssl: env.bool('DATABASE_SSL', false),
          // As long as SQLite's busy_timeout: who waits for a docket's lock holds a connection.
          lock_timeout: env.int('DATABASE_LOCK_TIMEOUT_MS', 5_000),
          keepAlive: true,
        },
        acquireConnectionTimeout,
        pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
      },
    }
  }

  throw new Error(
    `comment-period runs on SQLite or on PostgreSQL 14 or later (DATABASE_URL=postgres://…); "${client}" with ${url === '' ? 'no DATABASE_URL' : 'this DATABASE_URL'} is neither.`,
  )
}
