import { en } from './en'
import { fa } from './fa'
import type { EvidenceWords } from './evidence-words'

export type { EvidenceWords } from './evidence-words'

export const EVIDENCE_WORDS: Readonly<Record<'fa' | 'en', EvidenceWords>> = { fa, en }
