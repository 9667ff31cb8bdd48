import type { DraftOut } from '../../contracts/drafts'
import type { Api } from './api'
import { ofText } from './draft-header'
import { button, element } from './element'
import { heading, type Scene } from './widget-element'

export type Clause = DraftOut['text']['clauses'][number]

/** A clause by its label, and by its heading where it has one. */
export function clauseName({ label, heading: title }: Clause): string {
  return title === '' ? label : `${label}: ${title}`
}

/**
 * The text clause by clause, each with a button to comment on it.
 *
 * @param comment `null` where nothing can be commented on
 */
export function clauseList(
  scene: Scene,
  { text }: DraftOut,
  comment: ((clause: Clause, beside: HTMLElement) => void) | null,
): HTMLElement {
  const { speech } = scene
  return element(
    'section',
    { class: 'text', part: 'text' },
    heading(scene, 1, speech.say('text')),
    element(
      'div',
      { ...ofText(text.locale), class: 'clauses' },
      ...text.clauses.map((clause) => {
        const item = element(
          'div',
          { class: `clause ${clause.kind}`, part: 'clause' },
          element(
            'p',
            { class: 'label' },
            element('b', {}, clause.label),
            clause.heading === '' ? null : ` ${clause.heading}`,
          ),
          clause.text === '' ? null : element('p', { class: 'body' }, clause.text),
        )
        if (comment !== null) item.append(commentButton(scene, clause, item, comment))
        return item
      }),
    ),
    attachmentList(scene, text.attachments, scene.api),
  )
}

function commentButton(
  { speech }: Scene,
  clause: Clause,
  item: HTMLElement,
  comment: (clause: Clause, beside: HTMLElement) => void,
): HTMLElement {
  const made = button(speech.say('clause.comment'), 'tap', () => {
    comment(clause, item)
  })
  made.lang = speech.language
  // Ten buttons of the same words are told apart by the clause.
  made.setAttribute('aria-label', speech.say('clause.commentOn', { clause: clauseName(clause) }))
  return made
}

interface Attached {
  readonly name: string
  readonly size: number
  readonly path: string
}

/** Links to files, each with its size; `null` where there are none. */
export function attachmentList(
  { speech }: Scene,
  attachments: readonly Attached[],
  api: Api,
): HTMLElement | null {
  if (attachments.length === 0) return null
  return element(
    'div',
    { class: 'files' },
    element('b', {}, speech.say('files')),
    element(
      'ul',
      {},
      ...attachments.map(({ name, size, path }) =>
        element(
          'li',
          {},
          element('a', { href: api.addressOf(path), rel: 'noreferrer' }, element('bdi', {}, name)),
          ' ',
          element('span', { class: 'mute' }, `(${speech.number(Math.ceil(size / 1024))} KB)`),
        ),
      ),
    ),
  )
}
