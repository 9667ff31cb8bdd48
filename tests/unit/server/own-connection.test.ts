import { describe, expect, test } from '@jest/globals'
import { ownConnectionOf } from '../../../plugins/comment-period/server/src/database/own-connection'
import type { Strapi } from '../../../plugins/comment-period/server/src/strapi-types'

/** What a host's configuration comes to, as Strapi keeps it. */
const hostWith = (client: 'sqlite' | 'postgres', connection: unknown, schema?: string) =>
  ({
    db: {
      connection: {},
      dialect: { client },
      config: { connection: { client, connection } },
      getSchemaName: () => schema,
    },
  }) as unknown as Strapi

describe('a thread comes to the database by itself', () => {
  test('by the file of SQLite', () => {
    expect(ownConnectionOf(hostWith('sqlite', { filename: '/data/app.sqlite' }))).toEqual({
      client: 'sqlite',
      connection: { filename: '/data/app.sqlite' },
      schema: null,
    })
  })

  test('by the address of PostgreSQL, in the schema of the host', () => {
    const connection = { connectionString: 'postgres://db/app', ssl: { ca: 'x' }, schema: 'ours' }
    expect(ownConnectionOf(hostWith('postgres', connection, 'ours'))).toEqual({
      client: 'postgres',
      connection,
      schema: 'ours',
    })
    expect(ownConnectionOf(hostWith('postgres', 'postgres://db/app'))).toEqual({
      client: 'postgres',
      connection: 'postgres://db/app',
      schema: null,
    })
  })

  test('with the password, which Knex hides from whoever lists the members', () => {
    const connection = Object.defineProperty({ host: 'db', user: 'app' }, 'password', {
      value: 'secret',
      enumerable: false,
    })
    expect(ownConnectionOf(hostWith('postgres', connection))?.connection).toEqual({
      host: 'db',
      user: 'app',
      password: 'secret',
    })
  })
})

describe('nobody else can come to a database', () => {
  test.each([
    ['that is in the memory of a process', 'sqlite', { filename: ':memory:' }],
    ['that is in it by one word', 'sqlite', ':memory:'],
    ['whose address the host makes each time', 'postgres', () => ({ host: 'db' })],
    ['whose password the host makes each time', 'postgres', { host: 'db', password: () => 'x' }],
    [
      'whose certificate the host checks by a function',
      'postgres',
      { host: 'db', ssl: { checkServerIdentity: () => undefined } },
    ],
    ['that the host tells nothing of', 'postgres', undefined],
  ] as const)('%s', (_, client, connection) => {
    expect(ownConnectionOf(hostWith(client, connection))).toBeNull()
  })
})
