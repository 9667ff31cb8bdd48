import { Box, Grid, Link, Typography } from '@strapi/design-system'
import { Link as RouterLink } from 'react-router-dom'

interface FigureProps {
  readonly name: string
  readonly value: string
  readonly to?: string
  readonly isAlarming?: boolean
}

/** One number with what it counts, in a row of such. */
export function Figure({ name, value, to, isAlarming = false }: FigureProps) {
  return (
    <Grid.Item col={3} s={6} xs={12} direction="column" alignItems="stretch">
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
        <Typography
          tag="p"
          fontWeight="bold"
          fontSize="2.8rem"
          lineHeight={1.3}
          textColor={isAlarming ? 'danger600' : 'neutral800'}
        >
          {value}
        </Typography>
        {to === undefined ? (
          <Typography tag="p">{name}</Typography>
        ) : (
          <Link tag={RouterLink} to={to}>
            {name}
          </Link>
        )}
      </Box>
    </Grid.Item>
  )
}
