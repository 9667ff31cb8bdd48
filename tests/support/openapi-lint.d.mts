/** A well-kept linter over a document as it was served. */
export function lintOpenApi(
  source: string,
): Promise<{ errors: number; warnings: number; print: () => void }>
