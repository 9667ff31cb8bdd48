import { toPersianDigits } from './digits'

/** Overdue responses of one unit, by docket. */
export interface OverdueWork {
  readonly body: string
  readonly unit: string
  readonly dockets: readonly { readonly docket: string; readonly n: number }[]
  /** Where they are found; `null` where the host does not say where its admin is. */
  readonly desk: string | null
}

/**
 * What a unit is told. Persian first, and English for those who read that. No word of a comment
 * and nobody's name: a mail goes through many hands.
 */
export function overdueNotice({ body, unit, dockets, desk }: OverdueWork): {
  readonly subject: string
  readonly text: string
} {
  const n = dockets.reduce((sum, each) => sum + each.n, 0)
  const comments = n === 1 ? '1 comment has' : `${String(n)} comments have`
  return {
    subject: `مهلت پاسخ به ${toPersianDigits(n)} نظر گذشته است`,
    text: [
      `${body} – ${unit}`,
      '',
      `مهلت پاسخ به ${toPersianDigits(n)} نظر گذشته و هنوز پاسخی داده نشده است:`,
      ...dockets.map((each) => `${each.docket}: ${toPersianDigits(each.n)} نظر`),
      '',
      `${comments} no response though it was due:`,
      ...dockets.map((each) => `${each.docket}: ${String(each.n)}`),
      ...(desk === null ? [] : ['', desk]),
      '',
    ].join('\n'),
  }
}
