import type { DraftOut } from '../../contracts/drafts'
import { clauseName } from './clause-list'
import { userText } from './comment-list'
import { element, facts, type Child } from './element'
import type { Composed } from './submission'
import { heading, type Scene } from './widget-element'

/** All that would be filed, before it is. */
export function reviewView(
  scene: Scene,
  draft: DraftOut,
  comment: Composed,
  files: readonly File[],
): { readonly view: HTMLElement; readonly title: HTMLElement } {
  const { speech } = scene
  const clause = draft.text.clauses.find(({ clauseId }) => clauseId === comment.clauseId)
  const own = (text: string | undefined): Child =>
    text === undefined ? null : element('bdi', {}, text)
  const of = (family: string, member: string | undefined): Child =>
    member === undefined ? null : speech.sayOf(family, member)
  const language = comment.language ?? ''
  const title = heading(scene, 1, speech.say('review'))
  const view = element(
    'div',
    { class: 'review', part: 'review' },
    title,
    facts([
      [speech.say('about'), clause === undefined ? speech.say('whole') : clauseName(clause)],
      [speech.say('type'), of('type', comment.type)],
      [speech.say('rating'), comment.rating === undefined ? null : speech.number(comment.rating)],
      [speech.say('yourText'), userText(comment.text, language)],
      [speech.say('wording'), userText(comment.suggestedWording ?? null, language)],
      [speech.say('name'), own(comment.name)],
      [
        speech.say('showName'),
        comment.name === undefined
          ? null
          : comment.showName === true
            ? speech.say('yes')
            : speech.say('no'),
      ],
      [speech.say('contact'), own(comment.contact)],
      [speech.say('submitter'), of('submitter', comment.submitterType)],
      [speech.say('category'), of('category', comment.submitterCategory)],
      [speech.say('behalf'), own(comment.onBehalfOf)],
      [
        speech.say('files'),
        files.length === 0
          ? null
          : element('ul', {}, ...files.map(({ name }) => element('li', {}, own(name)))),
      ],
    ]),
  )
  return { view, title }
}
