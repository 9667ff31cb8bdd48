import type { Core } from '@strapi/strapi'
import type { Context } from 'koa'
import type { Knex } from 'knex'
import type { PaceLimits } from '../../domain/pace'
import { conflictIn } from './database/transactions'

/**
 * The one place where Strapi's typing gaps are bridged. Everything else in the server takes its
 * types from here and needs no assertion.
 */

export type Strapi = Core.Strapi

export const PLUGIN = 'comment-period'

export const UID = {
  body: 'plugin::comment-period.issuing-body',
  kind: 'plugin::comment-period.instrument-kind',
  rule: 'plugin::comment-period.period-rule',
  holiday: 'plugin::comment-period.holiday',
  unit: 'plugin::comment-period.unit',
  routingRule: 'plugin::comment-period.routing-rule',
  responsibility: 'plugin::comment-period.responsibility',
  responseTemplate: 'plugin::comment-period.response-template',
  strategy: 'plugin::comment-period.participation-strategy',
  draft: 'plugin::comment-period.draft-regulation',
  comment: 'plugin::comment-period.public-comment',
} as const

export type Row = Readonly<Record<string, unknown>>

/** Strapi's query engine for one type, joined to the surrounding transaction by Strapi itself. */
export interface Rows {
  findOne(query: object): Promise<Row | null>
  findMany(query: object): Promise<Row[]>
  update(query: object): Promise<Row>
}

/** Types that a plugin brings are unknown to Strapi's generated types until the host runs them. */
export function rowsOf(strapi: Strapi, uid: string): Rows {
  return strapi.db.query(uid)
}

/** The document service of one type, for calls by a `uid` that is only known at run time. */
export interface Documents {
  create(params: { data: object }): Promise<unknown>
  update(params: { documentId: string; data: object }): Promise<unknown>
  publish(params: { documentId: string; locale?: string }): Promise<unknown>
}

export function documentsOf(strapi: Strapi, uid: string): Documents {
  return strapi.documents(uid as never)
}

export type DatabaseClient = 'sqlite' | 'postgres'

/** A connection or a transaction, with the dialect it speaks. */
export interface Db {
  readonly knex: Knex
  readonly client: DatabaseClient
}

export function connectionOf(strapi: Strapi): Db {
  return {
    knex: strapi.db.connection,
    client: strapi.db.dialect.client as DatabaseClient,
  }
}

interface Pool {
  numPendingAcquires(): number
}

/** How many queries and transactions wait for a connection of the pool. */
export function waitingForConnection(strapi: Strapi): number {
  const { client } = strapi.db.connection as unknown as { client: { pool?: Pool } }
  return client.pool?.numPendingAcquires() ?? 0
}

/**
 * Runs `work` in one transaction, joined to the caller's where there is one. Raw queries must go
 * through the `Db` given: on SQLite the pool holds one connection, and another would wait for ever.
 * A conflict with another writer comes out as such, whatever was made of it on the way.
 */
export async function inTransaction<T>(strapi: Strapi, work: (db: Db) => Promise<T>): Promise<T> {
  const { client } = connectionOf(strapi)
  return strapi.db.transaction(async ({ trx }) => {
    const knex = trx as unknown as Knex
    try {
      return await work({ knex, client })
    } catch (error) {
      throw conflictIn(knex) ?? error
    }
  }) as Promise<T>
}

export interface TableMetadata {
  readonly tableName: string
  /** Column of each scalar attribute. */
  readonly columns: Readonly<Record<string, string>>
}

export function tableOf(strapi: Strapi, uid: string): TableMetadata {
  const metadata = strapi.db.metadata.get(uid) as unknown as {
    tableName: string
    attributes: Record<string, { columnName?: string }>
  }
  const columns = Object.entries(metadata.attributes).flatMap(([name, { columnName }]) =>
    columnName === undefined ? [] : [[name, columnName] as const],
  )
  return { tableName: metadata.tableName, columns: Object.fromEntries(columns) }
}

/** The join table that Strapi made for a relation of a type. */
export function relationTableOf(
  strapi: Strapi,
  uid: string,
  attribute: string,
): { table: string; ownColumn: string; targetColumn: string } {
  const { attributes } = strapi.db.metadata.get(uid) as unknown as {
    attributes: Record<
      string,
      {
        joinTable?: {
          name: string
          joinColumn: { name: string }
          inverseJoinColumn: { name: string }
        }
      }
    >
  }
  const joinTable = attributes[attribute]?.joinTable
  if (joinTable === undefined)
    throw new Error(`comment-period: ${uid} has no relation ${attribute}`)
  return {
    table: joinTable.name,
    ownColumn: joinTable.joinColumn.name,
    targetColumn: joinTable.inverseJoinColumn.name,
  }
}

