import { PAGE_LANGUAGES, type PageLanguage } from '../../../contracts/pages'
import type { Instant } from '../../../domain/instant'
import type { Words } from './words/words'

/** What every page knows beside what it shows. */
export interface PageContext {
  readonly words: Words
  /** By the database's clock: what is said of time left is true at this instant. */
  readonly now: Instant
  /** Address of the page without its query. A form's answer has the address of its page. */
  readonly path: string
  /** The rest of the query, for the links to the same page in another language. */
  readonly query: Readonly<Record<string, string>>
  /** The portal that led here, as the address says; kept in links to drafts. */
  readonly portal: string | null
  readonly styleHref: string
}

export const ROOT = '/notices'

/**
 * An address of ours in the page's language. Persian needs no word for it, so that what portals
 * link to is short.
 */
export function hrefOf(
  { words, portal }: Pick<PageContext, 'words' | 'portal'>,
  path: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams()
  const all = {
    ...parameters,
    lang: words.language === 'fa' ? undefined : words.language,
    portal: portal ?? undefined,
  }
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && value !== '') query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The same page in every language. */
export function languageLinks(
  page: PageContext,
  names: Readonly<Record<PageLanguage, Words>>,
): readonly { language: PageLanguage; name: string; href: string }[] {
  return PAGE_LANGUAGES.map((language) => ({
    language,
    name: names[language].languageName,
    href: hrefOf({ words: names[language], portal: page.portal }, page.path, page.query),
  }))
}

/**
 * The address of something outside, where it is one that a link may lead to. Staff type these: a
 * `javascript:` address would run in our origin.
 */
export function outsideHref(address: string | null): string | null {
  if (address === null) return null
  const typed = address.trim()
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(typed)) return `mailto:${typed}`
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return null
  return new URL(typed).href
}
