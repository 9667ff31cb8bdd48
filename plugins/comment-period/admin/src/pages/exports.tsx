import { Box, Button, Typography } from '@strapi/design-system'
import { useRBAC } from '@strapi/strapi/admin'
import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'

import type { ExportsOut } from '../../../contracts/exports'
import { Answered } from '../components/answered'
import { ExportDialog } from '../components/export-dialog'
import { ExportTable } from '../components/export-table'
import { Pager } from '../components/pager'
import { useAnswer } from '../hooks/use-answer'
import { useLookAgain } from '../hooks/use-look-again'
import { useWords } from '../hooks/use-words'
import { permissionTo } from '../permissions'
import { StaffContent, StaffHeader, StaffPage } from './staff-page'

const PERMISSIONS = [permissionTo('export')]
const FULL = [permissionTo('export-full')]

/** What was taken out of the record, by whom and why; and more of it. */
export function Exports() {
  return (
    <StaffPage permissions={PERMISSIONS}>
      <List />
    </StaffPage>
  )
}

function List() {
  const { say } = useWords()
  const [parameters, setParameters] = useSearchParams()
  const { allowedActions } = useRBAC(FULL)
  const mayFull = allowedActions.canExportFull === true
  const cursor = parameters.get('cursor')
  const path = cursor === null ? '/exports' : `/exports?cursor=${encodeURIComponent(cursor)}`
  const asked = useAnswer<ExportsOut>(path)
  const { outcome, askAgain } = asked
  const [isAsking, setIsAsking] = useState(parameters.has('docket'))
  const known = outcome?.kind === 'answered' ? outcome.data : null
  const listed = known?.items ?? []
  useLookAgain(
    asked,
    listed.some(({ state }) => ['waiting', 'running'].includes(state)),
  )

  return (
    <StaffContent>
      <StaffHeader title={say('exports.title')} subtitle={say('exports.subtitle')} />
      <Answered outcome={outcome} askAgain={askAgain}>
        {({ items, nextCursor }) => (
          <>
            <Box paddingBottom={4}>
              <Button onClick={() => setIsAsking(true)}>{say('exports.ask')}</Button>
            </Box>
            {items.length === 0 ? (
              <Typography tag="p">{say('exports.none')}</Typography>
            ) : (
              <ExportTable items={items} mayFull={mayFull} onChanged={askAgain} />
            )}
            <Pager
              cursor={cursor}
              nextCursor={nextCursor}
              first={say('exports.first')}
              next={say('exports.next')}
              onTurn={(to) => setParameters(to === null ? {} : { cursor: to })}
            />
          </>
        )}
      </Answered>
      {isAsking && known !== null && (
        <ExportDialog
          bodies={known.bodies}
          mayFull={mayFull}
          docket={parameters.get('docket') ?? ''}
          onClose={() => setIsAsking(false)}
          onDone={() => {
            setIsAsking(false)
            askAgain()
          }}
        />
      )}
    </StaffContent>
  )
}
