import { Flex, Modal } from '@strapi/design-system'
import type { ReactNode } from 'react'

import { useWords } from '../hooks/use-words'

/** What scrolls in a dialog: the design system sets its own direction there, which is not ours. */
export function DialogBody({ children }: { readonly children: ReactNode }) {
  const { dir, language } = useWords()
  return (
    <Modal.Body>
      <Flex direction="column" alignItems="stretch" gap={4} dir={dir} lang={language}>
        {children}
      </Flex>
    </Modal.Body>
  )
}
