import { Box, Typography, VisuallyHidden } from '@strapi/design-system'
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Text,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
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
const NAME_WIDTH = 170
const NAME_GAP = 8
const COUNT_WIDTH = 48
const COUNT_GAP = 6

/** A column for each day, in the direction of reading. */
export function DayColumns({ caption, counts }: ChartProps) {
  const { dir } = useWords()
  const look = useLook()
  const isRtl = dir === 'rtl'
  return (
    <Chart caption={caption} counts={counts} height={DAYS_HEIGHT}>
      <BarChart
        data={[...counts]}
        accessibilityLayer={false}
        margin={{ top: 8, bottom: 0, left: 0, right: 0 }}
      >
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
        accessibilityLayer={false}
        layout="vertical"
        margin={{
          top: 4,
          bottom: 4,
          left: isRtl ? COUNT_WIDTH : 0,
          right: isRtl ? 0 : COUNT_WIDTH,
        }}
      >
        <XAxis type="number" hide reversed={isRtl} />
        <YAxis
          type="category"
          dataKey="name"
          orientation={isRtl ? 'right' : 'left'}
          width={NAME_WIDTH}
          tick={({ x, y, payload }) => (
            // At the edge where reading begins, not at the bar.
            <Text
              x={Number(x) + (isRtl ? NAME_WIDTH - NAME_GAP : NAME_GAP - NAME_WIDTH)}
              y={y}
              width={NAME_WIDTH - 2 * NAME_GAP}
              maxLines={1}
              textAnchor={isRtl ? 'end' : 'start'}
              verticalAnchor="middle"
              {...look.tick}
            >
              {String(payload.value)}
            </Text>
          )}
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
          label={({ x, y, width, height, value }) => (
            // A bar that grows to the left has a negative width.
            <text
              x={Number(x) + Number(width) + (isRtl ? -COUNT_GAP : COUNT_GAP)}
              y={Number(y) + Number(height) / 2}
              dy="0.35em"
              textAnchor={isRtl ? 'end' : 'start'}
              {...look.tick}
            >
              {look.digits(Number(value))}
            </text>
          )}
        />
      </BarChart>
    </Chart>
  )
}

/**
 * The drawing for those who see it; for the others the same as a table. The drawing takes no focus
 * (its own layer of accessibility is off), else the keyboard would stop at what nobody reads out.
 */
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
