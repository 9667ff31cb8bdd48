import type { TimeLeft } from './words'

function some(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`
}

/** How long is left, in the two largest units that say something. */
export function timeLeft({ days, hours, minutes }: TimeLeft): string {
  const parts =
    days > 0
      ? [some(days, 'day'), hours > 0 ? some(hours, 'hour') : '']
      : hours > 0
        ? [some(hours, 'hour'), minutes > 0 ? some(minutes, 'minute') : '']
        : [minutes > 0 ? some(minutes, 'minute') : 'less than a minute']
  return parts.filter((part) => part !== '').join(' and ')
}
