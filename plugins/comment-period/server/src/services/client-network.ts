import { createHmac } from 'node:crypto'
import type { Context } from 'koa'
import type { Strapi } from '../strapi-types'
import { subkey } from './keys'
import { runtimeOf } from './runtime'

/** An opaque name for where a request comes from. The address itself is neither kept nor logged. */
export function networkOf(strapi: Strapi, context: Context): string {
  const [key] = runtimeOf(strapi).keys.code
  return createHmac('sha256', subkey(key, 'network')).update(context.ip).digest('hex').slice(0, 32)
}
