import { useQueryParams } from '@strapi/strapi/admin'

const DEFAULT_LOCALE = 'fa'
const RIGHT_TO_LEFT: readonly string[] = ['fa', 'ckb']

export interface ContentLocale {
  readonly locale: string
  readonly dir: 'rtl' | 'ltr'
}

/** The locale of the content in the edit view, as the i18n plugin keeps it in the address. */
export function useContentLocale(): ContentLocale {
  const [{ query }] = useQueryParams<{ plugins?: { i18n?: { locale?: string } } }>()
  const locale = query.plugins?.i18n?.locale ?? DEFAULT_LOCALE
  return { locale, dir: RIGHT_TO_LEFT.includes(locale) ? 'rtl' : 'ltr' }
}
