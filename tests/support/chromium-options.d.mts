import type { LaunchOptions } from 'playwright-core'

export function chromiumOptions(): Pick<LaunchOptions, 'executablePath' | 'env'>
