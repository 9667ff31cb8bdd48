import { Box, Typography } from '@strapi/design-system'
import type { ReactNode } from 'react'

interface StaffCardProps {
  readonly title: string
  readonly children: ReactNode
}

/** A part of one of our pages, under its own heading. */
export function StaffCard({ title, children }: StaffCardProps) {
  return (
    <Box tag="section" aria-label={title} background="neutral0" hasRadius shadow="tableShadow">
      <Box padding={6}>
        <Box paddingBottom={3}>
          <Typography tag="h2" variant="beta">
            {title}
          </Typography>
        </Box>
        {children}
      </Box>
    </Box>
  )
}
