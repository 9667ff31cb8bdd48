/** Years after the one whose calendar is published: only holidays of the solar calendar are sure. */
const LATER_YEARS = [1406, 1407, 1408]

const SOURCE_OF_FIXED = 'فهرست تعطیلات ثابت شمسی'

const DAY_MS = 86_400_000

/**
 * Holidays as rows: those of the published years as they stand, and the fixed solar ones of the
 * years after. Lunar holidays of those years are left to staff: they go by the sighting of the moon.
 */
export function holidayRows({ fixed, years }) {
  const published = Object.values(years)
    .flat()
    .map(({ day, title, scope, kind, certainty, source }) => ({
      closedOn: day,
      title,
      scope,
      kind,
      certainty,
      source,
    }))
  const days = gregorianDays(LATER_YEARS)
  const later = LATER_YEARS.flatMap((year) =>
    fixed.flatMap(({ month, day, title, leapYearOnly = false }) => {
      const closedOn = days.get(`${year}/${month}/${day}`)
      // The 30th of Esfand exists in leap years only.
      if (closedOn === undefined && leapYearOnly) return []
      if (closedOn === undefined) throw new Error(`${year}/${month}/${day} is no day`)
      return [
        {
          closedOn,
          title,
          scope: 'national',
          kind: 'official',
          certainty: 'confirmed',
          source: SOURCE_OF_FIXED,
        },
      ]
    }),
  )
  return [...published, ...later]
}

/** Every day of these Solar Hijri years, `year/month/day`, as a Gregorian day. */
function gregorianDays(years) {
  const solar = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  const first = Date.UTC(Math.min(...years) + 621, 2, 15)
  const last = Date.UTC(Math.max(...years) + 622, 2, 25)
  const days = new Map()
  for (let at = first; at <= last; at += DAY_MS) {
    const part = Object.fromEntries(
      solar.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    )
    days.set(`${part.year}/${part.month}/${part.day}`, new Date(at).toISOString().slice(0, 10))
  }
  return days
}
