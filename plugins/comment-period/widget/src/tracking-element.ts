import type { TrackingOut } from '../../contracts/comments'
import type { Answer } from './api'
import { responseView } from './comment-list'
import { element, facts, focusOn } from './element'
import { timeElement } from './period-view'
import { explain, heading, WidgetElement, type Scene } from './widget-element'

/** Dates of an answer that names no zone: every body so far is in this one. */
const ZONE = 'Asia/Tehran'

/** `<comment-period-tracking>`: a code in, state and responses out. The code is kept nowhere. */
export class TrackingElement extends WidgetElement {
  static readonly observedAttributes = ['api', 'lang', 'heading']

  protected override open(scene: Scene): Promise<void> {
    const { speech } = scene
    const fault = element('p', { id: 'fault', class: 'fault' })
    const input = element('input', {
      id: 'code',
      type: 'text',
      dir: 'ltr',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      'aria-describedby': 'hint fault',
      part: 'input',
    })
    const status = element('p', { role: 'status' })
    const result = element('div', { class: 'result' })
    const say = (message: string): void => {
      fault.textContent = message
      input.setAttribute('aria-invalid', String(message !== ''))
    }

    const look = async (): Promise<void> => {
      result.replaceChildren()
      if (input.value.trim() === '') {
        say(speech.say('error.code'))
        input.focus()
        return
      }
      say('')
      status.textContent = speech.say('loading')
      const answer = await this.#ask(scene, input.value)
      if (scene.signal.aborted) return
      status.textContent = ''
      if (answer.kind !== 'answered') {
        say(explain(speech, answer))
        input.focus()
        return
      }
      const view = resultView(scene, answer.body)
      result.replaceChildren(view)
      focusOn(view)
    }

    this.show(
      scene,
      heading(scene, 0, speech.say('track')),
      element(
        'form',
        {
          class: 'track',
          novalidate: true,
          onsubmit: (event) => {
            event.preventDefault()
            void look()
          },
        },
        element('label', { for: 'code' }, speech.say('code')),
        element('p', { id: 'hint', class: 'hint' }, speech.say('track.hint')),
        fault,
        element(
          'div',
          { class: 'row' },
          input,
          element(
            'button',
            { type: 'submit', class: 'main', part: 'button' },
            speech.say('track.go'),
          ),
        ),
        status,
      ),
      result,
    )
    return Promise.resolve()
  }

  /** As it was typed: the server reads Persian digits, either case, and letters taken for digits. */
  #ask({ api, signal }: Scene, trackingCode: string): Promise<Answer<TrackingOut>> {
    const body = JSON.stringify({ trackingCode })
    return api.send('/tracking', body, { 'Content-Type': 'application/json' }, signal)
  }
}

function resultView(scene: Scene, found: TrackingOut): HTMLElement {
  const { speech } = scene
  const { state, withholdReason, dueAt, responses } = found
  return element(
    'section',
    { class: 'panel', part: 'result' },
    heading(scene, 1, speech.sayOf('state', state)),
    facts([
      [
        speech.say('reason'),
        withholdReason === null ? null : speech.sayOf('withheld', withholdReason),
      ],
      [speech.say('docket'), element('bdi', { dir: 'ltr' }, found.docket)],
      [speech.say('publicId'), element('bdi', { dir: 'ltr' }, found.publicId)],
      [speech.say('receivedAt'), timeElement(speech, found.receivedAt, ZONE, 'instant')],
      [speech.say('unit'), found.unit],
      [speech.say('due'), dueAt === null ? null : timeElement(speech, dueAt, ZONE, 'day')],
    ]),
    found.attachments.length === 0
      ? null
      : element(
          'ul',
          { class: 'files' },
          ...found.attachments.map((each) =>
            element(
              'li',
              {},
              element('bdi', {}, each.name),
              ` · ${speech.sayOf('attachment', each.state)}`,
            ),
          ),
        ),
    responses.length === 0 ? element('p', { class: 'mute' }, speech.say('noResponse')) : null,
    ...responses.map((response) => responseView(scene, response, ZONE)),
  )
}
