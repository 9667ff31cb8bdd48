import type { RefusalMessage } from './refusal-message'

/** Codes with which the clauses of a text are refused. */
export const CLAUSE_REFUSALS = {
  CLAUSE_INVALID: {
    en: 'A clause is not of the form the text is made of.',
    fa: 'یکی از بخش‌های متن ساختار درستی ندارد.',
  },
  CLAUSE_ID_DOUBLED: {
    en: 'Two clauses carry the same clauseId.',
    fa: 'دو بخش شناسه یکسان دارند.',
  },
  CLAUSE_ID_TAKEN: {
    en: 'A clauseId belongs to another draft regulation.',
    fa: 'شناسه یکی از بخش‌ها از آنِ پیش‌نویس دیگری است.',
  },
} as const satisfies Readonly<Record<string, RefusalMessage>>
