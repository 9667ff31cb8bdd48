import { z } from 'zod'
import { TERMINAL_ACTS } from '../domain/period-rule'
import { instantOut } from './fields'
import { periodRule } from './period'

const binding = periodRule.omit({ title: true }).extend({ effectiveAt: instantOut })

/** `GET /rules`: of each rule what binds now, and what was saved to bind later. */
export const listRules = {
  query: z.strictObject({}),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        documentId: z.string(),
        title: z.string(),
        /** `null` is every body. */
        body: z.string().nullable(),
        /** Named kinds; without any the terminal act says which. */
        kinds: z.array(z.string()),
        terminalAct: z.enum(TERMINAL_ACTS).nullable(),
        validFrom: instantOut.nullable(),
        validTo: instantOut.nullable(),
        now: binding.nullable(),
        next: binding.extend({ ends: z.boolean() }).nullable(),
      }),
    ),
  }),
}

export type RulesOut = z.infer<(typeof listRules)['answer']>
