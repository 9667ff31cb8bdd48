import { errors } from '@strapi/utils'
import { statusOf } from '../../../contracts/problem'
import {
  refusal,
  type Decision,
  type Refusal,
  type RefusalCode,
  type RefusalDetails,
} from '../../../domain/refusal'
import { REFUSAL_MESSAGES } from '../../../domain/refusal-messages'
import {
  guardRefusal,
  isConflict,
  isLockTimeout,
  isStorageFull,
  isUnavailable,
  isUniqueViolation,
} from '../database/guards/guard-refusal'

/** Carries a refusal out of a transaction, so that everything in it is rolled back. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError'

  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(refusal.code, options)
  }
}

export function refuse(code: RefusalCode, details?: RefusalDetails): never {
  throw new RefusalError(refusal(code, details))
}

/** The value of a lawful decision; a refused one rolls the transaction back. */
export function lawfulValue<T>(decision: Decision<T>): T {
  if (decision.kind === 'refused') throw new RefusalError(decision.refusal)
  return decision.value
}

/** The refusal that a guard of the database raised, and not the code before it; else `null`. */
export function refusalByGuard(error: unknown): Refusal | null {
  return guardRefusal(error)
}

/**
 * The refusal an error stands for: our own, a guard's, or that of a database that is busy,
 * full or away. `null` means a defect, which nobody may swallow.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusalError) return error.refusal
  // The document gate hands a refusal to Strapi in Strapi's own clothes, with ours as its cause.
  const { cause } = error as { cause?: unknown }
  if (cause instanceof RefusalError) return cause.refusal
  const raised = guardRefusal(error)
  if (raised !== null) return raised
  if (isUniqueViolation(error) || isConflict(error)) return refusal('BUSY')
  if (isStorageFull(error)) return refusal('STORAGE_FULL')
  return isUnavailable(error) ? refusal('OVERLOADED') : null
}

/**
 * Whether what failed here would fail for anyone right now: the database is away or full, or
 * somebody holds the lock that all of them need.
 */
export function failsForAll(error: unknown): boolean {
  const code = refusalOf(error)?.code
  return code === 'OVERLOADED' || code === 'STORAGE_FULL' || isLockTimeout(error)
}

/** The content manager shows the message; programs read `details.code`. Strapi answers 400. */
export function toStrapiError(known: Refusal, language: 'en' | 'fa' = 'en'): Error {
  const { code, details } = known
  const message = REFUSAL_MESSAGES[code][language]
  const error = new errors.ApplicationError(message, { ...details, code, status: statusOf(code) })
  return Object.assign(error, { cause: new RefusalError(known) })
}
