/** What of a comment survives a reload: its words. Never a name, a contact or a code. */
export interface Words {
  readonly type: string
  readonly clauseId: string
  readonly text: string
  readonly suggestedWording: string
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const keyOf = (docket: string) => `comment-period:${docket}`
const FIELDS = ['type', 'clauseId', 'text', 'suggestedWording'] as const

/**
 * The words of one docket's comment in `sessionStorage`, which a browser may forbid or find full;
 * then they live as long as the page.
 *
 * @param storeOf asked for each time: where storage is forbidden, to name it is what throws
 */
export function savedWords(docket: string, storeOf: () => Store) {
  return {
    read(): Words | null {
      try {
        const kept: unknown = JSON.parse(storeOf().getItem(keyOf(docket)) ?? 'null')
        if (typeof kept !== 'object' || kept === null) return null
        const held = kept as Record<string, unknown>
        const [type, clauseId, text, suggestedWording] = FIELDS.map((field) => {
          const value = held[field]
          return typeof value === 'string' ? value : ''
        }) as [string, string, string, string]
        return { type, clauseId, text, suggestedWording }
      } catch {
        return null
      }
    },

    write({ type, clauseId, text, suggestedWording }: Words): void {
      try {
        if (text === '' && suggestedWording === '') storeOf().removeItem(keyOf(docket))
        else {
          const words = { type, clauseId, text, suggestedWording }
          storeOf().setItem(keyOf(docket), JSON.stringify(words))
        }
      } catch {
        // The page still holds them.
      }
    },

    forget(): void {
      try {
        storeOf().removeItem(keyOf(docket))
      } catch {
        // What could not be stored need not be removed.
      }
    },
  }
}

export type SavedWords = ReturnType<typeof savedWords>
