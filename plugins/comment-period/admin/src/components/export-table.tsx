import {
  Badge,
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

import type { ExportOut } from '../../../contracts/exports'
import { useFileDownload } from '../hooks/use-file-download'
import { useStaffCalls } from '../hooks/use-staff-calls'
import { useWords } from '../hooks/use-words'
import { writtenInstant } from '../instant-text'
import { refusalText } from '../staff-refusal'
import { Lines } from './lines'

interface ExportTableProps {
  readonly items: readonly ExportOut[]
  readonly mayFull: boolean
  readonly onChanged: () => void
}

const HEADS = ['what', 'asked', 'state', 'file'] as const
const COLOURS = {
  waiting: 'secondary',
  running: 'primary',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  expired: 'neutral',
} as const

/** Exports with who asked and why, how far each has come, and its file. */
export function ExportTable({ items, mayFull, onChanged }: ExportTableProps) {
  const { say, language } = useWords()
  const { download, hasFailed } = useFileDownload()
  const { send } = useStaffCalls()
  const [refused, setRefused] = useState<string | null>(null)
  const cancel = async (id: string) => {
    const outcome = await send<ExportOut>(`/exports/${id}/cancel`, {})
    setRefused(
      outcome.kind === 'answered'
        ? null
        : (refusalText(outcome, language, null) ?? say('import.failed')),
    )
    onChanged()
  }
  const fault = hasFailed ? say('exports.downloadFailed') : refused
  return (
    <>
      {fault !== null && (
        <Typography role="alert" tag="p" textColor="danger700">
          {fault}
        </Typography>
      )}
      <Table colCount={HEADS.length} rowCount={items.length + 1}>
        <Thead>
          <Tr>
            {HEADS.map((head) => (
              <Th key={head}>
                <Typography variant="sigma">{say(`exports.${head}`)}</Typography>
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {items.map((item) => (
            <ExportRow
              key={item.id}
              item={item}
              mayFull={mayFull}
              onDownload={() => void download(...fileOf(item))}
              onCancel={() => void cancel(item.id)}
            />
          ))}
        </Tbody>
      </Table>
    </>
  )
}

/** The address of a file, and the name it is saved under. */
function fileOf({ id, docket, body, profile, format }: ExportOut): [path: string, name: string] {
  const kind = profile === 'full' ? 'full-exports' : 'exports'
  return [`/${kind}/${id}/file`, `${docket ?? body.slug}_${profile}_${id}.${format}`]
}

interface ExportRowProps {
  readonly item: ExportOut
  readonly mayFull: boolean
  readonly onDownload: () => void
  readonly onCancel: () => void
}

function ExportRow({ item, mayFull, onDownload, onCancel }: ExportRowProps) {
  const { say, language } = useWords()
  const subject = item.docket ?? say('exports.wholeBody', { body: item.body.name })
  const what = `${subject} – ${say(`exports.format.${item.format}`)}`
  const isOver = !['waiting', 'running'].includes(item.state)
  return (
    <Tr>
      <Td>
        <Lines
          isTyped
          main={<bdi>{subject}</bdi>}
          rest={[
            say(`exports.format.${item.format}`),
            say(`exports.profile.${item.profile}`),
            item.filter.state === null ? null : say(`desk.state.${item.filter.state}`),
          ]}
        />
      </Td>
      <Td>
        <Lines
          isTyped
          main={writtenInstant(item.askedAt, null, language)}
          rest={[item.askedBy, item.reason]}
        />
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Badge variant={COLOURS[item.state]}>{say(`exports.state.${item.state}`)}</Badge>
          <Typography variant="pi" textColor="neutral600">
            {item.failure === null
              ? say('exports.progress', { done: item.done, total: item.total })
              : say(`exports.failure.${item.failure}`)}
          </Typography>
        </Flex>
      </Td>
      <Td>
        {item.state === 'done' && (item.profile !== 'full' || mayFull) && (
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Button
              variant="secondary"
              aria-label={say('exports.downloadOf', { what })}
              onClick={onDownload}
            >
              {say('exports.download')}
            </Button>
            <Typography variant="pi" textColor="neutral600">
              {say('exports.size', { kib: Math.ceil((item.bytes ?? 0) / 1024) })}
              {item.keptUntil !== null && (
                <>
                  {' – '}
                  {say('exports.kept', { until: writtenInstant(item.keptUntil, null, language) })}
                </>
              )}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              <bdi dir="ltr" title={item.sha256 ?? ''}>
                SHA-256 {item.sha256?.slice(0, 16)}…
              </bdi>
            </Typography>
          </Flex>
        )}
        {!isOver && (
          <Button
            variant="danger-light"
            aria-label={say('exports.cancelOf', { what })}
            onClick={onCancel}
          >
            {say('exports.cancel')}
          </Button>
        )}
      </Td>
    </Tr>
  )
}
