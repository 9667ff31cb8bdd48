import { Book, BulletList, ChartCircle, Clock, Download, Message } from '@strapi/icons'
import type { ComponentType } from 'react'

import { draftPeriodPanel } from './components/period-panel'
import { publishForComment } from './publish-for-comment'
import { writePersianInVazirmatn } from './persian-font'
import { permissionTo } from './permissions'
import { PLUGIN_ID } from './plugin-id'
import { contentManagerOf, type AdminApp, type BootstrapApp } from './strapi-admin-types'
import { showTextInItsOwnDirection } from './text-direction'
import { messageId, messagesFor, TRANSLATIONS, type MessageKey } from './translations'
import { fieldLabelsFor } from './translations/field-labels'

const DESK_PERMISSIONS = [permissionTo('desk')]

const EXPORT_PERMISSIONS = [permissionTo('export')]
const EVIDENCE_PERMISSIONS = [permissionTo('evidence')]
const REPORT_PERMISSIONS = [permissionTo('report')]
const RULE_PERMISSIONS = [permissionTo('read')]
const BODY_PERMISSIONS = [
  {
    action: 'plugin::content-manager.explorer.update',
    subject: `plugin::${PLUGIN_ID}.issuing-body`,
  },
]
const MEMBERSHIP_PERMISSIONS = [permissionTo('memberships')]

/** Words that Strapi itself shows, in the language of its admin. */
const words = (key: MessageKey) => ({
  id: messageId(key),
  defaultMessage: TRANSLATIONS.fa[key],
})

export default {
  register(app: AdminApp) {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID })
    writePersianInVazirmatn(document)
    showTextInItsOwnDirection(document)
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/desk`,
      icon: Message,
      intlLabel: words('desk.menu'),
      permissions: DESK_PERMISSIONS,
      Component: () => import('./pages/desk').then(({ Desk }) => ({ default: Desk })),
    })
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/themes`,
      icon: BulletList,
      intlLabel: words('themes.menu'),
      permissions: DESK_PERMISSIONS,
      Component: () => import('./pages/themes').then(({ Themes }) => ({ default: Themes })),
    })
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/dashboard`,
      icon: ChartCircle,
      intlLabel: words('dashboard.title'),
      permissions: DESK_PERMISSIONS,
      Component: () =>
        import('./pages/dashboard').then(({ Dashboard }) => ({ default: Dashboard })),
    })
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/exports`,
      icon: Download,
      intlLabel: words('exports.menu'),
      permissions: EXPORT_PERMISSIONS,
      Component: () => import('./pages/exports').then(({ Exports }) => ({ default: Exports })),
    })
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/evidence`,
      icon: BulletList,
      intlLabel: words('evidence.menu'),
      permissions: EVIDENCE_PERMISSIONS,
      Component: () => import('./pages/evidence').then(({ Evidence }) => ({ default: Evidence })),
    })
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}/reports`,
      icon: Book,
      intlLabel: words('reports.menu'),
      permissions: REPORT_PERMISSIONS,
      Component: () => import('./pages/reports').then(({ Reports }) => ({ default: Reports })),
    })
    app.addSettingsLink({ id: PLUGIN_ID, intlLabel: words('settings.section') }, [
      {
        id: 'rules',
        to: `${PLUGIN_ID}/rules`,
        intlLabel: words('rules.title'),
        permissions: RULE_PERMISSIONS,
        Component: () => import('./pages/rules').then(({ Rules }) => ({ default: Rules })),
      },
      {
        id: 'holidays',
        to: `${PLUGIN_ID}/holidays`,
        intlLabel: words('holidays.title'),
        permissions: RULE_PERMISSIONS,
        Component: () => import('./pages/holidays').then(({ Holidays }) => ({ default: Holidays })),
      },
      {
        id: 'bodies',
        to: `${PLUGIN_ID}/bodies`,
        intlLabel: words('bodies.title'),
        permissions: BODY_PERMISSIONS,
        Component: () => import('./pages/bodies').then(({ Bodies }) => ({ default: Bodies })),
      },
      {
        id: 'limits',
        to: `${PLUGIN_ID}/limits`,
        intlLabel: words('limits.title'),
        permissions: RULE_PERMISSIONS,
        Component: () => import('./pages/limits').then(({ Limits }) => ({ default: Limits })),
      },
      {
        id: 'memberships',
        to: `${PLUGIN_ID}/memberships`,
        intlLabel: words('memberships.title'),
        permissions: MEMBERSHIP_PERMISSIONS,
        Component: () =>
          import('./pages/memberships').then(({ Memberships }) => ({ default: Memberships })),
      },
    ])
    app.widgets.register([
      {
        id: 'running-periods',
        pluginId: PLUGIN_ID,
        icon: Clock,
        title: words('dashboard.running'),
        permissions: [...DESK_PERMISSIONS],
        component: async () => (await import('./components/home-widgets')).RunningPeriodsWidget,
      },
      {
        id: 'waiting-comments',
        pluginId: PLUGIN_ID,
        icon: Message,
        title: words('dashboard.waitingTitle'),
        permissions: [...DESK_PERMISSIONS],
        component: async () => (await import('./components/home-widgets')).WaitingCommentsWidget,
      },
    ])
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
    const contentManager = contentManagerOf(app)
    contentManager.addEditViewSidePanel([draftPeriodPanel])
    contentManager.addDocumentAction((actions) => actions.map(publishForComment))
  },

  registerTrads({ locales }: { locales: string[] }) {
    return Promise.resolve(
      locales.map((locale) => ({
        locale,
        data: { ...messagesFor(locale), ...fieldLabelsFor(locale) },
      })),
    )
  },
}
