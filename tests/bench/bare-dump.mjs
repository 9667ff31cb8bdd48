/** Every column of a docket's comments as lines of text, with as little between as there can be. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'

const COMMENTS = 'comment_period_public_comments'
const ROWS_OF_A_CHUNK = 1_000

/** @returns how long it took, in milliseconds */
export async function dumpComments(strapi, { docket }) {
  const knex = strapi.db.connection
  const file = path.join(tmpdir(), `bare-dump-${process.pid}.csv`)
  const from = performance.now()
  try {
    if (strapi.db.dialect.client === 'sqlite') await dumpSqlite(knex, docket, file)
    else await dumpPostgres(knex, docket, file)
    return performance.now() - from
  } finally {
    await rm(file, { force: true })
  }
}

/** As pg_dump does it: the server sends the rows over a connection, and the client writes them down. */
async function dumpPostgres(knex, docket, file) {
  const connection = await knex.client.acquireConnection()
  try {
    const copy = `COPY (SELECT * FROM ${COMMENTS} WHERE docket = '${docket}') TO STDOUT CSV`
    await pipeline(connection.query(copyTo(copy)), createWriteStream(file))
  } finally {
    await knex.client.releaseConnection(connection)
  }
}

async function dumpSqlite(knex, docket, file) {
  const connection = await knex.client.acquireConnection()
  try {
    const statement = connection.prepare(`SELECT * FROM ${COMMENTS} WHERE docket = ?`).raw()
    await pipeline(Readable.from(chunks(statement.iterate(docket))), createWriteStream(file))
  } finally {
    await knex.client.releaseConnection(connection)
  }
}

function* chunks(rows) {
  let lines = []
  for (const row of rows) {
    lines.push(row.join(','))
    if (lines.length < ROWS_OF_A_CHUNK) continue
    yield `${lines.join('\n')}\n`
    lines = []
  }
  yield `${lines.join('\n')}\n`
}
