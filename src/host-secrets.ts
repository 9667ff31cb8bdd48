import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const NAMES = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
] as const
type SecretName = (typeof NAMES)[number]

/**
 * A secret of the host app: from the environment, or from a file of mode 0600 made at the first
 * start, so that a fresh clone starts without a hand-written `.env`.
 */
export function hostSecret(name: SecretName): string {
  const given = process.env[name]
  if (given !== undefined && given !== '') return given
  const folder = path.resolve(process.env.COMMENT_PERIOD_DATA ?? '.data')
  const file = path.join(folder, 'host-secrets.json')
  if (!fs.existsSync(file)) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const made = Object.fromEntries(NAMES.map((each) => [each, randomBytes(32).toString('base64')]))
    fs.writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' })
  }
  const secrets = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Record<SecretName, string>>
  const secret = secrets[name]
  if (secret === undefined)
    throw new Error(`${file} has no ${name}; add it or set it in the environment`)
  return secret
}
