import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { DeskCommentOut } from '../../../contracts/desk'
import { useWords } from '../hooks/use-words'
import { USER_TEXT } from '../user-text'
import { ErasureApproval } from './erasure-approval'
import { ReasonedDialog } from './reasoned-dialog'
import { RedactionDialog } from './redaction-dialog'

const PRIVACY_ACTS = ['redact', 'original', 'contact', 'erase', 'approve'] as const
type PrivacyAct = (typeof PRIVACY_ACTS)[number]

type Contact = { readonly name: string | null; readonly contact: string | null }
type Original = { readonly text: string; readonly suggestedWording: string | null }

interface CommentPrivacyProps {
  readonly comment: DeskCommentOut
  readonly onChanged: () => void
}

/** Whether anything of a comment's privacy is there to act on, for whoever reads it. */
export function hasPrivacyActs(comment: DeskCommentOut): boolean {
  return PRIVACY_ACTS.some((act) => isOffered(act, comment))
}

/** What is closed of a comment: hidden words, name and contact, and the erasure of all of it. */
export function CommentPrivacy({ comment, onChanged }: CommentPrivacyProps) {
  const { say } = useWords()
  const [act, setAct] = useState<PrivacyAct | null>(null)
  const [contact, setContact] = useState<Contact | null>(null)
  const [original, setOriginal] = useState<Original | null>(null)
  const request = comment.erasure.requests.at(-1)
  const path = `/comments/${encodeURIComponent(comment.publicId)}`
  const close = () => setAct(null)
  const done = () => {
    close()
    onChanged()
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {PRIVACY_ACTS.filter((each) => isOffered(each, comment)).map((each) => (
        <Button
          key={each}
          fullWidth
          variant={each === 'approve' || each === 'erase' ? 'danger-light' : 'tertiary'}
          onClick={() => setAct(each)}
        >
          {say(`desk.act.${each}`)}
        </Button>
      ))}
      {contact !== null && (
        <Disclosed
          rows={[
            [say('desk.comment.name'), contact.name],
            [say('desk.comment.contact'), contact.contact],
          ]}
        />
      )}
      {original !== null && (
        <Disclosed
          rows={[
            [say('desk.comment.original'), original.text],
            [say('desk.comment.wording'), original.suggestedWording],
          ]}
        />
      )}
      {act === 'redact' && <RedactionDialog comment={comment} onClose={close} onDone={done} />}
      {act === 'contact' && (
        <ReasonedDialog<Contact>
          name={say('desk.act.contact')}
          meaning={say('desk.act.contact.meaning')}
          path={`${path}/contact`}
          bodyOf={(reason) => ({ reason })}
          onClose={close}
          onDone={(answer) => {
            setContact(answer)
            done()
          }}
        />
      )}
      {act === 'original' && (
        <ReasonedDialog<Original>
          name={say('desk.act.original')}
          meaning={say('desk.act.original.meaning')}
          path={`${path}/original`}
          bodyOf={(reason) => ({ reason })}
          onClose={close}
          onDone={(answer) => {
            setOriginal(answer)
            done()
          }}
        />
      )}
      {act === 'erase' && (
        <ReasonedDialog<object>
          name={say('desk.act.erase')}
          meaning={say('desk.act.erase.meaning')}
          label={say('desk.erasure.basis')}
          path={`${path}/erasure`}
          bodyOf={(basis) => ({ basis })}
          isDanger
          onClose={close}
          onDone={done}
        />
      )}
      {act === 'approve' && request !== undefined && (
        <ErasureApproval request={request} path={path} onClose={close} onDone={done} />
      )}
    </Flex>
  )
}

function isOffered(act: PrivacyAct, { may, ...comment }: DeskCommentOut): boolean {
  const isErased = comment.text === null
  const request = comment.erasure.requests.at(-1)
  switch (act) {
    case 'redact':
      return may.redact && !isErased
    case 'original':
      return may.original && !isErased && (comment.redactions.at(-1)?.spans.length ?? 0) > 0
    case 'contact':
      return may.contact && comment.hasContact
    case 'erase':
      return may.erase && !isErased && request === undefined
    case 'approve':
      return may.erase && !isErased && request?.isOwn === false
  }
}

/** What was opened, for as long as the page is. */
function Disclosed({ rows }: { readonly rows: readonly (readonly [string, string | null])[] }) {
  return (
    <Box background="primary100" hasRadius padding={3} role="status">
      <dl>
        {rows.map(
          ([term, value]) =>
            value !== null && (
              <Box key={term} paddingBottom={2}>
                <Typography tag="dt" variant="pi" textColor="neutral600">
                  {term}
                </Typography>
                <Typography tag="dd" style={USER_TEXT}>
                  {value}
                </Typography>
              </Box>
            ),
        )}
      </dl>
    </Box>
  )
}
