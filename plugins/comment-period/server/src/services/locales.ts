import { configOf, type Strapi } from '../strapi-types'

const NAMES: Readonly<Record<string, string>> = {
  fa: 'Persian (fa)',
  en: 'English (en)',
  ckb: 'Central Kurdish (ckb)',
}

interface LocaleService {
  findByCode(code: string): Promise<unknown>
  create(locale: { code: string; name: string }): Promise<unknown>
  getDefaultLocale(): Promise<string>
  setDefaultLocale(locale: { code: string }): Promise<unknown>
}

/** Makes the configured locales; the authoritative one is Strapi's default, so that it comes first. */
export async function ensureLocales(strapi: Strapi): Promise<void> {
  const { locales, authoritativeLocale } = configOf(strapi)
  const service = strapi.plugin('i18n').service('locales') as LocaleService
  for (const code of locales) {
    if ((await service.findByCode(code)) === null) {
      await service.create({ code, name: NAMES[code] ?? code })
    }
  }
  if ((await service.getDefaultLocale()) !== authoritativeLocale) {
    await service.setDefaultLocale({ code: authoritativeLocale })
  }
}
