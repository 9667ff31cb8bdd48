import { URLSearchParams } from 'node:url'
import { accepted, expect } from './http.mjs'

const DRAFTS = '/content-manager/collection-types/plugin::comment-period.draft-regulation'

/** Draft regulations through the content manager's HTTP interface, as the admin panel does it. */
export function contentManager(call, token) {
  return {
    /** Those of this title, the oldest first: the seed's own, and what was cloned from it. */
    async named(title) {
      const query = new URLSearchParams({
        locale: 'fa',
        page: '1',
        pageSize: '100',
        sort: 'createdAt:ASC',
        'filters[$and][0][title][$eq]': title,
      })
      const { results } = accepted(await call('GET', `${DRAFTS}?${query}`, { token }), 200)
      expect(results.length > 0, `There is no draft «${title}»; was it renamed or deleted?`)
      return results
    },

    async read(documentId) {
      const answer = await call('GET', `${DRAFTS}/${documentId}?locale=fa`, { token })
      return accepted(answer, 200).data
    },

    clone: (documentId) =>
      call('POST', `${DRAFTS}/clone/${documentId}?locale=fa`, { token, body: {} }),

    publish: (documentId) =>
      call('POST', `${DRAFTS}/${documentId}/actions/publish?locale=fa`, { token, body: {} }),

    revise: (documentId, clauses) =>
      call('PUT', `${DRAFTS}/${documentId}?locale=fa`, { token, body: { clauses } }),

    /** What the panel beside the edit view shows: docket, phase and dates. */
    async period(documentId) {
      const answer = await call('GET', `/comment-period/drafts/${documentId}/period`, { token })
      return accepted(answer, 200)
    },
  }
}

/**
 * From the ids of the seed's clauses to those of a document made from it: a clone has ids of its
 * own, in the same order.
 */
export function clauseIdsOf(seedClauses, clauses) {
  expect(seedClauses.length === clauses.length, 'The draft has other clauses than its seed')
  return new Map(seedClauses.map(({ clauseId }, index) => [clauseId, clauses[index].clauseId]))
}
