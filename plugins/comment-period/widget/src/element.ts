export type Child = Node | string | null | false

type Attributes = Readonly<Record<string, string | number | boolean | EventListener | null>>

/**
 * Makes an element. Texts become text nodes and nothing else: no markup is ever read from data, so
 * a policy of Trusted Types has nothing to refuse.
 *
 * @param attributes `on…` takes a listener; `true` sets an empty attribute, `false` and `null` none
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else if (value !== false && value !== null)
      made.setAttribute(name, value === true ? '' : String(value))
  }
  append(made, children)
  return made
}

export function append(parent: ParentNode, children: readonly Child[]): void {
  parent.append(
    ...children.filter((child): child is Node | string => child !== null && child !== false),
  )
}

/** A button that submits nothing. */
export function button(text: string, look: string, press: () => void): HTMLButtonElement {
  return element('button', { type: 'button', class: look, part: 'button', onclick: press }, text)
}

/** Terms and what they are; a row without a value is left out. */
export function facts(rows: readonly (readonly [string, Child])[]): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...rows
      .filter(([, value]) => value !== null && value !== false && value !== '')
      .map(([term, value]) =>
        element('div', {}, element('dt', {}, term), element('dd', {}, value)),
      ),
  )
}

/** Moves the focus to what is new on the page, so that a screen reader goes there. */
export function focusOn(target: HTMLElement): void {
  target.tabIndex = -1
  target.focus()
}
