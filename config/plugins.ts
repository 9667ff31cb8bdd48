interface Env {
  (key: string, fallback?: string): string
  int(key: string, fallback: number): number
  json(key: string, fallback: object): object
}

export default ({ env }: { env: Env }) => ({
  'comment-period': {
    enabled: true,
    resolve: './plugins/comment-period',
    config: {
      dataFolder: env('COMMENT_PERIOD_DATA', '.data'),
      clamdSocket: env('COMMENT_PERIOD_CLAMD', ''),
      maxAttachmentBytes: env.int('COMMENT_PERIOD_MAX_ATTACHMENT_BYTES', 5 * 1024 * 1024),
      maxDrainMs: env.int('COMMENT_PERIOD_MAX_DRAIN_MS', 10_000),
      maxWaiting: env.int('COMMENT_PERIOD_MAX_WAITING', 500),
      maxKeptAnswerBytes: env.int('COMMENT_PERIOD_MAX_KEPT_ANSWER_BYTES', 32 * 1024 * 1024),
      pace: env.json('COMMENT_PERIOD_PACE', {}),
    },
  },
})
