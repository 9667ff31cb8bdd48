import {
  Box,
  Button,
  Flex,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system'
import { useState } from 'react'

import type { MembershipsOut } from '../../../contracts/staff-acts'
import { Answered } from '../components/answered'
import { GrantDialog } from '../components/grant-dialog'
import { RevokeDialog } from '../components/revoke-dialog'
import { useAnswer } from '../hooks/use-answer'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { permissionTo } from '../permissions'
import { USER_TEXT } from '../user-text'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('memberships')]

type Item = MembershipsOut['items'][number]

/** Who is what in which body. */
export function Memberships() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <List />
    </StaffPage>
  )
}

function List() {
  const { say } = useWords()
  const { outcome, askAgain } = useAnswer<MembershipsOut>('/memberships')
  const [isGranting, setIsGranting] = useState(false)
  const [revoked, setRevoked] = useState<Item | null>(null)
  const known = outcome?.kind === 'answered' ? outcome.data : null
  const done = () => {
    setIsGranting(false)
    setRevoked(null)
    askAgain()
  }
  return (
    <StaffContent>
      <StaffHeader title={say('memberships.title')} subtitle={say('memberships.subtitle')} />
      <Answered outcome={outcome} askAgain={askAgain}>
        {(answer) => (
          <>
            <Box paddingBottom={4}>
              <Button onClick={() => setIsGranting(true)}>{say('memberships.grant')}</Button>
            </Box>
            <Rows known={answer} onRevoke={setRevoked} />
          </>
        )}
      </Answered>
      {isGranting && known !== null && (
        <GrantDialog known={known} onClose={() => setIsGranting(false)} onDone={done} />
      )}
      {revoked !== null && known !== null && (
        <RevokeDialog
          membership={revoked}
          name={userName(known, revoked)}
          onClose={() => setRevoked(null)}
          onDone={done}
        />
      )}
    </StaffContent>
  )
}

function userName({ adminUsers }: MembershipsOut, { adminUserId }: Item): string {
  const user = adminUsers.find(({ id }) => id === adminUserId)
  if (user === undefined) return String(adminUserId)
  return user.name === '' ? user.email : user.name
}

interface RowsProps {
  readonly known: MembershipsOut
  readonly onRevoke: (membership: Item) => void
}

function Rows({ known, onRevoke }: RowsProps) {
  const { say, language } = useWords()
  const { items, adminUsers, bodies } = known
  if (items.length === 0) return <Typography tag="p">{say('memberships.none')}</Typography>
  const heads = ['who', 'body', 'role', 'since'] as const
  return (
    <Table colCount={heads.length + 1} rowCount={items.length + 1}>
      <Thead>
        <Tr>
          {heads.map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{say(`memberships.${head}`)}</Typography>
            </Th>
          ))}
          <Th>
            <Typography variant="sigma">{say('memberships.act')}</Typography>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => {
          const user = adminUsers.find(({ id }) => id === item.adminUserId)
          const body = bodies.find(({ id }) => id === item.bodyId)
          const unit = body?.units.find(({ id }) => id === item.unitId)
          return (
            <Tr key={item.id}>
              <Td>
                <Flex direction="column" alignItems="flex-start">
                  <Typography style={USER_TEXT}>{userName(known, item)}</Typography>
                  <Typography variant="pi" textColor="neutral600">
                    <bdi dir="ltr" style={{ overflowWrap: 'anywhere' }}>
                      {user?.email}
                    </bdi>
                  </Typography>
                </Flex>
              </Td>
              <Td>
                <Typography style={USER_TEXT}>{body?.name ?? item.bodyId}</Typography>
              </Td>
              <Td>
                <Typography>
                  {say(`memberships.role.${item.role}`)}
                  {item.unitId !== '' && ` – ${unit?.name ?? say('memberships.unitGone')}`}
                </Typography>
              </Td>
              <Td>
                <Flex direction="column" alignItems="flex-start">
                  <Typography>{writtenInstant(item.grantedAt, null, language)}</Typography>
                  <Typography variant="pi" textColor="neutral600" style={USER_TEXT}>
                    {[item.grantedBy, item.reason].filter((part) => part !== null).join(' – ')}
                  </Typography>
                </Flex>
              </Td>
              <Td>
                <Button
                  variant="danger-light"
                  aria-label={say('memberships.revokeOf', { name: userName(known, item) })}
                  onClick={() => onRevoke(item)}
                >
                  {say('memberships.revoke')}
                </Button>
              </Td>
            </Tr>
          )
        })}
      </Tbody>
    </Table>
  )
}
