import type { ClauseChangeOut, DiffOut, DiffRun } from '../../contracts/diff'
import type { DraftOut } from '../../contracts/drafts'
import { ofText } from './draft-header'
import { element, type Child } from './element'
import { heading, type Scene } from './widget-element'

/** What changed between the last exposure and what was issued; empty where it cannot be told. */
export function changesView(scene: Scene, draft: DraftOut): HTMLElement {
  const view = element('section', { class: 'changes', part: 'changes', hidden: true })
  const last = draft.exposures[draft.exposures.length - 1]
  if (draft.issuance?.basis === 'exposure' && last !== undefined)
    void fill(scene, draft, last.n, view)
  return view
}

async function fill(scene: Scene, draft: DraftOut, from: number, view: HTMLElement): Promise<void> {
  const { api, speech, signal } = scene
  const path = `/drafts/${draft.docket}/diff?from=${String(from)}&to=final`
  const answer = await api.read<DiffOut>(path, signal)
  if (answer.kind !== 'answered' || signal.aborted) return
  const { title, clauses } = answer.body
  const changed = clauses.filter(({ change }) => change !== 'same')
  const isSame = changed.length === 0 && title.every(({ op }) => op === 'same')
  view.append(
    heading(scene, 1, speech.say('changes')),
    element('p', {}, isSame ? speech.say('changes.none') : speech.say('changes.hint')),
    element(
      'div',
      { ...ofText(draft.text.locale), class: 'clauses' },
      title.every(({ op }) => op === 'same')
        ? null
        : element('p', { class: 'label' }, ...runs(title)),
      ...changed.map((clause) => changeView(scene, clause)),
    ),
  )
  view.hidden = false
}

function changeView(
  { speech }: Scene,
  { change, kind, label, heading: title, text }: ClauseChangeOut,
) {
  return element(
    'div',
    { class: `clause ${kind}` },
    element(
      'p',
      { class: 'label' },
      element('b', {}, ...runs(label)),
      ' ',
      ...runs(title),
      ' ',
      element('span', { class: 'chip', lang: speech.language }, speech.sayOf('change', change)),
    ),
    text.length === 0 ? null : element('p', { class: 'body' }, ...runs(text)),
  )
}

/** `ins` and `del` are underlined and struck: what changed shows without colour. */
function runs(all: readonly DiffRun[]): Child[] {
  return all.map(({ op, text }) =>
    op === 'same' ? text : element(op === 'added' ? 'ins' : 'del', {}, text),
  )
}
