interface Env {
  (key: string, fallback?: string): string
}

export default ({ env }: { env: Env }) => ({
  'comment-period': {
    enabled: true,
    resolve: './plugins/comment-period',
    config: {
      dataFolder: env('COMMENT_PERIOD_DATA', '.data'),
    },
  },
})
