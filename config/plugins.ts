interface Env {
  (key: string, fallback?: string): string
  bool(key: string, fallback: boolean): boolean
  int(key: string, fallback: number): number
  json(key: string, fallback: object): object
}

/** A mail server of the house; without one Strapi keeps its own way of sending. */
function mail(env: Env): object {
  const host = env('SMTP_HOST', '')
  if (host === '') return {}
  const user = env('SMTP_USER', '')
  return {
    provider: 'nodemailer',
    providerOptions: {
      host,
      port: env.int('SMTP_PORT', 587),
      secure: env.bool('SMTP_SECURE', false),
      ...(user === '' ? {} : { auth: { user, pass: env('SMTP_PASSWORD', '') } }),
    },
    settings: { defaultFrom: env('COMMENT_PERIOD_MAIL_FROM', '') },
  }
}

export default ({ env }: { env: Env }) => ({
  email: { config: mail(env) },
  'comment-period': {
    enabled: true,
    resolve: './plugins/comment-period',
    config: {
      dataFolder: env('COMMENT_PERIOD_DATA', '.data'),
      clamdSocket: env('COMMENT_PERIOD_CLAMD', ''),
      mailFrom: env('COMMENT_PERIOD_MAIL_FROM', ''),
      maxAttachmentBytes: env.int('COMMENT_PERIOD_MAX_ATTACHMENT_BYTES', 5 * 1024 * 1024),
      maxDrainMs: env.int('COMMENT_PERIOD_MAX_DRAIN_MS', 10_000),
      maxWaiting: env.int('COMMENT_PERIOD_MAX_WAITING', 500),
      maxKeptAnswerBytes: env.int('COMMENT_PERIOD_MAX_KEPT_ANSWER_BYTES', 32 * 1024 * 1024),
      pace: env.json('COMMENT_PERIOD_PACE', {}),
    },
  },
})
