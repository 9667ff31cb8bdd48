import type { Core } from '@strapi/strapi'

export default {
  /**
   * Strapi skips a plugin whose server file is missing without a word. Without this one there is
   * no gate, so the app does not start.
   */
  register({ strapi }: { strapi: Core.Strapi }) {
    if (!Object.hasOwn(strapi.plugins, 'comment-period')) {
      throw new Error(
        'The comment-period plugin is not loaded; run `npm run build:plugin` and start again.',
      )
    }
  },
}
