import { Loader } from '@strapi/design-system'
import type { ReactNode } from 'react'

import type { CallOutcome } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { AnswerFailure } from './answer-failure'

interface AnsweredProps<T> {
  /** As `useAnswer` gives them. */
  readonly outcome: CallOutcome<T> | null
  readonly askAgain: () => void
  readonly children: (answer: T) => ReactNode
}

/** What a staff route answered; until it has, and where it refuses, that. */
export function Answered<T>({ outcome, askAgain, children }: AnsweredProps<T>) {
  const { say } = useWords()
  if (outcome === null) return <Loader>{say('answer.loading')}</Loader>
  if (outcome.kind !== 'answered') return <AnswerFailure refusal={outcome} onRetry={askAgain} />
  return children(outcome.data)
}
