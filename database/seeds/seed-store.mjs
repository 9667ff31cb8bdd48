const TYPES = [
  'instrument-kind',
  'issuing-body',
  'unit',
  'participation-strategy',
  'period-rule',
  'holiday',
  'routing-rule',
  'responsibility',
  'draft-regulation',
]

/**
 * Brings in rows that are not there yet and leaves alone those that are, whatever staff have made
 * of them since. Every write goes through the document service, where the gate and the rule
 * ledger stand.
 */
export function seedStore(strapi) {
  const counts = new Map(TYPES.map((type) => [type, { type, made: 0, kept: 0 }]))
  const documents = (type) => strapi.documents(`plugin::comment-period.${type}`)
  const count = (type, outcome) => {
    counts.get(type)[outcome] += 1
  }

  return {
    documents,
    count,
    report: () => [...counts.values()],

    /**
     * @param filters what tells the row meant from every other
     * @param data the row, where there is none yet
     * @returns its documentId
     */
    async bring(type, { filters, data, status }) {
      const found = await documents(type).findFirst({ filters, fields: ['documentId'] })
      count(type, found === null ? 'made' : 'kept')
      if (found !== null) return found.documentId
      const made = await documents(type).create(status === undefined ? { data } : { data, status })
      return made.documentId
    },
  }
}
