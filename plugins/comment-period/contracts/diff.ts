import { z } from 'zod'
import { CLAUSE_KINDS } from '../domain/clauses'
import { docketNumber, locale } from './fields'

/** A version of a docket's text: the number of an exposure, or `final` once it is issued. */
const version = z
  .string()
  .regex(/^([1-9][0-9]{0,4}|final)$/)
  .transform((value) => (value === 'final' ? value : Number(value)))

/**
 * A stretch of words. All `same` and `removed` runs in their order are the old text, letter by
 * letter; all `same` and `added` ones are the new.
 */
const run = z.strictObject({ op: z.enum(['same', 'removed', 'added']), text: z.string() })
const runs = z.array(run)

/** `moved` also where its words changed on the way: the runs tell which. */
const clauseChange = z.strictObject({
  clauseId: z.string(),
  change: z.enum(['same', 'changed', 'added', 'removed', 'moved']),
  kind: z.enum(CLAUSE_KINDS),
  label: runs,
  heading: runs,
  text: runs,
  /** What the change goes back to, as the body says: published comments by their public ids, and themes. */
  grounds: z.strictObject({ comments: z.array(z.string()), themes: z.array(z.string()) }),
})

const versionOut = z.strictObject({ version: z.string(), textHash: z.string() })

/** `GET /drafts/:docket/diff`: by `clauseId`, in the order of the new text; then word by word. */
export const readDiff = {
  params: z.strictObject({ docket: docketNumber }),
  query: z.strictObject({ from: version, to: version, locale: locale.optional() }),
  answer: z.strictObject({
    docket: z.string(),
    /** The one language both versions are compared in. */
    locale: z.string(),
    from: versionOut,
    to: versionOut,
    title: runs,
    clauses: z.array(clauseChange),
    /** By name; a file under another name is the same file. */
    attachments: z.strictObject({ added: z.array(z.string()), removed: z.array(z.string()) }),
  }),
}

export type DiffRun = z.infer<typeof run>
export type ClauseChangeOut = z.infer<typeof clauseChange>
export type DiffOut = z.infer<(typeof readDiff)['answer']>
