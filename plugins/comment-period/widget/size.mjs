/** `npm run size`: what the widget weighs on the wire, and whether that is within its budgets. */
import { gzipSync } from 'node:zlib'
import { bundle } from './build.mjs'

const BUDGETS = { script: 15 * 1024, styles: 4 * 1024 }

const gzipped = (text) => gzipSync(text, { level: 9 }).length

const { script, styles } = await bundle()
// The styles lie in the script as a literal; what is left without their text is the script.
const literals = [JSON.stringify(styles), `\`${styles}\``, `'${styles}'`]
const literal = literals.find((each) => script.includes(each))
if (literal === undefined) throw new Error('The style text is not in the script as it was made.')
const sizes = { script: gzipped(script.replace(literal, '""')), styles: gzipped(styles) }

let isOver = false
for (const [part, size] of Object.entries(sizes)) {
  const budget = BUDGETS[part]
  const verdict = size <= budget ? 'ok' : 'OVER'
  isOver ||= size > budget
  console.log(
    `${part.padEnd(7)} ${String(size).padStart(6)} of ${String(budget)} bytes  ${verdict}`,
  )
}
console.log(`all     ${String(gzipped(script)).padStart(6)} bytes gzipped as served`)
process.exit(isOver ? 1 : 0)
