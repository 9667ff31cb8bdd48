import { element, focusOn, type Child } from './element'
import type { Speech } from './phrases'

export interface Choice {
  readonly value: string
  readonly text: string
}

export interface Fault {
  readonly field: string
  readonly message: string
}

/** A labelled control with its hint and, later perhaps, its fault. */
export function field(
  id: string,
  label: string,
  control: HTMLElement,
  hint: string | null = null,
): HTMLElement {
  control.id = id
  control.setAttribute('aria-describedby', hint === null ? `${id}-fault` : `${id}-hint ${id}-fault`)
  return element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    hint === null ? null : element('p', { id: `${id}-hint`, class: 'hint' }, hint),
    faultLine(id),
    control,
  )
}

/** Choices of which one is taken. The group bears the fault; its first choice takes the focus. */
export function radios(
  id: string,
  label: string,
  choices: readonly Choice[],
  hint: string | null = null,
): HTMLElement {
  return element(
    'fieldset',
    { class: 'field', 'aria-describedby': `${id}-fault` },
    element('legend', {}, label),
    hint === null ? null : element('p', { class: 'hint' }, hint),
    faultLine(id),
    element(
      'div',
      { class: 'radios' },
      ...choices.map(({ value, text }, index) =>
        element(
          'label',
          { class: 'radio' },
          element('input', {
            type: 'radio',
            name: id,
            value,
            id: index === 0 ? id : `${id}-${value}`,
          }),
          element('span', {}, text),
        ),
      ),
    ),
  )
}

export function checkbox(id: string, label: string): HTMLElement {
  return element(
    'div',
    { class: 'field' },
    faultLine(id),
    element(
      'label',
      { class: 'radio' },
      element('input', { type: 'checkbox', id, name: id, 'aria-describedby': `${id}-fault` }),
      element('span', {}, label),
    ),
  )
}

export function select(choices: readonly Choice[]): HTMLSelectElement {
  return element(
    'select',
    {},
    ...choices.map(({ value, text }) => element('option', { value }, text)),
  )
}

function faultLine(id: string): HTMLElement {
  return element('p', { id: `${id}-fault`, class: 'fault' })
}

/**
 * Shows faults beside their fields and in a summary above them all, which takes the focus; each of
 * its entries leads to its field.
 */
export function faultSummary(speech: Speech, form: HTMLElement) {
  const summary = element('div', { class: 'summary', role: 'alert', part: 'errors' })
  const find = (id: string) => form.querySelector<HTMLElement>(`#${id}`)

  const clear = (): void => {
    summary.replaceChildren()
    form.querySelectorAll('.fault').forEach((line) => {
      line.textContent = ''
    })
    form.querySelectorAll('[aria-invalid]').forEach((each) => {
      each.removeAttribute('aria-invalid')
    })
  }

  const entry = ({ field: id, message }: Fault): Child => {
    const target = find(id)
    if (target === null) return element('li', {}, message)
    const line = find(`${id}-fault`)
    if (line !== null) line.textContent = message
    target.setAttribute('aria-invalid', 'true')
    const goThere = (event: Event): void => {
      event.preventDefault()
      const fold = target.closest('details')
      if (fold !== null) fold.open = true
      target.focus()
    }
    return element('li', {}, element('a', { href: `#${id}`, onclick: goThere }, message))
  }

  return {
    view: summary,
    clear,
    show(faults: readonly Fault[]): void {
      clear()
      if (faults.length === 0) return
      summary.append(
        element('p', {}, element('b', {}, speech.say('errors'))),
        element('ul', {}, ...faults.map(entry)),
      )
      focusOn(summary)
    },
  }
}
