import { TABLES } from '../database/tables'
import type { Db } from '../strapi-types'

export interface KeyFingerprint {
  readonly purpose: string
  readonly keyId: string
  readonly fingerprint: string
}

/** The keys that rows of this database were made with. */
export async function loadFingerprints({ knex }: Db): Promise<KeyFingerprint[]> {
  const rows: { purpose: string; key_id: string; fingerprint: string }[] = await knex(
    TABLES.keys,
  ).select('purpose', 'key_id', 'fingerprint')
  return rows.map((row) => ({
    purpose: row.purpose,
    keyId: row.key_id,
    fingerprint: row.fingerprint,
  }))
}

export async function saveFingerprint(
  { knex }: Db,
  { purpose, keyId, fingerprint }: KeyFingerprint,
  recordedAt: number,
): Promise<void> {
  await knex(TABLES.keys)
    .insert({ purpose, key_id: keyId, fingerprint, recorded_at: recordedAt })
    .onConflict(['purpose', 'key_id'])
    .ignore()
}
