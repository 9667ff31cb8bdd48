/**
 * Preloaded into an app: its JavaScript clock runs DATE_SHIFT_MS ahead of the machine's. SQLite
 * and PostgreSQL ask the machine, so that application and database are apart.
 */
const shift = Number(process.env.DATE_SHIFT_MS)
const RealDate = Date
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift)
    else super(...given)
  }

  static now() {
    return RealDate.now() + shift
  }
}
