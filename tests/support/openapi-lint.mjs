/** A well-kept linter over a document as it was served. */
import { createConfig, formatProblems, getTotals, lintFromString } from '@redocly/openapi-core'

export async function lintOpenApi(source) {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config })
  const { errors, warnings } = getTotals(problems)
  return {
    errors,
    warnings,
    print: () => {
      formatProblems(problems, { format: 'stylish', totals: getTotals(problems), version: '' })
    },
  }
}
