import { stopRuntime } from './services/runtime'
import type { Strapi } from './strapi-types'

export function destroy({ strapi }: { strapi: Strapi }): void {
  stopRuntime(strapi)
}
