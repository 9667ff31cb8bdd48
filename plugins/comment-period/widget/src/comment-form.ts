import type { SubmissionReceipt } from '../../contracts/comments'
import type { DraftOut } from '../../contracts/drafts'
import type { Refusal } from './api'
import { clauseName, type Clause } from './clause-list'
import { commentFields } from './comment-fields'
import { copyText } from './copy'
import { button, element, focusOn } from './element'
import { faultSummary, type Fault } from './form-fields'
import { receiptView } from './receipt-view'
import { reviewView } from './review-view'
import { savedWords } from './saved-words'
import { submissionTo } from './submission'
import { explain, heading, type Scene } from './widget-element'
import { workFor } from './work'

export interface CommentForm {
  readonly view: HTMLElement
  /** Shows the form, about a clause or the whole draft. */
  open(clause: Clause | null): void
  /** Nothing is taken any more: what was written stays, to be copied. */
  close(): void
  hasWords(): boolean
}

/** Which field of the form a field of the contract is. */
const FIELDS: Readonly<Record<string, string>> = {
  clauseId: 'clause',
  suggestedWording: 'wording',
  submitterType: 'submitter',
  submitterCategory: 'category',
  onBehalfOf: 'behalf',
}

/**
 * The form of a comment and what follows it: writing, review, receipt; or, where the period ends
 * meanwhile, the words that were kept. All of it lies in one shadow root, so that labels, faults
 * and fields find one another.
 *
 * @param onOver a refusal said that nothing is taken any more
 */
