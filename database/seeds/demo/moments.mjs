const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }

/** An instant in the zone of a body, in the Solar Hijri calendar. */
export function moment(iso, timeZone) {
  const at = new Date(iso)
  // A period under a rule in days ends on the full minute, one in minutes to the second.
  const seconds = at.getUTCSeconds() === 0 ? {} : { second: '2-digit' }
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...seconds }
  const time = (locale) => new Intl.DateTimeFormat(locale, clock).format(at)
  const { fa, en } = dayAt(at, timeZone)
  return { fa: `${fa}، ساعت ${time('fa-IR')}`, en: `${en}, ${time('en-GB')} (${timeZone})` }
}

/** A calendar day `YYYY-MM-DD`, which has no zone. */
export function day(on) {
  return dayAt(new Date(`${on}T12:00:00Z`), 'UTC')
}

/** Today in the zone, as staff write it on a letter: «۱۴۰۵/۰۸/۳۰». */
export function letterDate(timeZone) {
  const part = partsOf('fa-IR-u-ca-persian', new Date(), {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  return `${part.year}/${part.month}/${part.day}`
}

function dayAt(at, timeZone) {
  const fa = partsOf('fa-IR-u-ca-persian', at, { ...DAY, timeZone })
  const en = partsOf('en-u-ca-persian', at, { ...DAY, timeZone })
  const gregorian = partsOf('en-GB', at, { ...DAY, month: 'short', timeZone })
  return {
    fa: `${fa.weekday} ${fa.day} ${fa.month} ${fa.year}`,
    en: `${en.weekday} ${en.day} ${en.month} ${en.year} = ${gregorian.day} ${gregorian.month} ${gregorian.year}`,
  }
}

function partsOf(locale, at, options) {
  const parts = new Intl.DateTimeFormat(locale, options).formatToParts(at)
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
}
