import { jsonLines } from '../src/log-lines'

interface Env {
  (key: string, fallback: string): string
}

export default ({ env }: { env: Env }) => ({
  level: env('LOG_LEVEL', 'http'),
  format: jsonLines(),
})
