import type { TestDatabase } from '../../support/sites'
import { ATTACKS, type AttackId } from './attacks'
import type { Docket, Stage } from './stage'

/**
 * `harmless`: accepted, while text, period, docket, ledgers and comments are exactly as before.
 * Anything else is the code of the refusal; where the two databases differ, one for each.
 */
export type Outcome = string | Readonly<Record<TestDatabase, string>>

export interface Target {
  readonly stage: Stage
  readonly docket: Docket
}

/** The same call where it is allowed; it throws unless the call succeeded and had its effect. */
export interface Twin {
  readonly name: string
  run(stage: Stage): Promise<void>
}

export interface Tried {
  /** A docket of its own instead of any that has come so far. */
  on?(stage: Stage): Promise<Docket>
  /** What must be so before the attack, and is no part of it. */
  prepare?(target: Target): Promise<void>
  /** Throws, or answers as HTTP does, where the door refuses. */
  attack(target: Target): Promise<unknown>
  readonly outcome: Outcome
  readonly twin: Twin
}

/** Why an attack cannot be expressed through a door. */
export interface Inexpressible {
  readonly why: string
}

export interface Door {
  readonly name: string
  /** Absent: both. */
  readonly database?: TestDatabase
  readonly cells: Readonly<Record<AttackId, Tried | Inexpressible>>
}

export type Cells = Partial<Record<AttackId, Tried | string>>

/** A door of the table: what it does not say of an attack is answered by `otherwise`. */
export function door(name: string, cells: Cells, otherwise: string, database?: TestDatabase): Door {
  const all = ATTACKS.map(({ id }) => {
    const cell = cells[id] ?? otherwise
    return [id, typeof cell === 'string' ? { why: cell } : cell]
  })
  return {
    name,
    cells: Object.fromEntries(all) as Door['cells'],
    ...(database === undefined ? {} : { database }),
  }
}

export const isTried = (cell: Tried | Inexpressible): cell is Tried => 'attack' in cell

export const existsOn = (door: Door, database: TestDatabase): boolean =>
  door.database === undefined || door.database === database

export function expectedOutcome(cell: Tried, database: TestDatabase): string {
  return typeof cell.outcome === 'string' ? cell.outcome : cell.outcome[database]
}
