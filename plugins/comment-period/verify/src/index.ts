import type { Finding } from './findings'
import { printed } from './printed'
import { verifyArchive, type Verdict } from './verify-archive'

export { verifyArchive } from './verify-archive'
export type { Finding, FindingCode } from './findings'

const USAGE = `comment-period-verify ARCHIVE.zip

Recomputes the record of a docket from its archive alone, without a network, and says what does
not fit. Ends with 0 where all fits, 1 where something does not, 2 where it was not asked rightly or
there is no file that can be read.
`

/** So many findings are named; a file that was changed throughout would name thousands. */
const MOST_NAMED = 50

/** The command. */
export async function main(
  args: readonly string[],
  print: (text: string) => void = (text) => process.stdout.write(text),
): Promise<0 | 1 | 2> {
  const [file, ...others] = args
  if (file === undefined || others.length > 0 || file.startsWith('-')) {
    print(USAGE)
    return file === '--help' ? 0 : 2
  }
  let verdict: Verdict
  try {
    verdict = await verifyArchive(file)
  } catch (error) {
    print(`${printed(file)}: cannot be read (${printed((error as Error).message)})\n`)
    return 2
  }
  print(reportOf(file, verdict))
  return verdict.findings.length === 0 ? 0 : 1
}

function reportOf(file: string, verdict: Verdict): string {
  const { findings, manifest, walked, sha256, boundByManifestAlone } = verdict
  const named = findings.slice(0, MOST_NAMED).map(lineOf)
  const more = findings.length - named.length
  const lines = [
    ...named,
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
    findings.length === 0 ? `${file}: ok` : `${file}: ${String(findings.length)} do not fit`,
  ]
  if (manifest !== null) {
    const { docket, profile, instant, covers, files } = manifest
    lines.push(
      `  docket ${docket}, profile ${profile}, as of ${instant}`,
      `  comments 1 to ${String(covers.seq)}, links 1 to ${String(covers.position)}, ${String(files.length)} files`,
    )
  }
  if (walked !== null) {
    lines.push(
      `  texts that make the hash of the record: ${String(walked.texts)} of ${String(walked.comments)}`,
      `  the chain ends in ${walked.end}`,
    )
  }
  if (sha256 !== null) {
    lines.push(`  sha256 of the file ${sha256}, to be compared with the one that the app keeps`)
  }
  if (boundByManifestAlone.length > 0) {
    lines.push(
      `  no record has what these hold, and whoever makes a manifest anew may change them: ${boundByManifestAlone.join(', ')}`,
    )
  }
  return lines.map((line) => `${printed(line)}\n`).join('')
}

function lineOf({ code, file, where }: Finding): string {
  return `✗ ${file}: ${code}, ${where}`
}
