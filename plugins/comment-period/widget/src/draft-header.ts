import type { DraftOut } from '../../contracts/drafts'
import type { Child } from './element'
import { element, facts } from './element'
import { directionOf } from './phrases'
import {
  closeText,
  eventsView,
  issuanceView,
  phaseBadge,
  timeElement,
  timeLeftView,
} from './period-view'
import type { ServerClock } from './server-time'
import { heading, type Scene } from './widget-element'

/** What the draft is and where it stands. */
export function draftHeader(
  scene: Scene,
  draft: DraftOut,
  clock: ServerClock,
  onClose: () => void,
): HTMLElement {
  const { speech, signal } = scene
  const { period, text, issuance } = draft
  const { phase, closesAt, zone, rule } = period
  const withdrawal = period.events.filter(({ kind }) => kind === phase).pop()
  const isOpen = phase === 'open' && closesAt !== null
  return element(
    // No `header`: within a portal's own landmarks that would be a second banner.
    'div',
    { class: 'head', part: 'header' },
    element('p', { class: 'kicker' }, `${draft.kind.name} · ${draft.body.name}`),
    heading(scene, 0, element('span', ofText(text.locale), text.title)),
    element(
      'div',
      { class: `panel ${phase}`, part: 'period' },
      element(
        'p',
        { class: 'where' },
        phaseBadge(speech, period),
        isOpen ? timeLeftView(speech, closesAt, clock, signal, onClose) : null,
      ),
      phase === 'open' || phase === 'closed' ? element('p', {}, closeText(speech, period)) : null,
      rule?.unit === 'minute'
        ? element('p', { class: 'warn' }, speech.say('minutes', { n: rule.count }))
        : null,
      phaseSaying(scene, draft),
      withdrawal === undefined
        ? null
        : element('p', { dir: 'auto' }, `${speech.say('reason')}: ${withdrawal.reason}`),
      issuance === null ? null : issuanceView(speech, issuance, zone),
    ),
    text.summary === ''
      ? null
      : element('p', { ...ofText(text.locale), class: 'lead' }, text.summary),
    element(
      'details',
      { class: 'fold' },
      element('summary', {}, speech.say('details')),
      facts([
        [speech.say('docket'), element('bdi', { dir: 'ltr' }, draft.docket)],
        [speech.say('body'), draft.body.name],
        [speech.say('kind'), draft.kind.name],
        [speech.say('toAuthority'), draft.destinationAuthority],
        [speech.say('opened'), dayOrNull(scene, period.opensAt, zone)],
        [speech.say('lastDay'), closeText(speech, period)],
        [speech.say('rule'), rule === null ? null : `${rule.title} (${rule.legalBasis})`],
        [speech.say('legalBasis'), draft.legalBasis],
      ]),
    ),
    eventsView(speech, period),
  )
}

function phaseSaying({ speech }: Scene, { period: { phase } }: DraftOut): Child {
  return phase === 'suspended' || phase === 'closed' || phase === 'withdrawn'
    ? element('p', {}, speech.sayOf('say', phase))
    : null
}

function dayOrNull({ speech }: Scene, iso: string | null, zone: string): Child {
  return iso === null ? null : timeElement(speech, iso, zone, 'day')
}

/** Language and direction of a frozen text, which need not be those of the widget. */
export function ofText(locale: string) {
  return { lang: locale, dir: directionOf(locale) }
}
