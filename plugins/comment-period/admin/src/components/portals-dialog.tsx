import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { BodyEntry, Portal } from '../hooks/use-bodies'
import { useContentCalls } from '../hooks/use-content-calls'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { SendingDialog } from './sending-dialog'

interface PortalsDialogProps {
  readonly body: BodyEntry
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Whose pages may show the drafts of a body and send comments on them. */
export function PortalsDialog({ body, onClose, onDone }: PortalsDialogProps) {
  const { say } = useWords()
  const { change } = useContentCalls()
  const [portals, setPortals] = useState<readonly Portal[]>(body.portals ?? [])
  const [address, setAddress] = useState('')
  const [title, setTitle] = useState('')
  const origin = originOf(address)
  const isKnown = portals.some((portal) => portal.origin === origin)
  const add = () => {
    if (origin === null) return
    setPortals([...portals, { origin, title: title.trim() }])
    setAddress('')
    setTitle('')
  }
  const problem =
    address.trim() === '' || (origin !== null && !isKnown)
      ? undefined
      : say(isKnown ? 'bodies.portalKnown' : 'bodies.portalNoOrigin')
  return (
    <SendingDialog
      name={say('bodies.savePortals')}
      meaning={say('bodies.portals.meaning', { name: body.name })}
      // What is written and not added would be lost in silence.
      canSubmit={address.trim() === '' && title.trim() === ''}
      perform={() => change('issuing-body', body.documentId, { portals })}
      onClose={onClose}
      onDone={onDone}
    >
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {portals.map((portal) => (
          <Flex tag="li" key={portal.origin} justifyContent="space-between" gap={3}>
            <Typography>
              <span style={USER_TEXT}>{portal.title}</span> – <bdi dir="ltr">{portal.origin}</bdi>
            </Typography>
            <Button
              variant="danger-light"
              size="S"
              aria-label={say('bodies.removeOf', { name: portal.title })}
              onClick={() => setPortals(portals.filter((each) => each !== portal))}
            >
              {say('bodies.remove')}
            </Button>
          </Flex>
        ))}
      </Flex>
      {portals.length === 0 && <Typography tag="p">{say('bodies.noPortals')}</Typography>}
      <Box background="neutral100" hasRadius padding={4}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Field.Root
            id="portal-origin"
            hint={say('bodies.portalOriginHint')}
            {...(problem === undefined ? {} : { error: problem })}
          >
            <Field.Label>{say('bodies.portalOrigin')}</Field.Label>
            <TextInput
              dir="ltr"
              value={address}
              onChange={({ target }: { target: HTMLInputElement }) => setAddress(target.value)}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
          <Field.Root id="portal-title">
            <Field.Label>{say('bodies.portalTitle')}</Field.Label>
            <TextInput
              value={title}
              onChange={({ target }: { target: HTMLInputElement }) => setTitle(target.value)}
            />
          </Field.Root>
          <Box>
            <Button
              variant="secondary"
              disabled={origin === null || isKnown || title.trim() === ''}
              onClick={add}
            >
              {say('bodies.addPortal')}
            </Button>
          </Box>
        </Flex>
      </Box>
    </SendingDialog>
  )
}

/** The origin of an address that somebody typed or pasted, whatever page of the portal it names. */
function originOf(address: string): string | null {
  try {
    const { origin, protocol } = new URL(address.trim())
    return protocol === 'https:' || protocol === 'http:' ? origin : null
  } catch {
    return null
  }
}