export function commentForm(scene: Scene, draft: DraftOut, onOver: () => void): CommentForm {
  const { speech, api, signal } = scene
  const { docket } = draft
  const saved = savedWords(docket, () => sessionStorage)
  const work = workFor(docket, api, signal)
  const submit = submissionTo(docket, api, work, signal)
  const fields = commentFields(speech, draft)
  const status = element('p', { role: 'status', class: 'status' })
  const stage = element('div', {})
  const about = element('span', {})
  const title = heading(scene, 1, about)
  let step: 'writing' | 'review' | 'receipt' | 'kept' = 'writing'

  const form = element('form', {
    novalidate: true,
    oninput: () => {
      saved.write(fields.words())
      work.begin()
    },
    onchange: () => {
      saved.write(fields.words())
      nameTitle()
    },
    onsubmit: (event) => {
      event.preventDefault()
      check()
    },
  })
  const summary = faultSummary(speech, form)
  form.append(
    title,
    summary.view,
    fields.view,
    element(
      'div',
      { class: 'row actions' },
      element('button', { type: 'submit', class: 'main', part: 'button' }, speech.say('next')),
      button(speech.say('close'), 'plain', () => {
        const opener =
          view.parentElement?.querySelector<HTMLElement>('.tap') ??
          view.parentElement?.parentElement?.querySelector<HTMLElement>('.tap')
        view.remove()
        opener?.focus()
      }),
    ),
  )
  const { language: lang, direction: dir } = speech
  // It may lie within the text of the draft, which can be of another language.
  const view = element('section', { class: 'form', part: 'form', lang, dir }, form, stage, status)

  function nameTitle(): void {
    const { clauseId } = fields.words()
    const clause = draft.text.clauses.find((each) => each.clauseId === clauseId)
    about.textContent =
      clause === undefined
        ? speech.say('writeWhole')
        : speech.say('clause.commentOn', { clause: clauseName(clause) })
  }

  const write = (): void => {
    step = 'writing'
    stage.replaceChildren()
    form.hidden = false
    status.textContent = ''
  }

  const check = (): void => {
    const faults = fields.faults()
    summary.show(faults)
    if (faults.length === 0) review()
  }

  const review = (): void => {
    step = 'review'
    work.begin()
    const reviewed = reviewView(scene, draft, fields.composed(), fields.files())
    const trouble = element('div', { class: 'notice', part: 'notice', hidden: true })
    const file = button(speech.say('file'), 'main', () => void send(trouble, file))
    reviewed.view.append(
      trouble,
      element(
        'div',
        { class: 'row actions' },
        file,
        button(speech.say('edit'), 'plain', () => {
          write()
          focusOn(title)
        }),
      ),
    )
    form.hidden = true
    stage.replaceChildren(reviewed.view)
    focusOn(reviewed.title)
  }

  const send = async (trouble: HTMLElement, file: HTMLButtonElement): Promise<void> => {
    // Still in the order of tabs, and pressing it twice sends once.
    if (file.getAttribute('aria-disabled') === 'true') return
    file.setAttribute('aria-disabled', 'true')
    trouble.hidden = true
    status.textContent = speech.say('sending')
    const outcome = await submit(fields.composed(), fields.files())
    file.removeAttribute('aria-disabled')
    if (signal.aborted || step !== 'review') return
    status.textContent = ''
    switch (outcome.kind) {
      case 'filed':
        return celebrate(outcome.receipt)
      case 'over':
        keep(explain(speech, outcome.refusal))
        return onOver()
      case 'faulty':
        write()
        return summary.show([faultOf(outcome.refusal)])
      case 'again': {
        const { trouble: why } = outcome
        const said =
          why.kind === 'unreachable' && navigator.onLine
            ? speech.say('failed.network')
            : explain(speech, why)
        trouble.replaceChildren(
          element('p', {}, element('b', {}, speech.say('failed'))),
          element('p', {}, said),
          why.kind === 'unreachable'
            ? element(
                'p',
                {},
                element('a', { href: api.addressOf(`/notices/${docket}`) }, speech.say('hosted')),
              )
            : '',
        )
        trouble.hidden = false
        file.textContent = speech.say('retry')
        focusOn(trouble)
      }
    }
  }

  const faultOf = (refusal: Refusal): Fault => {
    const [named = ''] = refusal.field.split('.')
    const isFile = refusal.code.startsWith('ATTACHMENT')
    const isClause = refusal.code === 'CLAUSE_UNKNOWN'
    const id = isFile ? 'files' : isClause ? 'clause' : (FIELDS[named] ?? named)
    return { field: id === '' ? 'text' : id, message: explain(speech, refusal) }
  }

  const celebrate = (filed: SubmissionReceipt): void => {
    step = 'receipt'
    saved.forget()
    work.drop()
    fields.clear()
    const shown = receiptView(scene, draft, filed, () => {
      write()
      focusOn(title)
    })
    stage.replaceChildren(shown.view)
    focusOn(shown.title)
    const { publicId, receivedAt } = filed
    // Without the code: whoever else listens on the page must not learn it.
    const detail = { docket, publicId, receivedAt }
    view.dispatchEvent(
      new CustomEvent('comment-period:submitted', { bubbles: true, composed: true, detail }),
    )
  }

  const keep = (why: string): void => {
    const { text, suggestedWording } = fields.words()
    step = 'kept'
    const words = [text, suggestedWording].filter((each) => each.trim() !== '').join('\n\n')
    form.hidden = true
    status.textContent = ''
    const keptTitle = heading(scene, 1, why)
    const area = element('textarea', { id: 'kept', rows: 8, readonly: true, dir: 'auto' })
    area.value = words
    const copy = button(speech.say('copyText'), 'main', () => {
      void copyText(words, stage).then((isCopied) => {
        if (isCopied) status.textContent = speech.say('copied')
      })
    })
    stage.replaceChildren(
      element(
        'div',
        { class: 'kept', part: 'kept' },
        keptTitle,
        element('p', {}, speech.say('kept.say')),
        element('label', { for: 'kept' }, speech.say('kept')),
        area,
        element('div', { class: 'row actions' }, copy),
      ),
    )
    focusOn(keptTitle)
  }

  const hasWords = (): boolean => {
    const { text, suggestedWording } = fields.words()
    return `${text}${suggestedWording}`.trim() !== ''
  }

  window.addEventListener(
    'online',
    () => {
      if (step === 'review' && stage.querySelector('.notice:not([hidden])') !== null) {
        status.textContent = speech.say('online')
      }
    },
    { signal },
  )

  const before = saved.read()
  if (before !== null) fields.setWords(before)
  nameTitle()

  return {
    view,
    hasWords,
    open(clause) {
      if (step !== 'writing') write()
      fields.setClause(clause?.clauseId ?? '')
      nameTitle()
      focusOn(title)
    },
    close() {
      if (step === 'receipt' || step === 'kept' || !view.isConnected) return
      if (hasWords()) keep(speech.sayOf('say', 'closed'))
      else view.remove()
    },
  }
}
