import { refusedFor, sound, type FileJudgement } from './file-judgement'
import { hidesAnotherFile } from './polyglot'

/** Decoders take four bytes of memory for a pixel, whatever the file weighs. */
const MOST_PIXELS = 100_000_000
const LONGEST_SIDE = 25_000

const PNG_SIGNATURE_BYTES = 8
const EXIF_KEYS = [/^Raw profile type (?:exif|APP1|xmp)\0/, /^XML:com\.adobe\.xmp\0/]

/**
 * Judges a PNG by its chunks: their lengths must lead from the header to the end, and the header
 * must not ask for more pixels than a reader can hold. Pixels are not decoded.
 */
export function inspectPng(bytes: Buffer): FileJudgement {
  let at = PNG_SIGNATURE_BYTES
  let isFirst = true
  let hasImage = false
  const warnings = new Set<'location'>()
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (data.length < length || (type === 'IHDR') !== isFirst) return refusedFor('damaged')
    if (isFirst) {
      if (length !== 13) return refusedFor('damaged')
      const size = judgeSize(data.readUInt32BE(0), data.readUInt32BE(4))
      if (size !== null) return size
    }
    if (type === 'IDAT') hasImage = true
    if (type === 'eXIf' || isExifText(type, data)) warnings.add('location')
    at += 12 + length
    isFirst = false
    if (type !== 'IEND') continue
    if (!hasImage || at > bytes.length) return refusedFor('damaged')
    return judgeRest(bytes, at, warnings)
  }
  return refusedFor('damaged')
}

function isExifText(type: string, data: Buffer): boolean {
  if (!['tEXt', 'zTXt', 'iTXt'].includes(type)) return false
  const key = data.toString('latin1', 0, 80)
  return EXIF_KEYS.some((pattern) => pattern.test(key))
}

const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9
const FIRST_RESTART = 0xd0
/** Start of frame; between them are three numbers of other segments. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const isRestart = (marker: number) => marker >= FIRST_RESTART && marker < END_OF_IMAGE - 1

/** Judges a JPEG by its segments, from the start of the image to its end. */
export function inspectJpeg(bytes: Buffer): FileJudgement {
  let at = 2
  let hasFrame = false
  let hasScan = false
  const warnings = new Set<'location'>()
  while (at + 4 <= bytes.length + 2) {
    if (bytes[at] !== 0xff) return refusedFor('damaged')
    const marker = bytes[at + 1]
    if (marker === undefined) return refusedFor('damaged')
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END_OF_IMAGE) {
      return hasFrame && hasScan ? judgeRest(bytes, at + 2, warnings) : refusedFor('damaged')
    }
    if (at + 4 > bytes.length) return refusedFor('damaged')
    const length = bytes.readUInt16BE(at + 2)
    const segment = bytes.subarray(at + 4, at + 2 + length)
    if (length < 2 || segment.length < length - 2) return refusedFor('damaged')
    if (isFrame(marker)) {
      if (segment.length < 6) return refusedFor('damaged')
      const size = judgeSize(segment.readUInt16BE(3), segment.readUInt16BE(1))
      if (size !== null) return size
      hasFrame = true
    }
    if (marker === 0xe1 && isExifSegment(segment)) warnings.add('location')
    at += 2 + length
    if (marker === START_OF_SCAN) {
      hasScan = true
      at = afterScan(bytes, at)
    }
  }
  return refusedFor('damaged')
}

function isExifSegment(segment: Buffer): boolean {
  const start = segment.toString('latin1', 0, 32)
  return start.startsWith('Exif\0') || start.startsWith('http://ns.adobe.com/')
}

/** Where the next segment begins: within coded pixels 0xff is followed by zero or a restart. */
function afterScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1) {
    const next = bytes[at + 1]
    if (next === undefined) return bytes.length
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2))
  }
  return bytes.length
}

function judgeSize(width: number, height: number): FileJudgement | null {
  if (width === 0 || height === 0) return refusedFor('damaged')
  return width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS
    ? refusedFor('too-many-pixels')
    : null
}

/**
 * Telephones put a second picture or a short film behind the first; a file of another kind there is
 * a file that pretends.
 */
function judgeRest(bytes: Buffer, end: number, warnings: ReadonlySet<'location'>): FileJudgement {
  const rest = bytes.subarray(end)
  if (hidesAnotherFile(rest)) return refusedFor('two-kinds')
  return sound([...warnings, ...(rest.length > 0 ? ['appended' as const] : [])])
}
