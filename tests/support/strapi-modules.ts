import type * as Strapi from '@strapi/strapi'
import type * as StrapiParts from '@strapi/utils'

interface Modules {
  readonly '@strapi/strapi': typeof Strapi
  readonly '@strapi/utils': typeof StrapiParts
}

declare global {
  /** `require` of the realm in which `strapi-environment.mjs` loads Strapi. */
  var requireOutside: (name: string) => unknown
}

/** A package of Strapi's as the app itself has it. An import in a test would load it once more. */
export function strapiModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  return requireOutside(name) as Modules[Name]
}
