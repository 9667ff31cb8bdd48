import type { DraftOut } from '../../contracts/drafts'
import { changesView } from './changes-view'
import { clauseList, type Clause } from './clause-list'
import { commentForm, type CommentForm } from './comment-form'
import { commentList } from './comment-list'
import { draftHeader } from './draft-header'
import { button, element } from './element'
import type { ServerClock } from './server-time'
import { WidgetElement, type Scene } from './widget-element'

/** `<comment-period-draft docket>`: one docket, from its title to the receipt of a comment on it. */
export class DraftElement extends WidgetElement {
  static readonly observedAttributes = ['docket', 'api', 'lang', 'heading']

  protected override async open(scene: Scene): Promise<void> {
    const answer = await scene.api.read<DraftOut>(this.#path(scene), scene.signal)
    if (answer.kind !== 'answered') {
      this.showTrouble(scene, answer)
      return
    }
    this.#showDraft(scene, answer.body, answer.clock)
  }

  #path({ speech }: Scene): string {
    const docket = encodeURIComponent(this.getAttribute('docket') ?? '')
    return `/drafts/${docket}?locale=${speech.language}`
  }

  #showDraft(scene: Scene, draft: DraftOut, clock: ServerClock): void {
    const { speech, signal } = scene
    const header = element(
      'div',
      {},
      draftHeader(scene, draft, clock, () => void refresh()),
    )
    let form: CommentForm | null = null

    /** Once the close has come, or a refusal says that it has: only the header is shown anew. */
    const refresh = async (): Promise<void> => {
      const answer = await scene.api.read<DraftOut>(this.#path(scene), signal)
      if (answer.kind !== 'answered' || signal.aborted) return
      if (answer.body.period.phase === draft.period.phase) return
      header.replaceChildren(draftHeader(scene, answer.body, answer.clock, () => undefined))
      if (answer.body.period.phase === 'open') return
      form?.close()
      page.querySelectorAll('.tap').forEach((each) => {
        each.remove()
      })
    }

    const isOpen = draft.period.phase === 'open'
    const place = element('div', {})
    const whole = button(speech.say('writeWhole'), 'main tap', () => {
      openForm(null, place)
    })
    const openForm = (clause: Clause | null, beside: HTMLElement): void => {
      form ??= commentForm(scene, draft, () => void refresh())
      beside.append(form.view)
      form.open(clause)
    }

    const page = element(
      'div',
      {},
      header,
      changesView(scene, draft),
      clauseList(scene, draft, isOpen ? openForm : null),
      isOpen ? element('div', { class: 'write' }, whole, place) : null,
      commentList(scene, draft),
    )
    this.show(scene, page)
    if (isOpen) form = this.#resume(scene, draft, place, () => void refresh())
  }

  /** A comment that was being written before a reload is there again, without taking the focus. */
  #resume(
    scene: Scene,
    draft: DraftOut,
    place: HTMLElement,
    onClosed: () => void,
  ): CommentForm | null {
    const form = commentForm(scene, draft, onClosed)
    if (!form.hasWords()) return null
    place.append(form.view)
    return form
  }
}
