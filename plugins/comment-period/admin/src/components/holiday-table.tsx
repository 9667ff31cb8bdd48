import {
  Badge,
  Box,
  Button,
  Flex,
  Link,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'

import type { HolidaysOut } from '../../../contracts/holidays'
import { useWords, type Say } from '../hooks/use-words'
import { writtenDate } from '../instant-text'
import { PLUGIN_ID } from '../plugin-id'
import { USER_TEXT } from '../user-text'

const EDIT = `/content-manager/collection-types/plugin::${PLUGIN_ID}.holiday`

type Holiday = HolidaysOut['items'][number]

interface HolidayTableProps {
  readonly holidays: readonly Holiday[]
  /** `null` where whoever reads may not. */
  readonly onConfirm: ((holiday: Holiday) => void) | null
}

export function HolidayTable({ holidays, onConfirm }: HolidayTableProps) {
  const { say, language } = useWords()
  if (holidays.length === 0) return <Typography tag="p">{say('holidays.none')}</Typography>
  const heads = ['day', 'name', 'scope', 'certainty', 'source'] as const
  const columns = onConfirm === null ? [...heads] : [...heads, 'act' as const]
  return (
    <Table colCount={columns.length} rowCount={holidays.length + 1}>
      <Thead>
        <Tr>
          {columns.map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{say(`holidays.${head}`)}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {holidays.map((holiday) => (
          <Tr key={holiday.documentId}>
            <Td>
              <Typography>{writtenDate(holiday.on, language)}</Typography>
            </Td>
            <Td>
              <Flex direction="column" alignItems="flex-start">
                <Link
                  tag={RouterLink}
                  to={`${EDIT}/${holiday.documentId}`}
                  aria-label={say('holidays.edit', { title: holiday.title })}
                >
                  <span style={{ ...USER_TEXT, whiteSpace: 'normal' }}>{holiday.title}</span>
                </Link>
                <Typography variant="pi" textColor="neutral600">
                  {say(`holidays.kind.${holiday.kind}`)}
                </Typography>
              </Flex>
            </Td>
            <Td>
              <Typography style={USER_TEXT}>{scopeText(holiday, say)}</Typography>
            </Td>
            <Td>
              <Certainty of={holiday.certainty} />
            </Td>
            <Td>
              <Box style={{ maxWidth: '24rem', whiteSpace: 'normal' }}>
                <Typography variant="pi" style={USER_TEXT}>
                  {holiday.source}
                </Typography>
              </Box>
            </Td>
            {onConfirm !== null && (
              <Td>
                {holiday.certainty === 'provisional' && (
                  <Button
                    variant="secondary"
                    aria-label={say('holidays.confirmOf', { title: holiday.title })}
                    onClick={() => onConfirm(holiday)}
                  >
                    {say('holidays.confirm')}
                  </Button>
                )}
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function Certainty({ of }: { readonly of: Holiday['certainty'] }) {
  const { say } = useWords()
  const words = say(`holidays.certainty.${of}`)
  if (of === 'confirmed') return <Typography>{words}</Typography>
  return (
    <Badge backgroundColor="warning100" textColor="warning700">
      {words}
    </Badge>
  )
}

function scopeText({ scope, province, body }: Holiday, say: Say): string {
  return say(`holidays.scope.${scope}`, { name: province ?? body ?? '' })
}
