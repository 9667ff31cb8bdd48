import { hostSecret } from '../src/host-secrets'

interface Env {
  (key: string, fallback?: string): string
  int(key: string, fallback: number): number
}

export default ({ env }: { env: Env }) => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  app: { keys: hostSecret('APP_KEYS').split(',') },
})
