import fc from 'fast-check'
import type { z } from 'zod'

/**
 * Requests made from what a contract says, so that a route which is added is tried without a
 * word about it here. A kind of schema that is not known below throws: it would go untried.
 */

interface Definition {
  readonly type: string
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly in?: z.ZodType
  readonly entries?: Readonly<Record<string, string>>
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[]
}

interface CheckDefinition {
  readonly check: string
  readonly pattern?: RegExp
  readonly maximum?: number
  readonly value?: number
  readonly inclusive?: boolean
}

function definitionOf(schema: z.ZodType): Definition {
  return (schema as unknown as { _zod: { def: Definition } })._zod.def
}

/** The members of an object schema; refinements of it are checks and hide nothing. */
export function membersOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const { type, shape } = definitionOf(schema)
  if (type !== 'object' || shape === undefined) throw new Error(`${type} is no object`)
  return shape
}

const SENTENCE = 'پیشنهاد می‌شود مهلت بیشتر شود. ۱۲'
const INSTANT = '2026-12-01T00:00:00Z'
/** What texts of every kind are made of, lawful or not. */
const FRAGMENTS = [
  ...['متن', 'a', '۱۴۰۵/۰۹/۰۱', '2026-12-01', INSTANT, '0000-0000-0000-00000', ' ', '\u200c', '\n'],
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    '\u001b[31m',
    '👨‍👩‍👧‍👦',
    "' OR 1=1 --",
    '{{7*7}}',
    '__proto__',
    '%00',
  ],
  ...['<script>', '\u064e', '\ufffe', '=1+1'],
]

const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(SENTENCE, 'متن', INSTANT, '۱۴۰۶/۰۱/۲۰') },
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** What the contract lets through, mostly. */
export function plausible(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { type, innerType, element, entries, shape, checks = [], in: input } = definitionOf(schema)
  const rules = checks.map((check) => check._zod.def)
  switch (type) {
    case 'string': {
      const pattern = rules.find((rule) => rule.pattern !== undefined)?.pattern
      return pattern === undefined
        ? anyText
        : fc.oneof({ weight: 5, arbitrary: fc.stringMatching(pattern) }, anyText)
    }
    case 'number': {
      const least = rules.find((rule) => rule.check === 'greater_than')?.value ?? -10
      const most = rules.find((rule) => rule.check === 'less_than')?.value ?? 10
      return fc.integer({ min: Math.max(least, -1_000), max: Math.min(most, 1_000_000_000) })
    }
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(entries ?? {}))
    case 'optional':
      return fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: plausible(innerType!) },
      )
    case 'nullable':
      return fc.option(plausible(innerType!), { nil: null })
    case 'array':
      return fc.array(plausible(element!), { maxLength: 3 })
    case 'pipe':
      return plausible(input!)
    case 'object':
      return fc
        .record(Object.fromEntries(Object.entries(shape!).map(([k, v]) => [k, plausible(v)])))
        .map((object) =>
          Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)),
        )
    default:
      throw new Error(`no requests can be made for a ${type}`)
  }
}

const made = new WeakMap<z.ZodType, Record<string, unknown>>()

/** One request that the contract lets through; the same at every run. */
export function lawful(schema: z.ZodType): Record<string, unknown> {
  const known = made.get(schema) ?? makeLawful(schema)
  made.set(schema, known)
  return structuredClone(known)
}

function makeLawful(schema: z.ZodType): Record<string, unknown> {
  const passing = plausible(schema).filter((value) => schema.safeParse(value).success)
  const [first] = fc.sample(passing, { numRuns: 1, seed: 20_261_122 })
  return first as Record<string, unknown>
}

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.constantFrom(null, true, [], {}, -0, 1e308, '', 'received', 2 ** 53),
)

/** Lawful bodies, bodies with one member otherwise, bodies that are nothing of the kind. */
export function anyBody(schema: z.ZodType): fc.Arbitrary<unknown> {
  const names = Object.keys(membersOf(schema))
  const member = fc.oneof(fc.constantFrom(...names), fc.constantFrom('id', 'state', 'ip', 'n'))
  const body = plausible(schema) as fc.Arbitrary<Record<string, unknown>>
  return fc.oneof(
    { weight: 4, arbitrary: body },
    {
      weight: 4,
      arbitrary: fc
        .tuple(body, member, anyValue)
        .map(([object, name, value]) => ({ ...object, [name]: value })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(body, fc.constantFrom(...names))
        .map(([object, gone]) =>
          Object.fromEntries(Object.entries(object).filter(([name]) => name !== gone)),
        ),
    },
    { weight: 1, arbitrary: fc.dictionary(fc.oneof(member, anyText), anyValue, { maxKeys: 6 }) },
    { weight: 1, arbitrary: anyValue },
  )
}
