import type { Language } from './translations'

const REMEMBERED_AS = 'comment-period.language'

/** The language of our own pages in this browser: Persian unless English was chosen. */
export function rememberedLanguage(): Language {
  return localStorage.getItem(REMEMBERED_AS) === 'en' ? 'en' : 'fa'
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED_AS, language)
}