export function schemaNameOf(strapi: Strapi): string {
  return strapi.db.getSchemaName() ?? 'public'
}

export interface DocumentContext {
  readonly uid: string
  readonly action: string
  params: {
    documentId?: string
    locale?: string | string[] | null
    status?: string
    data?: Record<string, unknown>
  }
}

export type DocumentMiddleware = (
  context: DocumentContext,
  next: () => Promise<unknown>,
) => Promise<unknown>

export function useDocumentMiddleware(strapi: Strapi, middleware: DocumentMiddleware): void {
  strapi.documents.use(middleware as never)
}

/** Who makes the present request, as Strapi's authentication left it. */
export interface RequestState {
  readonly user?: { id: number; firstname?: string; lastname?: string; email?: string }
  readonly auth?: { strategy?: { name?: string }; credentials?: { id?: number | string } }
}

export function requestStateOf(strapi: Strapi): RequestState | null {
  const context = strapi.requestContext.get() as { state?: RequestState } | undefined
  return context?.state ?? null
}

export interface PluginConfig {
  readonly authoritativeLocale: string
  readonly locales: readonly string[]
  readonly dataFolder: string
  readonly maxCommentGraphemes: number
  readonly maxBodyBytes: number
  readonly maxAttachmentBytes: number
  readonly clamdSocket: string
  readonly mailFrom: string
  readonly maxDrainMs: number
  readonly maxWaiting: number
  readonly maxKeptAnswerBytes: number
  readonly pace: PaceLimits
}

export function configOf(strapi: Strapi): PluginConfig {
  return strapi.config.get(`plugin::${PLUGIN}`) as PluginConfig
}

interface PermissionService {
  readonly actionProvider: { registerMany(actions: readonly object[]): Promise<unknown> }
  readonly conditionProvider: { register(condition: AccessCondition): Promise<unknown> }
}

/** Narrows a permission to some entries of its content type, as a query that says which. */
export interface AccessCondition {
  readonly displayName: string
  readonly name: string
  readonly plugin: string
  readonly handler: (user: { readonly id: number }) => Promise<object>
}

export async function registerPermissions(
  strapi: Strapi,
  actions: readonly object[],
): Promise<void> {
  const service = strapi.service('admin::permission') as unknown as PermissionService
  await service.actionProvider.registerMany(actions)
}

export async function registerCondition(strapi: Strapi, condition: AccessCondition): Promise<void> {
  const service = strapi.service('admin::permission') as unknown as PermissionService
  await service.conditionProvider.register(condition)
}

export interface AdminPermission {
  readonly action: string
  readonly conditions?: readonly string[]
  readonly subject?: string | null
  readonly properties?: Readonly<Record<string, unknown>>
}

interface AdminRoles {
  exists(where: { name: string }): Promise<boolean>
  create(role: { code: string; name: string; description: string }): Promise<{ id: number }>
  assignPermissions(roleId: number, permissions: readonly AdminPermission[]): Promise<unknown>
  /** Every permission that there is on a content type, with all of its fields. */
  contentPermissions(): AdminPermission[]
}

/** Strapi's roles of the admin, as its own settings page makes them. */
export function adminRolesOf(strapi: Strapi): AdminRoles {
  const roles = strapi.service('admin::role') as unknown as AdminRoles
  const { actionProvider } = strapi.service('admin::permission') as unknown as {
    actionProvider: { values(): { section: string }[] }
  }
  const types = strapi.service('admin::content-type') as unknown as {
    getPermissionsWithNestedFields(actions: readonly object[]): AdminPermission[]
  }
  return {
    exists: (where) => roles.exists(where),
    create: (role) => roles.create(role),
    assignPermissions: (roleId, permissions) => roles.assignPermissions(roleId, permissions),
    contentPermissions: () =>
      types.getPermissionsWithNestedFields(
        actionProvider.values().filter(({ section }) => section === 'contentTypes'),
      ),
  }
}

export function isLocalized(strapi: Strapi, uid: string): boolean {
  const { pluginOptions } = strapi.contentType(uid as never) as {
    pluginOptions?: { i18n?: { localized?: boolean } }
  }
  return pluginOptions?.i18n?.localized === true
}

