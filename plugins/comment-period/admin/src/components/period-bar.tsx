import { Box } from '@strapi/design-system'
import { useEffect, useState } from 'react'

import { useWords } from '../hooks/use-words'

const MINUTE_MS = 60_000

interface PeriodBarProps {
  /** Instants in ISO 8601. */
  readonly opensAt: string
  readonly closesAt: string
}

/** How much of an open period has passed. */
export function PeriodBar({ opensAt, closesAt }: PeriodBarProps) {
  const { say } = useWords()
  const now = useMinute()
  const from = Date.parse(opensAt)
  const share = (now - from) / (Date.parse(closesAt) - from)
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100)
  return (
    <Box
      role="progressbar"
      aria-label={say('period.passed', { percent })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      background="neutral200"
      hasRadius
      width="100%"
    >
      <Box
        background="primary600"
        hasRadius
        height="0.8rem"
        style={{ inlineSize: `${percent}%` }}
      />
    </Box>
  )
}

/** The reader's own clock, minute by minute; only a bar is drawn by it. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
