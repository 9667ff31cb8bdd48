import { Box, Button, Flex, Typography } from '@strapi/design-system'
import { Layouts, Page } from '@strapi/strapi/admin'
import { useState, type ReactNode } from 'react'

import { rememberedLanguage, rememberLanguage } from '../chosen-language'
import { ChosenLanguage, useWords } from '../hooks/use-words'
import type { Permission } from '../permissions'
import type { Language } from '../translations'

interface StaffPageProps {
  /** One of them is needed. */
  readonly permissions: readonly Permission[]
  readonly children: ReactNode
}

/** The frame of our own pages: Persian unless English was chosen here before. */
export function StaffPage({ permissions, children }: StaffPageProps) {
  const [language, setLanguage] = useState(rememberedLanguage)
  const choose = (chosen: Language) => {
    rememberLanguage(chosen)
    setLanguage(chosen)
  }
  return (
    <Page.Protect permissions={[...permissions]}>
      <ChosenLanguage.Provider value={language}>
        <Framed onOtherLanguage={() => choose(language === 'fa' ? 'en' : 'fa')}>{children}</Framed>
      </ChosenLanguage.Provider>
    </Page.Protect>
  )
}

interface FramedProps {
  readonly children: ReactNode
  readonly onOtherLanguage: () => void
}

function Framed({ children, onOtherLanguage }: FramedProps) {
  const { say, dir, language } = useWords()
  return (
    <Page.Main dir={dir} lang={language}>
      <Flex justifyContent="flex-end" paddingTop={4} paddingLeft={10} paddingRight={10}>
        <Button
          variant="ghost"
          size="S"
          lang={language === 'fa' ? 'en' : 'fa'}
          onClick={onOtherLanguage}
        >
          {say('desk.otherLanguage')}
        </Button>
      </Flex>
      {children}
    </Page.Main>
  )
}

interface StaffHeaderProps {
  readonly title: string
  readonly subtitle?: string
  readonly back?: ReactNode
}

export function StaffHeader({ title, subtitle, back }: StaffHeaderProps) {
  return (
    <Box paddingBottom={6}>
      {back}
      <Typography tag="h1" variant="alpha">
        {title}
      </Typography>
      {subtitle !== undefined && (
        <Typography tag="p" variant="epsilon" textColor="neutral600">
          {subtitle}
        </Typography>
      )}
    </Box>
  )
}

export function StaffContent({ children }: { readonly children: ReactNode }) {
  return <Layouts.Content>{children}</Layouts.Content>
}
