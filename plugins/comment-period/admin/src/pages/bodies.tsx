import { Box, Button, Flex, Link, Typography } from '@strapi/design-system'
import { useState, type ReactNode } from 'react'
import { Link as RouterLink } from 'react-router-dom'

import { closedDayText } from '../closed-day-text'
import { Answered } from '../components/answered'
import { ClosedDaysDialog } from '../components/closed-days-dialog'
import { PortalsDialog } from '../components/portals-dialog'
import { StaffCard } from '../components/staff-card'
import { useBodies, type BodyEntry } from '../hooks/use-bodies'
import { useWords } from '../hooks/use-words'
import { PLUGIN_ID } from '../plugin-id'
import { USER_TEXT } from '../user-text'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const BODY = `plugin::${PLUGIN_ID}.issuing-body`
const PERMISSIONS = [{ action: 'plugin::content-manager.explorer.update', subject: BODY }]
const CONTENT = '/content-manager/collection-types'

/** What belongs to a body and is no text: when it is closed, and which portals show its drafts. */
export function Bodies() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <List />
    </StaffPage>
  )
}

interface Edited {
  readonly what: 'closed-days' | 'portals'
  readonly body: BodyEntry
}

function List() {
  const { say } = useWords()
  const { outcome, askAgain } = useBodies()
  const [edited, setEdited] = useState<Edited | null>(null)
  const close = () => setEdited(null)
  const done = () => {
    close()
    askAgain()
  }
  return (
    <StaffContent>
      <StaffHeader title={say('bodies.title')} subtitle={say('bodies.subtitle')} />
      <Answered outcome={outcome} askAgain={askAgain}>
        {({ results }) => (
          <Flex direction="column" alignItems="stretch" gap={6}>
            <Others />
            {results.length === 0 && <Typography tag="p">{say('bodies.none')}</Typography>}
            {results.map((body) => (
              <BodyCard
                key={body.documentId}
                body={body}
                onEdit={(what) => setEdited({ what, body })}
              />
            ))}
          </Flex>
        )}
      </Answered>
      {edited?.what === 'closed-days' && (
        <ClosedDaysDialog body={edited.body} onClose={close} onDone={done} />
      )}
      {edited?.what === 'portals' && (
        <PortalsDialog body={edited.body} onClose={close} onDone={done} />
      )}
    </StaffContent>
  )
}

/** What else is set by whoever sets this, and is edited as content. */
function Others() {
  const { say } = useWords()
  const types = [
    'issuing-body',
    'instrument-kind',
    'period-rule',
    'unit',
    'routing-rule',
    'responsibility',
    'response-template',
    'participation-strategy',
  ] as const
  return (
    <Flex tag="nav" aria-label={say('bodies.others')} gap={5} wrap="wrap">
      {types.map((type) => (
        <Link key={type} tag={RouterLink} to={`${CONTENT}/plugin::${PLUGIN_ID}.${type}`}>
          {say(`bodies.type.${type}`)}
        </Link>
      ))}
    </Flex>
  )
}

interface BodyCardProps {
  readonly body: BodyEntry
  readonly onEdit: (what: Edited['what']) => void
}

function BodyCard({ body, onEdit }: BodyCardProps) {
  const { say, language } = useWords()
  const { name, slug, zone, screening, weeklyClosedDays, portals } = body
  return (
    <StaffCard title={name}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography tag="p" variant="pi" textColor="neutral600">
          <bdi dir="ltr">{slug}</bdi> – <bdi dir="ltr">{zone}</bdi> –{' '}
          {say(`bodies.screening.${screening}`)}
        </Typography>
        <Row
          title={say('bodies.closedDays')}
          editLabel={say('bodies.closedDaysOf', { name })}
          onEdit={() => onEdit('closed-days')}
          items={(weeklyClosedDays ?? []).map((day) => closedDayText(day, say, language))}
          none={say('bodies.noClosedDays')}
        />
        <Row
          title={say('bodies.portals')}
          editLabel={say('bodies.portalsOf', { name })}
          onEdit={() => onEdit('portals')}
          items={(portals ?? []).map(({ origin, title }) => (
            <span key={origin}>
              <span style={USER_TEXT}>{title}</span> – <bdi dir="ltr">{origin}</bdi>
            </span>
          ))}
          none={say('bodies.noPortals')}
        />
      </Flex>
    </StaffCard>
  )
}

interface RowProps {
  readonly title: string
  readonly editLabel: string
  readonly items: readonly ReactNode[]
  readonly none: string
  readonly onEdit: () => void
}

function Row({ title, editLabel, items, none, onEdit }: RowProps) {
  const { say } = useWords()
  return (
    <Flex alignItems="flex-start" justifyContent="space-between" wrap="wrap" gap={3}>
      <Box>
        <Typography tag="h3" variant="delta">
          {title}
        </Typography>
        {items.length === 0 ? (
          <Typography tag="p">{none}</Typography>
        ) : (
          <ul>
            {items.map((item, index) => (
              <li key={index}>
                <Typography>{item}</Typography>
              </li>
            ))}
          </ul>
        )}
      </Box>
      <Button variant="secondary" aria-label={editLabel} onClick={onEdit}>
        {say('bodies.edit')}
      </Button>
    </Flex>
  )
}
