import {
  Box,
  Button,
  Field,
  Flex,
  Grid,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system'
import { useState, type FormEvent } from 'react'

import type { DeskOut } from '../../../contracts/desk'
import { CHANNELS, COMMENT_STATES, COMMENT_TYPES } from '../../../domain/comment'
import type { DeskFilters as Filters, FilterName } from '../hooks/use-desk-filters'
import { useWords } from '../hooks/use-words'

interface DeskFiltersProps {
  readonly desk: DeskOut
  readonly filters: Filters
  readonly onNarrow: (change: Filters) => void
  readonly onClear: () => void
}

const RESPONSES = ['overdue', 'none', 'given'] as const

export function DeskFilters({ desk, filters, onNarrow, onClear }: DeskFiltersProps) {
  const { say } = useWords()
  const [typed, setTyped] = useState(filters.q ?? '')
  const search = (event: FormEvent) => {
    event.preventDefault()
    onNarrow({ q: typed.trim() })
  }
  const units = desk.bodies
    .filter(({ slug }) => filters.body === undefined || slug === filters.body)
    .flatMap((body) => body.units.map((unit) => ({ ...unit, body: body.name })))
  const offered: readonly (readonly [FilterName, readonly (readonly [string, string])[]])[] = [
    ['body', desk.bodies.length > 1 ? desk.bodies.map(({ slug, name }) => [slug, name]) : []],
    ['state', COMMENT_STATES.map((state) => [state, say(`desk.state.${state}`)])],
    ['response', RESPONSES.map((response) => [response, say(`desk.response.${response}`)])],
    ['type', COMMENT_TYPES.map((type) => [type, say(`desk.type.${type}`)])],
    ['channel', CHANNELS.map((channel) => [channel, say(`desk.channel.${channel}`)])],
    ['unit', byKey(units).map(({ key, name }) => [key, name])],
  ]
  return (
    <Box
      tag="form"
      role="search"
      aria-label={say('desk.filters')}
      onSubmit={search}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={4}
    >
      <Grid.Root gap={4}>
        <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
          <Field.Root id="desk-q" hint={say('desk.searchHint')}>
            <Field.Label>{say('desk.search')}</Field.Label>
            <Flex gap={2}>
              <Box flex="1">
                <TextInput
                  value={typed}
                  maxLength={200}
                  onChange={({ target }) => setTyped(target.value)}
                  style={{ unicodeBidi: 'plaintext', textAlign: 'start' }}
                />
              </Box>
              <Button type="submit" variant="secondary" size="L">
                {say('desk.find')}
              </Button>
            </Flex>
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
        {offered.map(
          ([name, options]) =>
            options.length > 0 && (
              <Grid.Item key={name} col={3} s={6} xs={12} direction="column" alignItems="stretch">
                <Filter
                  name={name as 'state'}
                  value={filters[name]}
                  options={options}
                  onChange={(value) => onNarrow({ [name]: value })}
                />
              </Grid.Item>
            ),
        )}
      </Grid.Root>
      {Object.keys(filters).length > 0 && (
        <Box paddingTop={3}>
          <Button
            variant="tertiary"
            onClick={() => {
              setTyped('')
              onClear()
            }}
          >
            {say('desk.clear')}
          </Button>
        </Box>
      )}
    </Box>
  )
}

interface FilterProps {
  readonly name: 'body' | 'state' | 'type' | 'channel' | 'unit' | 'response'
  readonly value: string | undefined
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
}

/** A select cannot hold an empty value. */
const ANY = '*'

function Filter({ name, value = ANY, options, onChange }: FilterProps) {
  const { say } = useWords()
  return (
    <Field.Root id={`desk-${name}`}>
      <Field.Label>{say(`desk.filter.${name}`)}</Field.Label>
      <SingleSelect
        value={value}
        onChange={(chosen) => onChange(chosen === ANY ? '' : String(chosen))}
      >
        {[[ANY, say('desk.any')] as const, ...options].map(([key, label]) => (
          <SingleSelectOption key={key} value={key}>
            {label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  )
}

/** Units of several bodies may share a key, and are asked for by it. */
function byKey<T extends { readonly key: string }>(units: readonly T[]): readonly T[] {
  return [...new Map(units.map((unit) => [unit.key, unit])).values()]
}
