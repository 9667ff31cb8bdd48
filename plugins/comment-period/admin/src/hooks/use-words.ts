import { createContext, useContext, useMemo } from 'react'
import { createIntl, useIntl } from 'react-intl'

import {
  messageId,
  messagesFor,
  TRANSLATIONS,
  type Language,
  type MessageKey,
} from '../translations'
import { useContentLocale } from './use-content-locale'

export type Say = (key: MessageKey, values?: Record<string, string | number>) => string

export interface Words {
  readonly language: Language
  readonly dir: 'rtl' | 'ltr'
  readonly say: Say
}

const PERSIAN = createIntl({ locale: 'fa', messages: messagesFor('fa') })

/** The language that was chosen for our own pages; `null` in Strapi's. */
export const ChosenLanguage = createContext<Language | null>(null)

/**
 * The plugin's words in the language of whoever works here.
 *
 * Strapi has no Persian admin and cannot be set to one (its list of languages is closed), so
 * whoever edits a text of Iran's right-to-left locales is spoken to in Persian; everyone else in
 * the language of the admin. On our own pages they choose.
 */
export function useWords(): Words {
  const admin = useIntl()
  const content = useContentLocale()
  const spoken: Language = admin.locale === 'fa' || content.dir === 'rtl' ? 'fa' : 'en'
  const language = useContext(ChosenLanguage) ?? spoken
  return useMemo(() => {
    const intl = language === 'fa' ? PERSIAN : admin
    const say: Say = (key, values) =>
      intl.formatMessage(
        { id: messageId(key), defaultMessage: TRANSLATIONS[language][key] },
        values,
      )
    return { language, dir: language === 'fa' ? 'rtl' : 'ltr', say }
  }, [admin, language])
}
