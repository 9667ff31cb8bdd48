import { Button } from '@strapi/design-system'
import { Duplicate } from '@strapi/icons'
import { useState } from 'react'

import { useWords } from '../hooks/use-words'

/** Copies a text. Over plain http browsers have no clipboard to offer, and there is no button. */
export function CopyButton({ text }: { readonly text: string }) {
  const { say } = useWords()
  const [isCopied, setIsCopied] = useState(false)
  if (!window.isSecureContext) return null
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setIsCopied(true)
  }
  return (
    <Button
      variant="tertiary"
      size="S"
      startIcon={<Duplicate aria-hidden />}
      onClick={() => void copy()}
    >
      <span role="status">{say(isCopied ? 'period.copied' : 'period.copy')}</span>
    </Button>
  )
}
