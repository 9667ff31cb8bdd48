import { PLUGIN_ID } from '../plugin-id'
import en from './en.json'
import fa from './fa.json'

export type MessageKey = keyof typeof en
export type Language = 'en' | 'fa'

/** Bundled, not loaded on demand: Persian is needed even where the admin itself is in English. */
export const TRANSLATIONS: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  fa,
}

export function messageId(key: MessageKey): string {
  return `${PLUGIN_ID}.${key}`
}

/** The messages of a locale by their full ids; none for a locale that we do not have. */
export function messagesFor(locale: string): Record<string, string> {
  if (locale !== 'en' && locale !== 'fa') return {}
  return Object.fromEntries(
    Object.entries(TRANSLATIONS[locale]).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]),
  )
}
