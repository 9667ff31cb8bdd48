import { Box, Flex, Link, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'

import type { RulesOut } from '../../../contracts/rules'
import { Answered } from '../components/answered'
import { useAnswer } from '../hooks/use-answer'
import { useWords, type Say } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { permissionTo } from '../permissions'
import { PLUGIN_ID } from '../plugin-id'
import { USER_TEXT } from '../user-text'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('read')]
const EDIT = `/content-manager/collection-types/plugin::${PLUGIN_ID}.period-rule`

type Rule = RulesOut['items'][number]

/** What binds now, and from when a change will. */
export function Rules() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <List />
    </StaffPage>
  )
}

function List() {
  const { say } = useWords()
  const { outcome, askAgain } = useAnswer<RulesOut>('/rules')
  return (
    <StaffContent>
      <StaffHeader title={say('rules.title')} subtitle={say('rules.subtitle')} />
      <Answered outcome={outcome} askAgain={askAgain}>
        {(rules) => <Rows rules={rules.items} />}
      </Answered>
    </StaffContent>
  )
}

function Rows({ rules }: { readonly rules: readonly Rule[] }) {
  const { say, language } = useWords()
  if (rules.length === 0) return <Typography tag="p">{say('rules.none')}</Typography>
  const heads = ['rule', 'for', 'now', 'next'] as const
  return (
    <Table colCount={heads.length} rowCount={rules.length + 1}>
      <Thead>
        <Tr>
          {heads.map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{say(`rules.${head}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rules.map((rule) => (
          <Tr key={rule.documentId}>
            <Td>
              <Link tag={RouterLink} to={`${EDIT}/${rule.documentId}`}>
                <span style={USER_TEXT}>{rule.title}</span>
              </Link>
            </Td>
            <Td>
              <Flex direction="column" alignItems="flex-start">
                <Typography style={USER_TEXT}>{rule.body ?? say('rules.everyBody')}</Typography>
                <Typography variant="pi" textColor="neutral600" style={USER_TEXT}>
                  {subjectText(rule, say)}
                </Typography>
              </Flex>
            </Td>
            <Td>
              {rule.now === null ? (
                <Typography>{say('rules.notNow')}</Typography>
              ) : (
                <Binding
                  length={lengthText(rule.now, say)}
                  since={say('rules.since', {
                    at: writtenInstant(rule.now.effectiveAt, null, language),
                  })}
                />
              )}
            </Td>
            <Td>
              {rule.next === null ? (
                <Typography>{say('rules.noChange')}</Typography>
              ) : (
                <Box background="warning100" hasRadius padding={2}>
                  <Binding
                    length={rule.next.ends ? say('rules.ends') : lengthText(rule.next, say)}
                    since={say('rules.from', {
                      at: writtenInstant(rule.next.effectiveAt, null, language),
                    })}
                  />
                </Box>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function Binding({ length, since }: { readonly length: string; readonly since: string }) {
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography fontWeight="bold">{length}</Typography>
      <Typography variant="pi" textColor="neutral800">
        {since}
      </Typography>
    </Flex>
  )
}

function lengthText(
  { count, unit, force }: Pick<NonNullable<Rule['now']>, 'count' | 'unit' | 'force'>,
  say: Say,
): string {
  return say('rules.length', {
    length: say(`period.unit.${unit}`, { count }),
    force: say(`rules.force.${force}`),
  })
}

function subjectText({ kinds, terminalAct }: Rule, say: Say): string {
  if (kinds.length > 0) return kinds.join(say('rules.and'))
  return terminalAct === null ? '' : say(`acts.issue.${terminalAct}`)
}
