import {
  publicEndpoints,
  STAFF_ENDPOINTS,
  type Contract,
} from '../../plugins/comment-period/contracts/endpoints'
import { routes } from '../../plugins/comment-period/server/src/routes'
import { API } from './docket-builders'

/** The default of the plugin's option `maxCommentGraphemes`. */
const MAX_GRAPHEMES = 20_000

export interface DeclaredRoute {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly isStaff: boolean
  readonly contract: Contract
}

const CONTRACTS: Readonly<Record<string, Contract>> = publicEndpoints(MAX_GRAPHEMES)
const STAFF_CONTRACTS: Readonly<Record<string, Contract>> = STAFF_ENDPOINTS

/** Every route the plugin declares, with its contract; a route that has none stops the run. */
export const EVERY_ROUTE: readonly DeclaredRoute[] = [
  ...routes['content-api'].routes.map((route) => declared(route, false)),
  ...routes.admin.routes.map((route) => declared(route, true)),
]

function declared({ method, path }: { method: string; path: string }, isStaff: boolean) {
  const name = `${method} ${path}`
  const contract = (isStaff ? STAFF_CONTRACTS : CONTRACTS)[name]
  if (contract === undefined) throw new Error(`${name} has no contract`)
  return { name: isStaff ? `staff ${name}` : name, method, path, isStaff, contract }
}

/** Parameters of addresses by their names; one that is new must be given a value here. */
export interface Addresses {
  readonly docket: string
  readonly documentId: string
  readonly publicId: string
  readonly slug: string
  readonly n: string
  readonly sha256: string
  readonly id: string
}

/** The id of no export, of the form that ids of exports have. */
const AN_EXPORT = 'e00000000000'
/** The number of no group of copies. */
const A_COPY_GROUP = '2147483647'

export function addressOf({ path, isStaff }: DeclaredRoute, addresses: Addresses): string {
  const known = {
    exportId: AN_EXPORT,
    copyGroup: A_COPY_GROUP,
    theme: '1',
    reportKind: 'outcome',
    reportN: '1',
    ...addresses,
  }
  const filled = path.replace(/:([a-zA-Z0-9]+)/g, (_whole, name: string) => {
    const value = (known as Record<string, string | undefined>)[name]
    if (value === undefined) throw new Error(`nothing is known to put in :${name}`)
    return encodeURIComponent(value)
  })
  return `${isStaff ? '/comment-period' : API}${filled}`
}