const BACKGROUND = new WeakMap<Strapi, Set<Promise<void>>>()

/** Remembers what no request waits for until it is over. */
function inBackground(strapi: Strapi, work: Promise<void>): Promise<void> {
  const works = BACKGROUND.get(strapi) ?? new Set()
  BACKGROUND.set(strapi, works.add(work))
  const forget = () => {
    works.delete(work)
  }
  work.then(forget, forget)
  return work
}

/** Resolves once nothing is in the background any more: it needs the database until then. */
export async function backgroundDone(strapi: Strapi): Promise<void> {
  await Promise.allSettled([...(BACKGROUND.get(strapi) ?? [])])
}

/** Calls `perform` once the app listens, when everything else of it has started. */
export function onceListening(strapi: Strapi, perform: () => Promise<void>): void {
  strapi.server.httpServer.once('listening', () => {
    inBackground(strapi, perform()).catch((error: unknown) => {
      strapi.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
    })
  })
}

interface GraphqlExtension {
  shadowCRUD(uid: string): { disableMutations(): void }
}

/** Where the host has the GraphQL plugin, it would expose our types by itself. */
export function disableGraphqlMutations(strapi: Strapi, uid: string): void {
  if (!Object.hasOwn(strapi.plugins, 'graphql')) return
  const extension = strapi.plugin('graphql').service('extension') as unknown as GraphqlExtension
  extension.shadowCRUD(uid).disableMutations()
}

/** The origin that the host app was told it has; `null` where it was told none. */
export function givenOriginOf(strapi: Strapi): string | null {
  const url = strapi.config.get('server.url', '') as string
  return URL.canParse(url) ? new URL(url).origin : null
}

/** The origin under which the host says it is reached; behind a proxy the request does not say it. */
export function publicOriginOf(strapi: Strapi): string | null {
  const url = strapi.config.get('server.absoluteUrl', '') as string
  return URL.canParse(url) ? new URL(url).origin : null
}

interface Hook {
  register(handler: () => Promise<void>): unknown
}

/** Runs something before Strapi compares its schema with the database's, and something after. */
export function aroundSchemaSync(
  strapi: Strapi,
  before: () => Promise<void>,
  after: () => Promise<void>,
): void {
  const hook = (name: string) => strapi.hook(name) as unknown as Hook
  hook('strapi::content-types.beforeSync').register(before)
  hook('strapi::content-types.afterSync').register(after)
}

export function publicFolderOf(strapi: Strapi): string {
  return strapi.dirs.static.public
}

export interface Mail {
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
}

/** By whatever provider the host has configured. Rejects where the mail was not taken. */
export async function sendMail(strapi: Strapi, mail: Mail): Promise<void> {
  const service = strapi.plugin('email').service('email') as unknown as {
    send(mail: Mail): Promise<unknown>
  }
  await service.send(mail)
}

/** Calls `perform` by a cron rule, on every node; Strapi ends it with the app. */
export function atTimes(
  strapi: Strapi,
  name: string,
  rule: string,
  perform: () => Promise<void>,
): void {
  strapi.cron.add({ [name]: { task: () => inBackground(strapi, perform()), options: { rule } } })
}

/** Where the admin is reached, as the host was told; `null` where it was told nothing. */
export function adminUrlOf(strapi: Strapi): string | null {
  const url = strapi.config.get('admin.absoluteUrl', '') as string
  return URL.canParse(url) ? url.replace(/\/$/, '') : null
}

interface Lifecycles {
  disable(): void
  enable(): void
}

/** Runs something before the lifecycles are switched off, and something once they are on again. */
export function aroundLifecyclesOff(strapi: Strapi, before: () => void, after: () => void): void {
  const lifecycles = strapi.db.lifecycles as unknown as Lifecycles
  const disable = lifecycles.disable.bind(lifecycles)
  const enable = lifecycles.enable.bind(lifecycles)
  lifecycles.disable = () => {
    before()
    disable()
  }
  lifecycles.enable = () => {
    enable()
    after()
  }
}

/** A router whose routes stand at the root of the site, without a prefix of Strapi's. */
export interface SiteRouter {
  get(path: string, handler: (context: Context) => Promise<void>): SiteRouter
  post(path: string, handler: (context: Context) => Promise<void>): SiteRouter
}

export function siteRouterOf(strapi: Strapi): SiteRouter {
  return strapi.server.router as SiteRouter
}
