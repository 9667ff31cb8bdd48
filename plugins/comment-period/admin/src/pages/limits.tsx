import { Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system'

import type { LimitsOut } from '../../../contracts/limits'
import { WITHHOLD_REASONS } from '../../../domain/comment'
import { COMMENT_WINDOWS, GUESS_WINDOWS, PACE_STEPS } from '../../../domain/pace'
import { Answered } from '../components/answered'
import { StaffCard } from '../components/staff-card'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('read')]

/** What the public may send, and on which grounds a comment is withheld. */
export function Limits() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <Shown />
    </StaffPage>
  )
}

function Shown() {
  const { say } = useWords()
  const { outcome, askAgain } = useAnswer<LimitsOut>('/limits')
  return (
    <StaffContent>
      <StaffHeader title={say('limits.title')} subtitle={say('limits.subtitle')} />
      <Answered outcome={outcome} askAgain={askAgain}>
        {(limits) => (
          <Flex direction="column" alignItems="stretch" gap={6}>
            <Sizes limits={limits} />
            <Pace limits={limits} />
            <Grounds />
          </Flex>
        )}
      </Answered>
    </StaffContent>
  )
}

function Sizes({ limits }: { readonly limits: LimitsOut }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  const bytes = (n: number) => say('limits.kilobytes', { n: digits.format(Math.floor(n / 1024)) })
  const isOn = (on: boolean) => say(on ? 'limits.on' : 'limits.off')
  const rows = [
    [say('limits.commentGraphemes'), digits.format(limits.commentGraphemes)],
    [say('limits.bodyBytes'), bytes(limits.bodyBytes)],
    [say('limits.attachments'), digits.format(limits.attachments)],
    [say('limits.attachmentBytes'), bytes(limits.attachmentBytes)],
    [say('limits.scanning'), isOn(limits.isScanning)],
    [say('limits.mailing'), isOn(limits.isMailing)],
  ] as const
  return (
    <StaffCard title={say('limits.size')}>
      <Typography tag="p">{say('limits.where')}</Typography>
      <dl>
        {rows.map(([name, value]) => (
          <Flex key={name} justifyContent="space-between" gap={4} paddingTop={2}>
            <Typography tag="dt">{name}</Typography>
            <Typography tag="dd" fontWeight="bold">
              {value}
            </Typography>
          </Flex>
        ))}
      </dl>
    </StaffCard>
  )
}

function Pace({ limits }: { readonly limits: LimitsOut }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  return (
    <StaffCard title={say('limits.pace')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography tag="p">{say('limits.pace.meaning')}</Typography>
        <Table colCount={PACE_STEPS.length + 1} rowCount={COMMENT_WINDOWS.length + 1}>
          <Thead>
            <Tr>
              <Th>
                <Typography variant="sigma">{say('limits.window')}</Typography>
              </Th>
              {PACE_STEPS.map((step) => (
                <Th key={step}>
                  <Typography variant="sigma">{say(`limits.step.${step}`)}</Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {COMMENT_WINDOWS.map((window) => (
              <Tr key={window}>
                <Td>
                  <Typography>{say(`limits.window.${window}`)}</Typography>
                </Td>
                {PACE_STEPS.map((step) => (
                  <Td key={step}>
                    <Typography>{digits.format(limits.comments[window][step])}</Typography>
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
        <Typography tag="p" fontWeight="bold">
          {say('limits.guesses')}
        </Typography>
        <ul>
          {GUESS_WINDOWS.map((window) => (
            <li key={window}>
              <Typography>
                {say(`limits.window.${window}`)}: {digits.format(limits.guesses[window])}
              </Typography>
            </li>
          ))}
        </ul>
      </Flex>
    </StaffCard>
  )
}

function Grounds() {
  const { say } = useWords()
  return (
    <StaffCard title={say('limits.grounds')}>
      <Typography tag="p">{say('limits.grounds.meaning')}</Typography>
      <ul>
        {WITHHOLD_REASONS.map((ground) => (
          <li key={ground}>
            <Typography>{say(`desk.withhold.${ground}`)}</Typography>
          </li>
        ))}
      </ul>
    </StaffCard>
  )
}
