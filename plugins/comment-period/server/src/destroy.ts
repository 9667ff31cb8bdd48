import { drain, within } from './services/draining'
import { stopRuntime } from './services/runtime'
import { backgroundDone, configOf, type Strapi } from './strapi-types'

/** Strapi runs this before it destroys the sockets, and a socket may wait for a receipt. */
export async function destroy({ strapi }: { strapi: Strapi }): Promise<void> {
  await drain(strapi)
  await stopRuntime(strapi)
  // A mail server that does not answer must not keep the app from stopping.
  await within(configOf(strapi).maxDrainMs, backgroundDone(strapi))
}
