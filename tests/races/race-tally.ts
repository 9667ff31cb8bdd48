import type { JudgedRound } from './round-runner'

/** What a soak tells of one race, one path and one isolation level. */
export interface TallyLine {
  readonly race: string
  readonly path: string
  readonly isolation: string
  rounds: number
  issues: number
  extensions: number
  comments: number
  exposures: number
  violations: number
  readonly refusals: Record<string, number>
}

export class RaceTally {
  readonly #lines = new Map<string, TallyLine>()

  get lines(): readonly TallyLine[] {
    return [...this.#lines.values()]
  }

  add({ plan, history, violations }: JudgedRound): void {
    const { race, path, isolation } = plan
    const key = `${race}|${path}|${isolation}`
    const line: TallyLine = this.#lines.get(key) ?? {
      race,
      path,
      isolation,
      rounds: 0,
      issues: 0,
      extensions: 0,
      comments: 0,
      exposures: 0,
      violations: 0,
      refusals: {},
    }
    this.#lines.set(key, line)
    line.rounds += 1
    line.violations += violations.length
    for (const { act, outcome } of history) {
      if (outcome.kind === 'refused') {
        line.refusals[outcome.code] = (line.refusals[outcome.code] ?? 0) + 1
      } else if (outcome.kind === 'acknowledged') {
        if (act === 'issue') line.issues += 1
        if (act === 'extend') line.extensions += 1
        if (act === 'comment') line.comments += 1
        if (act === 'expose' || act === 'restart') line.exposures += 1
      }
    }
  }

  total(count: 'rounds' | 'issues' | 'extensions' | 'comments' | 'exposures' | 'violations') {
    return this.lines.reduce((sum, line) => sum + line[count], 0)
  }
}
