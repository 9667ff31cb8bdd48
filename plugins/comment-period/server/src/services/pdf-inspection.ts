import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { refusedFor, sound, type FileJudgement, type FileWarning } from './file-judgement'
import { readsAsZip } from './polyglot'

const inflateBytes = promisify(inflate)

/** Where readers look for the mark of the end. */
const TAIL_BYTES = 1_024
const LARGEST_OBJECT_STREAM = 4 * 1024 * 1024
const MOST_OBJECT_STREAMS = 2_000
const LONGEST_DICTIONARY = 1_024
const MOST_INFLATED = 32 * 1024 * 1024

const NAMES: readonly (readonly [FileWarning, RegExp])[] = [
  ['script', /\/(?:JavaScript|JS)\b/],
  ['launch', /\/Launch\b/],
  ['embedded', /\/(?:EmbeddedFiles?|RichMedia)\b/],
  ['author', /\/Author\s*[(<]\s*[^)>\s]/],
]

/**
 * Judges a PDF by what its dictionaries name, also those packed into object streams.
 *
 * An encrypted one is refused: neither staff nor a scanner can look into it. One that holds a
 * script or opens another program is taken with a warning: forms of public bodies hold scripts
 * too, and names can be hidden deeper than is looked for here, so that a refusal would meet the
 * honest alone.
 */
export async function inspectPdf(bytes: Buffer): Promise<FileJudgement> {
  if (bytes.lastIndexOf('%%EOF') < bytes.length - TAIL_BYTES) return refusedFor('damaged')
  if (readsAsZip(bytes)) return refusedFor('two-kinds')
  const plain = unescaped(bytes.toString('latin1'))
  // Of the trailer and of a cross-reference stream, whose dictionaries are never packed.
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(plain)) return refusedFor('encrypted')
  const packed = await unpackedObjects(bytes)
  if (packed === null) return refusedFor('inflates-too-far')
  const texts = [plain, ...packed.map(unescaped)]
  return sound(
    NAMES.filter(([, name]) => texts.some((text) => name.test(text))).map(([warning]) => warning),
  )
}

/** `/J#61vaScript` is `/JavaScript` to every reader. */
function unescaped(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}

/** The text of the object streams that can be read; `null` where they are more than can be. */
async function unpackedObjects(bytes: Buffer): Promise<readonly string[] | null> {
  const texts: string[] = []
  let inflated = 0
  const starts = startsOfObjectStreams(bytes)
  if (starts.length > MOST_OBJECT_STREAMS) return null
  for (const start of starts) {
    try {
      // What follows the end of the stream is left alone.
      const text = await inflateBytes(bytes.subarray(start), {
        maxOutputLength: LARGEST_OBJECT_STREAM,
      })
      inflated += text.length
      texts.push(text.toString('latin1'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null
      // Not deflated, or damaged: readers would not get further either.
    }
    if (inflated > MOST_INFLATED) return null
  }
  return texts
}

/** In one pass, and no more than can be wanted: the file may consist of nothing but their names. */
function startsOfObjectStreams(bytes: Buffer): readonly number[] {
  const starts = new Set<number>()
  for (let at = bytes.indexOf('/ObjStm'); at !== -1; at = bytes.indexOf('/ObjStm', at + 1)) {
    const word = bytes.subarray(at, at + LONGEST_DICTIONARY).indexOf('stream')
    if (word === -1) continue
    const after = at + word + 'stream'.length
    const isCrLf = bytes[after] === 0x0d && bytes[after + 1] === 0x0a
    starts.add(isCrLf ? after + 2 : bytes[after] === 0x0a ? after + 1 : after)
    if (starts.size > MOST_OBJECT_STREAMS) break
  }
  return [...starts]
}
