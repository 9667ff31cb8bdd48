import { useSearchParams } from 'react-router-dom'

export const FILTER_NAMES = [
  'body',
  'draft',
  'state',
  'type',
  'channel',
  'unit',
  'response',
  'q',
  'cursor',
] as const
export type FilterName = (typeof FILTER_NAMES)[number]
export type DeskFilters = Readonly<Partial<Record<FilterName, string>>>

/** What the desk is narrowed to. It stands in the address: to go back to, and to hand on. */
export function useDeskFilters() {
  const [parameters, setParameters] = useSearchParams()
  const filters: DeskFilters = Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = parameters.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
  const query = new URLSearchParams(filters as Record<string, string>).toString()
  return {
    filters,
    query,
    /** Any other filter begins the list anew. */
    narrow: (change: DeskFilters) => setParameters(kept({ ...filters, cursor: '', ...change })),
    clear: () => setParameters({}),
  }
}

function kept(filters: DeskFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''))
}
