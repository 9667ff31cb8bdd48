interface Env {
  bool(key: string, fallback: boolean): boolean
}

/**
 * GraphQL is no part of this host: an app that adds it opens a door of its own, which the tests of
 * doors go through. Every other test boots without it.
 */
export default ({ env }: { env: Env }) =>
  env.bool('TEST_WITH_GRAPHQL', false)
    ? {
        graphql: {
          enabled: true,
          resolve: './node_modules/@strapi/plugin-graphql',
          config: { defaultLimit: 25, maxLimit: 100, depthLimit: 10 },
        },
      }
    : {}
