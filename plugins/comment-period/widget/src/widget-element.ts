import { apiAt, type Api, type Refusal } from './api'
import { append, button, element, type Child } from './element'
import { loadFont } from './font'
import { speechFor, type Speech } from './phrases'
import styleText from './styles.css'

/** What belongs to one showing of an element; over once it is taken off or shown anew. */
export interface Scene {
  readonly api: Api
  readonly speech: Speech
  readonly signal: AbortSignal
  /** What of the page around the headings stand under: 2 is an `h2`. */
  readonly level: number
}

let sheet: CSSStyleSheet | null = null

/** One sheet for all elements. Constructed ones need nothing of the host’s `style-src`. */
function styleSheets(): CSSStyleSheet[] {
  try {
    if (sheet === null) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(styleText)
    }
    return [sheet]
  } catch {
    return []
  }
}

/**
 * What the elements share: a shadow root that lets the page's own children through until there is
 * something to show in their place, and that starts anew when an attribute changes.
 */
export abstract class WidgetElement extends HTMLElement {
  readonly #root: ShadowRoot
  #scene: AbortController | null = null
  #isDue = false

  constructor() {
    super()
    this.#root = this.attachShadow({ mode: 'open' })
    const sheets = styleSheets()
    if (sheets.length > 0) this.#root.adoptedStyleSheets = sheets
    this.#root.append(document.createElement('slot'))
  }

  connectedCallback(): void {
    this.restart()
  }

  disconnectedCallback(): void {
    this.#scene?.abort()
    this.#scene = null
  }

  attributeChangedCallback(): void {
    if (this.#scene !== null) this.restart()
  }

  /** Shows everything anew; several changes of attributes in a row do so once. */
  protected restart(): void {
    this.#scene?.abort()
    const scene = new AbortController()
    this.#scene = scene
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      this.#isDue = false
      const now = this.#scene
      if (now !== null) void this.#open(now.signal)
    })
  }

  async #open(signal: AbortSignal): Promise<void> {
    loadFont()
    const speech = await speechFor(this.#language())
    if (signal.aborted) return
    const base = this.getAttribute('api') ?? new URL('../api/comment-period', import.meta.url).href
    const level = Number(this.getAttribute('heading') ?? 2)
    await this.open({
      api: apiAt(new URL(base, document.baseURI).href.replace(/\/$/, ''), speech.language),
      speech,
      signal,
      level: level >= 1 && level <= 5 ? level : 2,
    })
  }

  #language(): string {
    const named = this.closest('[lang]')?.getAttribute('lang') ?? ''
    return named === '' ? document.documentElement.lang : named
  }

  /** Reads what is to be shown, and shows it. */
  protected abstract open(scene: Scene): Promise<void>

  /** Puts the widget in the place of what stood there, the page's own children among it. */
  protected show({ speech, signal }: Scene, ...children: readonly Child[]): void {
    if (signal.aborted) return
    this.#root.replaceChildren(this.#frame(speech, children))
  }

  /** Says that nothing can be shown; the page's own children, a link perhaps, are shown below it. */
  protected showTrouble(scene: Scene, trouble: Refusal | { readonly kind: 'unreachable' }): void {
    const { speech, signal } = scene
    if (signal.aborted) return
    const frame = this.#frame(speech, [
      element('p', { class: 'notice', role: 'status', part: 'notice' }, explain(speech, trouble)),
      trouble.kind === 'unreachable' || trouble.status >= 500
        ? button(speech.say('retry'), 'plain', () => {
            this.restart()
          })
        : null,
    ])
    this.#root.replaceChildren(frame, document.createElement('slot'))
  }

  #frame(speech: Speech, children: readonly Child[]): HTMLElement {
    const { language, direction } = speech
    const frame = element('div', {
      class: 'widget',
      part: 'widget',
      lang: language,
      dir: direction,
    })
    append(frame, children)
    return frame
  }
}

/** A refusal in the reader's language; the server's own words for a code that has none here. */
export function explain(
  speech: Speech,
  trouble: Refusal | { readonly kind: 'unreachable' },
): string {
  if (trouble.kind === 'unreachable') {
    return navigator.onLine ? speech.say('unreachable') : speech.say('offline')
  }
  const said = speech.sayRefusal(trouble.code) ?? trouble.title
  const { retryAfter } = trouble
  return retryAfter === null ? said : `${said} ${speech.say('wait', { n: retryAfter })}`
}

/** A heading so many levels below the first one of the element. */
export function heading(
  { level }: Pick<Scene, 'level'>,
  below: number,
  ...children: readonly Child[]
): HTMLElement {
  const rank = String(Math.min(level + below, 6)) as '1' | '2' | '3' | '4' | '5' | '6'
  return element(`h${rank}`, { class: `heading-${String(below)}` }, ...children)
}
