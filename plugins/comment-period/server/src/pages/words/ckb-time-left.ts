import type { TimeLeft } from './words'

/** How long is left, in the two largest units that say something. */
export function timeLeft(
  { days, hours, minutes }: TimeLeft,
  digits: (value: number) => string,
): string {
  const parts =
    days > 0
      ? [`${digits(days)} ڕۆژ`, hours > 0 ? `${digits(hours)} کاتژمێر` : '']
      : hours > 0
        ? [`${digits(hours)} کاتژمێر`, minutes > 0 ? `${digits(minutes)} خولەک` : '']
        : [minutes > 0 ? `${digits(minutes)} خولەک` : 'کەمتر لە خولەکێک']
  return parts.filter((part) => part !== '').join(' و ')
}
