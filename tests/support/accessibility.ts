import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT, type Json } from './app'

const AXE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 at level AA, and what axe takes for good practice beside it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What fades in has not yet its own colours; what never ends is not waited for. */
const ANIMATIONS_ENDED = `Promise.allSettled(
  document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished),
)`

/**
 * Every fault that axe finds on the page as it now stands, shadow roots and portal included: rule,
 * element and reason; in one part of it where the rest is somebody else's. The script comes by the
 * debugger, which no policy of the page stands against.
 */
export async function accessibilityFaults(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(ANIMATIONS_ENDED)
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE)
  const result = (await page.evaluate(
    `axe.run(${JSON.stringify(within)}, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })`,
  )) as { violations: Json[] }
  return result.violations.flatMap((violation) =>
    violation.nodes.map(
      (node: Json) =>
        `${String(violation.id)}: ${JSON.stringify(node.target)} ${String(node.failureSummary)}`,
    ),
  )
}
