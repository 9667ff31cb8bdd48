import { Box, Typography, VisuallyHidden } from '@strapi/design-system'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTheme } from 'styled-components'

import { useWords } from '../hooks/use-words'

/** How many of something, by its name. */
export interface NamedCount {
  readonly name: string
  readonly n: number
}

interface ChartProps {
  /** What the chart shows: the caption of the table that says the same. */
  readonly caption: string
  readonly counts: readonly NamedCount[]
}

const DAYS_HEIGHT = 220
const ROW_HEIGHT = 34
const NAME_WIDTH = 150

/** A column for each day, in the direction of reading. */
export function DayColumns({ caption, counts }: ChartProps) {
  const { dir } = useWords()
  const look = useLook()
  const isRtl = dir === 'rtl'
  return (
    <Chart caption={caption} counts={counts} height={DAYS_HEIGHT}>
      <BarChart data={[...counts]} margin={{ top: 8, bottom: 0, left: 0, right: 0 }}>
        <CartesianGrid vertical={false} stroke={look.line} />
        <XAxis dataKey="name" reversed={isRtl} tick={look.tick} minTickGap={24} tickLine={false} />
        <YAxis
          allowDecimals={false}
          orientation={isRtl ? 'right' : 'left'}
          tick={look.tick}
          tickFormatter={look.digits}
          width={44}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip {...look.tooltip} formatter={(n) => [look.digits(Number(n)), caption]} />
        <Bar dataKey="n" fill={look.bar} radius={[3, 3, 0, 0]} isAnimationActive={false} />
      </BarChart>
    </Chart>
  )
}

/** A bar for each of a few, the longest first. */
export function ShareBars({ caption, counts }: ChartProps) {
  const { say, dir } = useWords()
  const look = useLook()
  const isRtl = dir === 'rtl'
  if (counts.length === 0) return <Typography tag="p">{say('dashboard.nothing')}</Typography>
  return (
    <Chart caption={caption} counts={counts} height={counts.length * ROW_HEIGHT + 8}>
      <BarChart
        data={[...counts]}
        layout="vertical"
        margin={{ top: 4, bottom: 4, left: 40, right: 40 }}
      >
        <XAxis type="number" hide reversed={isRtl} />
        <YAxis
          type="category"
          dataKey="name"
          orientation={isRtl ? 'right' : 'left'}
          width={NAME_WIDTH}
          tick={look.tick}
          axisLine={false}
          tickLine={false}
          interval={0}
        />
        <Bar
          dataKey="n"
          fill={look.bar}
          radius={3}
          barSize={16}
          isAnimationActive={false}
          label={{
            position: isRtl ? 'left' : 'right',
            fill: look.tick.fill,
            fontSize: 12,
            formatter: (n) => look.digits(Number(n)),
          }}
        />
      </BarChart>
    </Chart>
  )
}

/** The drawing for those who see it; for the others the same as a table. */
function Chart({
  caption,
  counts,
  height,
  children,
}: ChartProps & { readonly height: number; readonly children: React.ReactElement }) {
  const { say, language } = useWords()
  const digits = new Intl.NumberFormat(language)
  return (
    <>
      {/* Positions in a drawing count from the left in any direction of reading. */}
      <Box dir="ltr" aria-hidden style={{ inlineSize: '100%', blockSize: `${String(height)}px` }}>
        <ResponsiveContainer>{children}</ResponsiveContainer>
      </Box>
      <VisuallyHidden>
        <table>
          <caption>{caption}</caption>
          <tbody>
            {counts.map(({ name, n }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{say('dashboard.comments', { n: digits.format(n) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </>
  )
}

function useLook() {
  const { colors } = useTheme()
  const { language, dir } = useWords()
  const digits = new Intl.NumberFormat(language)
  return {
    bar: colors.primary600,
    line: colors.neutral200,
    tick: { fill: colors.neutral800, fontSize: 12 },
    digits: (n: number) => digits.format(n),
    tooltip: {
      cursor: { fill: colors.neutral150 },
      contentStyle: {
        direction: dir,
        background: colors.neutral0,
        borderColor: colors.neutral200,
        color: colors.neutral800,
      },
      isAnimationActive: false,
    },
  }
}
