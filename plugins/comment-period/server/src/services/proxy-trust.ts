import type { Strapi } from '../strapi-types'

interface ProxySettings {
  readonly koa?: unknown
  readonly maxIpsCount?: unknown
}

/**
 * Refuses a host that trusts `X-Forwarded-For` without saying how many proxies write to it. Koa
 * then takes the left-most address, which is the caller's own text: whatever is counted or logged
 * by address would be counted by what the caller likes.
 */
export function assertProxiesCounted(strapi: Strapi): void {
  const { koa, maxIpsCount } = strapi.config.get('server.proxy', {}) as ProxySettings
  if (koa !== true) return
  if (Number.isInteger(maxIpsCount) && Number(maxIpsCount) > 0) return
  throw new Error(
    'comment-period: `server.proxy.koa` is true without `server.proxy.maxIpsCount`, so that anybody may choose their own address. Set it to the number of proxies in front of the app.',
  )
}
