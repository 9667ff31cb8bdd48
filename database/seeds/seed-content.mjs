import { holidayRows } from './holidays.mjs'
import * as data from './seed-data.mjs'
import { bringDraft } from './seed-drafts.mjs'
import { seedStore } from './seed-store.mjs'

/**
 * Brings in the five bodies, the demonstration body and everything they come with. A second run
 * changes nothing.
 *
 * @param strapi a loaded Strapi; the plugin's bootstrap has run
 * @returns for each content type, how many rows were made and how many were there already
 */
export async function seed(strapi) {
  const store = seedStore(strapi)
  const kindIds = await bringKinds(store)
  const bodies = await bringBodies(store)
  await bringRules(store, bodies, kindIds)
  await bringHolidays(store)
  await bringRoutingRules(store, bodies)
  await bringResponsibilities(store, bodies)
  for (const draft of data.readDrafts()) {
    await bringDraft(store, draft, {
      body: idIn(bodies, draft.body),
      kind: idIn(kindIds, draft.kind),
    })
  }
  return store.report()
}

async function bringKinds(store) {
  const ids = new Map()
  for (const kind of data.readKinds()) {
    const filters = { key: { $eq: kind.key } }
    ids.set(kind.key, await store.bring('instrument-kind', { filters, data: kind }))
  }
  return ids
}

/** Bodies with their units and the strategy by which each binds itself. */
async function bringBodies(store) {
  const ids = new Map()
  for (const { units, strategy, ...body } of data.readBodies()) {
    const filters = { slug: { $eq: body.slug } }
    const bodyId = await store.bring('issuing-body', { filters, data: body })
    ids.set(body.slug, bodyId)
    for (const unit of units) {
      const unitFilters = { key: { $eq: unit.key }, ...ofBody(bodyId) }
      const unitId = await store.bring('unit', {
        filters: unitFilters,
        data: { ...unit, body: bodyId },
      })
      ids.set(`${body.slug}/${unit.key}`, unitId)
    }
    await store.bring('participation-strategy', {
      filters: { title: { $eq: strategy.title }, ...ofBody(bodyId) },
      data: { ...strategy, body: bodyId },
      status: 'published',
    })
  }
  return ids
}

async function bringRules(store, bodies, kindIds) {
  for (const rule of data.readRules()) {
    const body = idIn(bodies, rule.body)
    const kinds = rule.kinds.map((kind) => idIn(kindIds, kind))
    await store.bring('period-rule', {
      filters: { title: { $eq: rule.title }, ...ofBody(body) },
      data: { ...rule, body, kinds },
    })
  }
}

async function bringHolidays(store) {
  for (const holiday of holidayRows(data.readHolidays())) {
    await store.bring('holiday', {
      filters: { closedOn: { $eq: holiday.closedOn }, title: { $eq: holiday.title } },
      data: holiday,
    })
  }
}

async function bringRoutingRules(store, bodies) {
  for (const rule of data.readRoutingRules()) {
    const body = idIn(bodies, rule.body)
    const unit = idIn(bodies, `${rule.body}/${rule.unit}`)
    await store.bring('routing-rule', {
      filters: {
        channel: { $eq: rule.channel },
        unit: { documentId: { $eq: unit } },
        ...ofBody(body),
      },
      data: { ...rule, body, unit },
    })
  }
}

async function bringResponsibilities(store, bodies) {
  const DUTIES = ['collectedBy', 'summarisedBy', 'respondedBy']
  for (const row of data.readResponsibilities()) {
    const body = idIn(bodies, row.body)
    const units = Object.fromEntries(
      DUTIES.filter((duty) => row[duty] !== undefined).map((duty) => [
        duty,
        idIn(bodies, `${row.body}/${row[duty]}`),
      ]),
    )
    await store.bring('responsibility', {
      filters: {
        channel: row.channel === null ? { $null: true } : { $eq: row.channel },
        ...ofBody(body),
      },
      data: { ...row, ...units, body },
    })
  }
}

const ofBody = (documentId) => ({ body: { documentId: { $eq: documentId } } })

function idIn(ids, name) {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`The seed data name «${name}», which is not among them`)
  return id
}
