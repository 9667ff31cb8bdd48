import type { ComponentType } from 'react'

import { draftPeriodPanel } from './components/period-panel'
import { PLUGIN_ID } from './plugin-id'
import { contentManagerOf, type AdminApp, type BootstrapApp } from './strapi-admin-types'
import { showTextInItsOwnDirection } from './text-direction'
import { messageId, messagesFor, TRANSLATIONS } from './translations'

export default {
  register(app: AdminApp) {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID })
    showTextInItsOwnDirection(document)
    app.customFields.register({
      name: 'clauses',
      pluginId: PLUGIN_ID,
      type: 'json',
      intlLabel: { id: messageId('field.name'), defaultMessage: TRANSLATIONS.en['field.name'] },
      intlDescription: {
        id: messageId('field.description'),
        defaultMessage: TRANSLATIONS.en['field.description'],
      },
      components: {
        Input: () =>
          import('./components/clauses-input').then(({ ClausesInput }) => ({
            // Strapi types every input as a component without props and gives it a field's.
            default: ClausesInput as unknown as ComponentType,
          })),
      },
    })
  },

  bootstrap(app: BootstrapApp) {
    contentManagerOf(app).addEditViewSidePanel([draftPeriodPanel])
  },

  registerTrads({ locales }: { locales: string[] }) {
    return Promise.resolve(locales.map((locale) => ({ locale, data: messagesFor(locale) })))
  },
}
