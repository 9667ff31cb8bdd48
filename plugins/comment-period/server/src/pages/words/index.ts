import type { PageLanguage } from '../../../../contracts/pages'
import { ckb } from './ckb'
import { en } from './en'
import { fa } from './fa'
import type { Words } from './words'

export const WORDS: Readonly<Record<PageLanguage, Words>> = { fa, en, ckb }
