import { createRequire } from 'node:module'
import { TestEnvironment } from 'jest-environment-node'

/** What Strapi and a test hand each other and ask after with `instanceof`. */
const SHARED = ['Date', 'Error', 'TypeError', 'RangeError', 'SyntaxError']
/** What an app that Strapi has created listens to until the process ends. */
const SIGNALS = ['SIGTERM', 'SIGINT']

/**
 * Where tests that boot Strapi run. Jest gives each file a registry of modules and a realm of its
 * own: every file would load Strapi anew, and run it where each use of a global goes through a
 * proxy. Here Strapi is loaded once per process and outside, as it is in production.
 */
export default class StrapiEnvironment extends TestEnvironment {
  #environment = { ...process.env }
  #listeners = new Map(SIGNALS.map((signal) => [signal, process.rawListeners(signal)]))
  #removeAllListeners = process.removeAllListeners

  async setup() {
    await super.setup()
    this.global.requireOutside = createRequire(import.meta.url)
    // Each site writes its settings where the host's configuration reads them.
    this.global.process.env = process.env
    for (const name of SHARED) this.global[name] = globalThis[name]
    // Strapi takes every listener of the process with it when it goes, Jest's too.
    process.removeAllListeners = () => this.#forgetApps()
  }

  async teardown() {
    process.removeAllListeners = this.#removeAllListeners
    this.#forgetApps()
    for (const name of Object.keys(process.env)) {
      if (!Object.hasOwn(this.#environment, name)) Reflect.deleteProperty(process.env, name)
    }
    Object.assign(process.env, this.#environment)
    await super.teardown()
  }

  #forgetApps() {
    for (const [signal, before] of this.#listeners) {
      for (const listener of process.rawListeners(signal)) {
        if (!before.includes(listener)) process.removeListener(signal, listener)
      }
    }
    return process
  }
}
