import { hostSecret } from '../src/host-secrets'

/** Koa reads `X-Forwarded-For` from the right, as many addresses as there are proxies. */
function proxyOf(count: number) {
  return { koa: count > 0, maxIpsCount: count }
}

interface Env {
  (key: string, fallback?: string): string
  int(key: string, fallback: number): number
}

export default ({ env }: { env: Env }) => ({
  proxy: proxyOf(env.int('TRUSTED_PROXIES', 0)),
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  http: {
    serverOptions: {
      // Who sends slowly holds a connection no longer than this; Node looks once in the interval.
      headersTimeout: env.int('HEADERS_TIMEOUT_MS', 10_000),
      requestTimeout: env.int('REQUEST_TIMEOUT_MS', 30_000),
      connectionsCheckingInterval: 1_000,
    },
  },
  app: { keys: hostSecret('APP_KEYS').split(',') },
})
