import { expect } from '@jest/globals'
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Json, TestApp } from './app'
import type { Staff } from './docket-builders'

/** Exports of the full profile are asked for and fetched at a place of their own. */
const placeOf = (profile: string) =>
  `/comment-period/${profile === 'full' ? 'full-exports' : 'exports'}`

/** Asks for an export: CSV in Persian, unless told otherwise. */
export const askExport = (staff: Staff, fields: Json, profile = 'working') =>
  staff.call('POST', placeOf(profile), {
    format: 'csv',
    language: 'fa',
    reason: 'درخواست دادگاه',
    ...(profile === 'full' ? {} : { profile }),
    ...fields,
  })

/** The job once nobody works at it any more, however it ended. */
export async function exportOver(staff: Staff, id: string): Promise<Json> {
  for (;;) {
    const { body } = await staff.call('GET', `/comment-period/exports/${id}`)
    if (!['waiting', 'running'].includes(String(body.state))) return body
    await setTimeout(20)
  }
}

export async function exportFile(
  app: TestApp,
  staff: Staff,
  job: Json,
  profile = 'working',
): Promise<Buffer> {
  const answer = await fetch(`${app.url}${placeOf(profile)}/${String(job.id)}/file`, {
    headers: { Authorization: `Bearer ${staff.token}` },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

/** Asks, waits and fetches: the file is the one that the job states. */
export async function madeExport(
  app: TestApp,
  staff: Staff,
  fields: Json,
  profile = 'working',
): Promise<{ readonly job: Json; readonly bytes: Buffer }> {
  const asked = await askExport(staff, fields, profile)
  expect([asked.status, asked.body.code]).toEqual([201, undefined])
  const job = await exportOver(staff, String(asked.body.id))
  expect([job.state, job.failure]).toEqual(['done', null])
  const bytes = await exportFile(app, staff, job, profile)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.sha256)
  expect(bytes.length).toBe(job.bytes)
  return { job, bytes }
}
