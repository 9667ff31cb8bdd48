export { addDays, assertZone, dayOf, isCalendarDay, isoWeekday, startOfDay } from './calendar-day'
export { startOfNextDay, wallClockOf } from './calendar-day'
export type { CalendarDay, WallClockTime } from './calendar-day'
export { canonicalText, searchForm, searchQuery, searchText } from './canonical-text'
export { toLatinDigits, toPersianDigits } from './digits'
export { formatDocketNumber, isBodySlug, parseDocketNumber } from './docket-number'
export type { DocketNumber } from './docket-number'
export { judgeIdempotencyKey } from './idempotency-key'
export type { JudgedIdempotencyKey } from './idempotency-key'
export { DAY_MS, HOUR_MS, MINUTE_MS, parseIsoUtc, toIsoUtc } from './instant'
export type { Instant } from './instant'
export { commentTextHash, hashLegalText, legalText, serialiseLegalText } from './legal-text'
export type { LegalAttachment, LegalClause, LegalText, Sha256 } from './legal-text'
export {
  CLOCK_SHIFT,
  closeOnRequestedDay,
  computeClose,
  roundUpToWorkingDayEnd,
  winningClose,
} from './period-arithmetic'
export type { ComputedClose } from './period-arithmetic'
export {
  applicableRules,
  demandedForce,
  isWeaker,
  minimumSpanMs,
  MONTH_MEANINGS,
  PERIOD_UNITS,
  revisionEffectiveAt,
  revisionsInForce,
  RULE_FORCES,
  TERMINAL_ACTS,
} from './period-rule'
export type {
  MonthMeaning,
  PeriodRule,
  PeriodUnit,
  RuleForce,
  RuleRevision,
  RuleSubject,
  TerminalAct,
} from './period-rule'
export {
  addSolarMonths,
  dayFromSolar,
  FIRST_SOLAR_YEAR,
  formatInstantFa,
  formatSolarDate,
  formatSolarDateLong,
  isSolarDate,
  isSolarLeapYear,
  LAST_SOLAR_YEAR,
  parseSolarDate,
  solarFromDay,
  solarYearAt,
} from './solar-hijri'
export type { ParsedSolarDate, SolarDate } from './solar-hijri'
export { countGraphemes, findTextFault, utf8Length } from './text-checks'
export type { TextFault, TextFaultCode, TextLimits } from './text-checks'
export { encodeTrackingCode, formatTrackingCode, parseTrackingCode } from './tracking-code'
export type { ParsedTrackingCode } from './tracking-code'
export { foldTypedInput } from './typed-input'
export { closedDayReason, nextWorkingDay, WEEKLY_CLOSED_DAY } from './working-days'
export type {
  ClosedDayReason,
  Holiday,
  SkippedDay,
  WeeklyClosedDay,
  WorkingCalendar,
} from './working-days'
