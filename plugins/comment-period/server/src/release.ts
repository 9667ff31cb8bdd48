/** The release that is running, as the package names it. */
export { version } from '../../package.json'
