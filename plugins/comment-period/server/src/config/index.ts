import { isSocketName } from '../services/virus-scanner'
import {
  COMMENT_WINDOWS,
  GUESS_WINDOWS,
  PACE_STEPS,
  USUAL_PACE,
  type PaceLimits,
} from '../../../domain/pace'
import type { PluginConfig } from '../strapi-types'

const DEFAULTS: PluginConfig = {
  /** Locale of the text that binds; its first publication exposes the draft. */
  authoritativeLocale: 'fa',
  /** Locales made at the first start, the authoritative one among them. */
  locales: ['fa', 'en', 'ckb'],
  /** Where keys and frozen attachments are kept, outside the build and Strapi's uploads. */
  dataFolder: '.data',
  /** Longest comment, in graphemes. */
  maxCommentGraphemes: 20_000,
  /** Largest body of a public request, in bytes. */
  maxBodyBytes: 512 * 1024,
  /** Largest attachment of a comment, in bytes. */
  maxAttachmentBytes: 5 * 1024 * 1024,
  /** Where clamd listens: the path of its Unix socket, or `host:port`. Empty: nothing is scanned. */
  clamdSocket: '',
  /** From whom units are told of overdue responses, by the host's mail. Empty: nobody is told. */
  mailFrom: '',
  /** Longest wait at a shutdown for requests that are being answered, in milliseconds. */
  maxDrainMs: 10_000,
  /** How many callers may wait while no connection is free, before more are refused. */
  maxWaiting: 500,
  /** Memory for answers that portals ask for over and over, in bytes; 0 keeps none. */
  maxKeptAnswerBytes: 32 * 1024 * 1024,
  /** How much may come from one network: the counts after which each step is taken. */
  pace: USUAL_PACE,
}

/** A bad option stops the boot, by name. */
function validator(config: Partial<PluginConfig>): void {
  const fail = (option: keyof PluginConfig, rule: string) => {
    throw new Error(
      `comment-period: option \`${option}\` ${rule}; it is ${JSON.stringify(config[option])}`,
    )
  }
  if (typeof config.authoritativeLocale !== 'string' || config.authoritativeLocale === '') {
    fail('authoritativeLocale', 'must be a locale code')
  }
  if (
    !Array.isArray(config.locales) ||
    !config.locales.includes(config.authoritativeLocale ?? '')
  ) {
    fail('locales', 'must be a list that holds `authoritativeLocale`')
  }
  if (typeof config.dataFolder !== 'string' || config.dataFolder === '') {
    fail('dataFolder', 'must be a path')
  }
  for (const option of ['maxCommentGraphemes', 'maxBodyBytes', 'maxAttachmentBytes'] as const) {
    const value = config[option]
    if (!Number.isInteger(value) || (value ?? 0) < 100) {
      fail(option, 'must be a whole number of at least 100')
    }
  }
  if (typeof config.clamdSocket !== 'string') fail('clamdSocket', 'must be text')
  else if (config.clamdSocket !== '' && !isSocketName(config.clamdSocket)) {
    fail('clamdSocket', 'must be the path of a Unix socket or `host:port`')
  }
  if (typeof config.mailFrom !== 'string' || !/^$|^[^\s@]+@[^\s@]+$/.test(config.mailFrom)) {
    fail('mailFrom', 'must be an address, or empty')
  }
  for (const option of ['maxDrainMs', 'maxWaiting'] as const) {
    const value = config[option]
    if (!Number.isInteger(value) || (value ?? 0) < 1) {
      fail(option, 'must be a whole number of at least 1')
    }
  }
  if (!Number.isInteger(config.maxKeptAnswerBytes) || Number(config.maxKeptAnswerBytes) < 0) {
    fail('maxKeptAnswerBytes', 'must be a whole number of at least 0')
  }
  const wrong = config.pace === undefined ? 'pace' : wrongLimitOf(config.pace)
  if (wrong !== null) {
    fail('pace', `needs a whole number of at least 1 for \`${wrong}\`, no less than the one before`)
  }
}

/** The first limit that is no count, or lower than that of an earlier step of its window. */
function wrongLimitOf({ comments, guesses }: PaceLimits): string | null {
  for (const window of COMMENT_WINDOWS) {
    let before = 1
    for (const step of PACE_STEPS) {
      const limit: unknown = comments[window][step]
      if (!isCount(limit) || limit < before) return `comments.${window}.${step}`
      before = limit
    }
  }
  const wrong = GUESS_WINDOWS.find((window) => !isCount(guesses[window]))
  return wrong === undefined ? null : `guesses.${wrong}`
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1
}

export const config = { default: DEFAULTS, validator }
