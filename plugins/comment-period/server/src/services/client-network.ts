import ipaddr from 'ipaddr.js'
import { createHmac } from 'node:crypto'
import type { Context } from 'koa'
import type { Strapi } from '../strapi-types'
import { utcDay } from './clock'
import { subkey } from './keys'
import { runtimeOf } from './runtime'

/**
 * An opaque name for the network that a request comes from: the same all day and on every node
 * with the same keys, and another tomorrow. The address itself is neither kept nor logged.
 *
 * It comes from the socket, or from trusted proxies where the host says how many there are; Koa
 * reads no further to the left than that, and without that number the app does not start.
 */
export function networkOf(strapi: Strapi, context: Context): string {
  const [key] = runtimeOf(strapi).keys.code
  return createHmac('sha256', subkey(key, `network|${utcDay()}`))
    .update(networkPrefixOf(context.ip))
    .digest('hex')
    .slice(0, 32)
}

/**
 * What stands for everybody behind one connection: an IPv4 address, or the 64 bits of an IPv6
 * address that a subscriber is given. IPv4 may come dressed as IPv6, by the socket or through a
 * translator; taken as IPv6, all of it would be one network.
 *
 * @returns `unreadable` for what is no address; some proxies put a port behind it, which is dropped
 */
export function networkPrefixOf(typed: string): string {
  const bare = withoutPort(typed.trim())
  if (!ipaddr.isValid(bare)) return 'unreadable'
  const address = ipaddr.parse(bare)
  if (address instanceof ipaddr.IPv4) return address.toString()
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  if (address.range() === 'rfc6052') {
    return new ipaddr.IPv4(address.toByteArray().slice(-4)).toString()
  }
  return `${address.parts.slice(0, 4).map(hextet).join(':')}::/64`
}

function hextet(part: number): string {
  return part.toString(16)
}

function withoutPort(typed: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(typed)
  if (bracketed !== null) return bracketed[1] ?? ''
  return typed.includes('.') && typed.split(':').length === 2 ? (typed.split(':')[0] ?? '') : typed
}
