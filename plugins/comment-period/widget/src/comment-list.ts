import type { CommentOut, ResponseOut } from '../../contracts/comments'
import type { DraftOut } from '../../contracts/drafts'
import { attachmentList, clauseName } from './clause-list'
import { button, element, focusOn } from './element'
import { timeElement } from './period-view'
import { heading, type Scene } from './widget-element'

interface Page {
  readonly items: readonly CommentOut[]
  readonly nextCursor: string | null
}

/** Published comments with their responses, a page at a time; the first one is fetched at once. */
export function commentList(scene: Scene, draft: DraftOut): HTMLElement {
  const { speech, api, signal } = scene
  const items = element('div', { class: 'items' })
  const status = element('p', { role: 'status', class: 'mute' })
  const { byState, total } = draft.counts
  const foot = element('div', {})

  const load = async (cursor: string | null): Promise<void> => {
    status.textContent = speech.say('loading')
    foot.replaceChildren()
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
    const answer = await api.read<Page>(`/drafts/${draft.docket}/comments${query}`, signal)
    if (signal.aborted) return
    if (answer.kind !== 'answered') {
      status.textContent = speech.say('unreachable')
      foot.append(button(speech.say('retry'), 'plain', () => void load(cursor)))
      return
    }
    status.textContent = ''
    const shown = answer.body.items.map((comment) => commentView(scene, draft, comment))
    items.append(...shown)
    const { nextCursor } = answer.body
    if (nextCursor !== null) {
      foot.append(button(speech.say('more'), 'plain', () => void load(nextCursor)))
    }
    // The button that was pressed is gone: the focus goes on to what it brought.
    if (cursor !== null && shown[0] !== undefined) focusOn(shown[0])
  }
  if (byState.published > 0) void load(null)
  else status.textContent = speech.say('comments.none')

  return element(
    'section',
    { class: 'comments', part: 'comments' },
    heading(scene, 1, speech.say('comments')),
    total === 0
      ? null
      : element(
          'p',
          { class: 'mute' },
          speech.say('counts', {
            total,
            published: byState.published,
            received: byState.received,
            withheld: byState.withheld + byState.spam,
          }),
        ),
    items,
    status,
    foot,
  )
}

function commentView(scene: Scene, draft: DraftOut, comment: CommentOut): HTMLElement {
  const { speech } = scene
  const clause = draft.text.clauses.find(({ clauseId }) => clauseId === comment.clauseId)
  const language = comment.language ?? ''
  const zone = draft.period.zone
  const more = [
    comment.submitterType === null ? '' : speech.sayOf('submitter', comment.submitterType),
    comment.submitterCategory === null ? '' : speech.sayOf('category', comment.submitterCategory),
    comment.rating === null ? '' : `${speech.say('rating')}: ${speech.number(comment.rating)}`,
    comment.late ? speech.say('late') : '',
  ].filter((each) => each !== '')
  return element(
    'article',
    { class: 'comment', part: 'comment' },
    element(
      'p',
      { class: 'meta' },
      element('span', { class: 'chip' }, speech.sayOf('type', comment.type)),
      element('b', {}, element('bdi', {}, comment.displayName ?? speech.say('anonymous'))),
      comment.onBehalfOf === null
        ? null
        : element('bdi', {}, speech.say('onBehalf', { name: comment.onBehalfOf })),
      timeElement(speech, comment.receivedAt, zone, 'day'),
      ...more.map((each) => element('span', {}, each)),
    ),
    clause === undefined
      ? null
      : element('p', { class: 'about' }, `${speech.say('about')} ${clauseName(clause)}`),
    userText(comment.text, language) ?? element('p', { class: 'mute' }, speech.say('erased')),
    comment.text !== null && comment.redacted
      ? element('p', { class: 'mute' }, speech.say('redacted'))
      : null,
    comment.suggestedWording === null
      ? null
      : element(
          'blockquote',
          {},
          element('b', {}, speech.say('wording')),
          userText(comment.suggestedWording, language),
        ),
    attachmentList(scene, comment.attachments, scene.api),
    comment.attachmentsHeld === 0
      ? null
      : element('p', { class: 'mute' }, speech.say('held', { n: comment.attachmentsHeld })),
    ...comment.responses.map((response) => responseView(scene, response, zone)),
  )
}

/** What somebody wrote: in its own language and direction, line by line, and nothing but text. */
export function userText(text: string | null, language: string): HTMLElement | null {
  if (text === null) return null
  return element('p', { class: 'body', dir: 'auto', lang: language === '' ? null : language }, text)
}

export function responseView({ speech }: Scene, response: ResponseOut, zone: string): HTMLElement {
  const { theme } = response
  return element(
    'div',
    { class: 'response', part: 'response' },
    element(
      'p',
      { class: 'meta' },
      element('b', {}, speech.say('response')),
      theme === null ? null : element('bdi', {}, speech.say('toTheme', { theme })),
      element('span', { class: 'chip' }, speech.sayOf('disposition', response.disposition)),
      timeElement(speech, response.respondedAt, zone, 'day'),
    ),
    userText(response.text, ''),
  )
}
