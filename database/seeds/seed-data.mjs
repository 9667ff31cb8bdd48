import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('./data/', import.meta.url)

const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))

/** The demonstration body comes last: it is no body of the sources. */
export function readBodies() {
  return [...read('bodies.json'), read('demonstration-body.json').body]
}

export function readRules() {
  const rules = [...read('period-rules.json'), read('demonstration-body.json').rule]
  return rules.map((rule) => without(rule, 'key', 'requirement'))
}

export const readKinds = () => read('instrument-kinds.json')

export function readRoutingRules() {
  return read('routing-rules.json').map((rule) => without(rule, 'requirement'))
}

export function readResponsibilities() {
  return read('responsibilities.json').map((row) => without(row, 'requirement'))
}

export const readHolidays = () => read('holidays.json')

export const readDraft = (key) => read(`drafts/${key}.json`)

export function readDrafts() {
  return readdirSync(new URL('drafts/', FOLDER))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read(`drafts/${name}`))
}

export const readSemnanComments = () => read('semnan-comments.json')

/** Comments, response and theme of the demonstration body's story. */
export function readDemonstration() {
  const { body, rule, comments, response, theme } = read('demonstration-body.json')
  return { slug: body.slug, rule, comments, response, theme }
}

/** A copy that lacks what is there for the reader of the data, and no attribute of the type. */
export function without(row, ...names) {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}
