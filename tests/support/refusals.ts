/** The refusal a statement met, or `null` where it went through. */
export async function refusalOf(statement: PromiseLike<unknown>): Promise<string | null> {
  try {
    await statement
    return null
  } catch (error) {
    const { message } = error as Error
    return /COMMENT_PERIOD:([A-Z_]+)/.exec(message)?.[1] ?? message
  }
}
