import { ckb } from './ckb'
import { en } from './en'
import { fa } from './fa'
import type { ReportWords } from './report-words'

export type { ReportWords } from './report-words'

/** Languages in which reports are read. */
export type ReportLanguage = 'fa' | 'en' | 'ckb'

export const REPORT_WORDS: Readonly<Record<ReportLanguage, ReportWords>> = { fa, en, ckb }
