import type { DeskOut } from '../../contracts/desk'
import type { UnitChoice } from './components/desk-act-dialog'
import type { ResponseTemplate } from './components/response-fields'

/**
 * The units of several bodies, by key. Bodies may call the same key by different names; which of
 * them is meant, the body of each comment says.
 */
export function unitChoices(bodies: DeskOut['bodies']): readonly UnitChoice[] {
  const names = new Map<string, Set<string>>()
  for (const { key, name } of bodies.flatMap(({ units }) => units)) {
    names.set(key, new Set([...(names.get(key) ?? []), name]))
  }
  return [...names].map(([key, all]) => [key, [...all].join(' / ')])
}

/** The templates of several bodies; one that is for every body comes once. */
export function templateChoices(bodies: DeskOut['bodies']): readonly ResponseTemplate[] {
  const all = bodies.flatMap(({ templates }) => templates)
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
}
