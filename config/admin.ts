import { hostSecret } from '../src/host-secrets'

interface Env {
  (key: string, fallback?: string): string
  bool(key: string, fallback: boolean): boolean
}

export default ({ env }: { env: Env }) => ({
  auth: { secret: hostSecret('ADMIN_JWT_SECRET') },
  apiToken: { salt: hostSecret('API_TOKEN_SALT') },
  transfer: { token: { salt: hostSecret('TRANSFER_TOKEN_SALT') } },
  secrets: { encryptionKey: hostSecret('ENCRYPTION_KEY') },
  // Nothing is sent to anyone: an Iranian portal cannot reach those services, and need not.
  flags: { nps: false, promoteEE: false },
  serveAdminPanel: env.bool('SERVE_ADMIN_PANEL', true),
  watchIgnoreFiles: [
    '**/plugins/*/admin/**',
    '**/plugins/*/server/src/**',
    '**/plugins/*/domain/**',
  ],
})
