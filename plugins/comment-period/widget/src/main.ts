import { DraftElement } from './draft-element'
import { ListElement } from './list-element'
import { TrackingElement } from './tracking-element'

/** The first copy of the script on a page defines the elements; others leave them alone. */
function define(name: string, made: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, made)
}

define('comment-period-draft', DraftElement)
define('comment-period-list', ListElement)
define('comment-period-tracking', TrackingElement)
