import type { DraftListItem } from '../../contracts/drafts'
import { ofText } from './draft-header'
import { button, element, focusOn } from './element'
import { closeText, phaseBadge } from './period-view'
import { timeLeft, type ServerClock } from './server-time'
import { heading, WidgetElement, type Scene } from './widget-element'

interface Page {
  readonly items: readonly DraftListItem[]
  readonly nextCursor: string | null
}

/** `<comment-period-list body phase>`: drafts, each with its period and a link to its page. */
export class ListElement extends WidgetElement {
  static readonly observedAttributes = ['body', 'phase', 'kind', 'href', 'api', 'lang', 'heading']

  protected override async open(scene: Scene): Promise<void> {
    const answer = await this.#read(scene, null)
    if (answer.kind !== 'answered') {
      this.showTrouble(scene, answer)
      return
    }
    const { speech } = scene
    const list = element('ul', { class: 'drafts' })
    const foot = element('div', {})
    this.#append(scene, list, foot, answer.body, answer.clock, false)
    this.show(
      scene,
      heading(scene, 0, speech.say('list')),
      answer.body.items.length === 0 ? element('p', {}, speech.say('list.none')) : list,
      foot,
    )
  }

  #read({ api, signal }: Scene, cursor: string | null) {
    const query = new URLSearchParams()
    for (const name of ['body', 'phase', 'kind']) {
      const value = this.getAttribute(name)
      if (value !== null && value !== '') query.set(name, value)
    }
    if (cursor !== null) query.set('cursor', cursor)
    return api.read<Page>(`/drafts?${query.toString()}`, signal)
  }

  #append(
    scene: Scene,
    list: HTMLElement,
    foot: HTMLElement,
    { items, nextCursor }: Page,
    clock: ServerClock,
    takesFocus: boolean,
  ): void {
    const shown = items.map((item) => this.#item(scene, item, clock))
    list.append(...shown)
    foot.replaceChildren()
    if (nextCursor !== null) {
      const more = button(scene.speech.say('more'), 'plain', () => {
        void this.#read(scene, nextCursor).then((answer) => {
          if (scene.signal.aborted) return
          if (answer.kind === 'answered') {
            this.#append(scene, list, foot, answer.body, answer.clock, true)
          } else foot.prepend(element('p', { role: 'status' }, scene.speech.say('unreachable')))
        })
      })
      foot.append(more)
    }
    if (takesFocus && shown[0] !== undefined) focusOn(shown[0])
  }

  #item(scene: Scene, item: DraftListItem, clock: ServerClock): HTMLElement {
    const { speech } = scene
    const { period } = item
    const left =
      period.phase === 'open' && period.closesAt !== null
        ? timeLeft(Date.parse(period.closesAt), clock())
        : null
    return element(
      'li',
      { class: 'draft', part: 'draft' },
      heading(
        scene,
        1,
        element('a', { ...ofText('fa'), href: this.#pageOf(scene, item.docket) }, item.title),
      ),
      element('p', { class: 'kicker' }, `${item.kind.name} · ${item.body.name}`),
      element(
        'p',
        { class: 'where' },
        phaseBadge(speech, period),
        left === null || left.unit === 'over' || left.count === 0
          ? null
          : element('strong', {}, speech.sayOf('left', left.unit, { n: left.count })),
        element('span', { class: 'mute' }, closeText(speech, period)),
      ),
      period.rule?.unit === 'minute'
        ? element('p', { class: 'warn' }, speech.say('minutes', { n: period.rule.count }))
        : null,
    )
  }

  /** The page of the portal that shows a docket, or the plugin's own. */
  #pageOf({ api }: Scene, docket: string): string {
    const pattern = this.getAttribute('href')
    return pattern === null
      ? api.addressOf(`/notices/${docket}`)
      : pattern.replace('{docket}', encodeURIComponent(docket))
  }
}
