/**
 * `npm run pictures`: walks widget, hosted pages and admin as the tests do, and leaves a picture of
 * every state in `.pictures/`, for someone to look at.
 */
import { build, jest } from './commands.mjs'

const environment = { TEST_DATABASE: 'sqlite', PICTURES: '.pictures' }
const walked =
  (await build()) &&
  (await jest(
    'integration',
    ['--testPathPatterns', 'tests/e2e/(states|drafting|desk|memberships)'],
    environment,
  ))
process.exit(walked ? 0 : 1)
