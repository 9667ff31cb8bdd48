import { Box, Button, Flex, Loader, Modal, Typography } from '@strapi/design-system'
import { useState } from 'react'

import type { DraftOut } from '../../../contracts/drafts'
import { usePublicAnswer } from '../hooks/use-public-answer'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { DialogBody } from './dialog-body'
import { ExposedText, TextChanges } from './text-versions'

/** A text that the public has had before it. */
interface Version {
  /** As the public interface names it: a number, or `final`. */
  readonly name: string
  readonly title: string
  readonly facts: readonly string[]
  readonly before: string | null
}

/** The texts that were exposed and issued, to be read and compared with the one before. */
export function ExposedTexts({ docket }: { readonly docket: string | null }) {
  const { say, dir, language } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  if (docket === null) return null
  return (
    <>
      <Button variant="tertiary" fullWidth onClick={() => setIsOpen(true)}>
        {say('exposures.open')}
      </Button>
      {isOpen && (
        <Modal.Root open onOpenChange={setIsOpen}>
          <Modal.Content dir={dir} lang={language}>
            <Modal.Header closeLabel={say('import.close')}>
              <Modal.Title>{say('exposures.open')}</Modal.Title>
            </Modal.Header>
            <DialogBody>
              <Versions docket={docket} />
            </DialogBody>
          </Modal.Content>
        </Modal.Root>
      )}
    </>
  )
}

function Versions({ docket }: { readonly docket: string }) {
  const { say, language } = useWords()
  const draft = usePublicAnswer<DraftOut>(`/drafts/${docket}`)
  const [shown, setShown] = useState<{ version: Version; compared: boolean } | null>(null)
  if (draft === null) return <Loader small>{say('period.loading')}</Loader>
  if (draft === 'failed') return <Typography tag="p">{say('exposures.failed')}</Typography>

  const at = (instant: string) => writtenInstant(instant, draft.period.zone, language)
  const exposures: readonly Version[] = draft.exposures.map(({ n, openedAt, reason }, index) => ({
    name: String(n),
    title: say('exposures.n', { n }),
    facts: [
      say('exposures.openedAt', { at: at(openedAt) }),
      ...(reason === null ? [] : [say('exposures.reason', { reason })]),
    ],
    before: index === 0 ? null : String(draft.exposures[index - 1]?.n),
  }))
  const final: readonly Version[] =
    draft.issuance === null
      ? []
      : [
          {
            name: 'final',
            title: say('exposures.final'),
            facts: [at(draft.issuance.issuedAt)],
            before: exposures.at(-1)?.name ?? null,
          },
        ]
  return (
    <>
      <ol>
        {[...exposures, ...final].map((version) => (
          <Box tag="li" key={version.name} paddingBottom={4}>
            <Typography tag="h3" fontWeight="bold">
              {version.title}
            </Typography>
            {version.facts.map((fact) => (
              <Typography key={fact} tag="p" style={{ unicodeBidi: 'plaintext' }}>
                {fact}
              </Typography>
            ))}
            <Flex gap={2} paddingTop={2} wrap="wrap">
              <Button variant="secondary" onClick={() => setShown({ version, compared: false })}>
                {`${say('exposures.show')} (${version.title})`}
              </Button>
              {version.before !== null && (
                <Button variant="secondary" onClick={() => setShown({ version, compared: true })}>
                  {`${say('exposures.compare')} (${version.title})`}
                </Button>
              )}
            </Flex>
          </Box>
        ))}
      </ol>
      {shown !== null && (
        <Box tag="section" aria-label={shown.version.title} background="neutral100" padding={4}>
          {shown.compared && shown.version.before !== null ? (
            <TextChanges docket={docket} from={shown.version.before} to={shown.version.name} />
          ) : (
            <ExposedText docket={docket} version={shown.version.name} />
          )}
        </Box>
      )}
    </>
  )
}
