import { formatDocketNumber, parseDocketNumber } from '../../../domain/docket-number'
import { findBody, listBodies } from '../repositories/bodies'
import { findHead } from '../repositories/docket-heads'
import { connectionOf } from '../strapi-types'
import type { Runtime } from './runtime'

/** What a browser on a portal wants to do: file a comment in a docket, or look a code up. */
export type PortalRequest =
  { readonly kind: 'submit'; readonly docket: string } | { readonly kind: 'track' }

/**
 * Whether a page of this origin may make the request: for a comment, a portal that the docket's
 * body has registered; for a look-up, a portal of any body (design §6).
 */
export async function isRegisteredPortal(
  runtime: Runtime,
  origin: string,
  request: PortalRequest,
): Promise<boolean> {
  const portals =
    request.kind === 'track' ? await everyPortal(runtime) : await portalsOf(runtime, request.docket)
  return portals.includes(origin)
}

async function everyPortal({ strapi }: Runtime): Promise<string[]> {
  const bodies = await listBodies(strapi)
  return bodies.flatMap((body) => body.portals.map((portal) => portal.origin))
}

/** Origins that the body of a docket has registered; none where there is no such docket. */
export async function portalsOf({ strapi }: Runtime, typedDocket: string): Promise<string[]> {
  const parsed = parseDocketNumber(typedDocket)
  if (parsed === null) return []
  const docket = formatDocketNumber(parsed.slug, parsed.solarYear, parsed.number)
  const head = await findHead(connectionOf(strapi), { docket })
  const body = head === null ? null : await findBody(strapi, { documentId: head.bodyId })
  return body?.portals.map((portal) => portal.origin) ?? []
}

/** Origins that a body has registered. */
export async function portalsOfBody({ strapi }: Runtime, slug: string): Promise<string[]> {
  const body = await findBody(strapi, { slug })
  return body?.portals.map((portal) => portal.origin) ?? []
}
