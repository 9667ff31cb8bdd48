import draftRegulation from './draft-regulation/schema.json'
import holiday from './holiday/schema.json'
import instrumentKind from './instrument-kind/schema.json'
import issuingBody from './issuing-body/schema.json'
import participationStrategy from './participation-strategy/schema.json'
import periodRule from './period-rule/schema.json'
import publicComment from './public-comment/schema.json'
import responseTemplate from './response-template/schema.json'
import responsibility from './responsibility/schema.json'
import routingRule from './routing-rule/schema.json'
import unit from './unit/schema.json'

export const contentTypes = {
  'draft-regulation': { schema: draftRegulation },
  holiday: { schema: holiday },
  'instrument-kind': { schema: instrumentKind },
  'issuing-body': { schema: issuingBody },
  'participation-strategy': { schema: participationStrategy },
  'period-rule': { schema: periodRule },
  'public-comment': { schema: publicComment },
  'response-template': { schema: responseTemplate },
  responsibility: { schema: responsibility },
  'routing-rule': { schema: routingRule },
  unit: { schema: unit },
}
