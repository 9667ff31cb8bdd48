/** What came of an attempt: `accepted`, or the code of a refusal. Throws where it is neither. */
export async function outcomeOf(attempt: () => Promise<unknown>): Promise<string> {
  let result: unknown
  try {
    result = await attempt()
  } catch (error) {
    return codeOfError(error)
  }
  return isAnswer(result) ? codeOfAnswer(result) : 'accepted'
}

interface AnyAnswer {
  readonly status: number
  readonly body: unknown
}

function isAnswer(value: unknown): value is AnyAnswer {
  return typeof value === 'object' && value !== null && 'status' in value && 'headers' in value
}

interface StrapiError {
  readonly name?: string
  readonly status?: number
  readonly details?: { readonly code?: string }
}

interface AnyBody {
  readonly code?: string
  readonly error?: StrapiError
  readonly errors?: readonly {
    readonly message: string
    readonly extensions?: { readonly code?: string; readonly error?: StrapiError }
  }[]
}

function codeOfAnswer({ status, body }: AnyAnswer): string {
  const { code, error, errors } = (typeof body === 'object' && body !== null ? body : {}) as AnyBody
  const graphql = errors?.[0]?.extensions
  if (status < 400 && graphql === undefined) return 'accepted'
  const found =
    code ??
    error?.details?.code ??
    graphql?.error?.details?.code ??
    graphql?.code ??
    (error?.name === undefined ? undefined : error.name)
  if (status >= 500 || found === undefined || /INTERNAL/.test(found)) {
    throw new Error(`neither accepted nor refused: ${String(status)} ${JSON.stringify(body)}`)
  }
  return found
}

/** What SQLite and PostgreSQL call a doubled key. */
const DOUBLED: readonly unknown[] = [
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  '23505',
]

function codeOfError(error: unknown): string {
  const { message, code, name, details } = error as Error & { code?: string } & StrapiError
  const raised = details?.code ?? /COMMENT_PERIOD:([A-Z_]+)/.exec(message)?.[1]
  if (raised !== undefined) return raised
  if (DOUBLED.includes(code)) return 'UNIQUE'
  if (details !== undefined && name !== 'Error') return name
  throw error
}
