const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_TRAILER_BYTES = 22
const LONGEST_ZIP_COMMENT = 0xffff

const STARTS = [
  'PK\x03\x04',
  'PK\x05\x06',
  '%PDF-',
  'Rar!\x1a\x07',
  '7z\xbc\xaf\x27\x1c',
  '\x7fELF',
]
const PAGE = /<(?:!doctype|html|head|body|script|svg|iframe|\?php|\?xml)/i

/** Whether bytes behind the end of a file hold the start of a file of another kind. */
export function hidesAnotherFile(rest: Buffer): boolean {
  if (rest.length === 0) return false
  if (STARTS.some((start) => rest.includes(start, 0, 'latin1'))) return true
  return PAGE.test(rest.toString('latin1'))
}

/** Whether a reader of ZIP archives, which begins at the end, would take the file for one. */
export function readsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_TRAILER_BYTES - LONGEST_ZIP_COMMENT)
  for (
    let at = bytes.indexOf(END_OF_ZIP, from);
    at !== -1;
    at = bytes.indexOf(END_OF_ZIP, at + 1)
  ) {
    if (at + ZIP_TRAILER_BYTES > bytes.length) return false
    // Many readers take a comment that is shorter than what follows.
    const comment = bytes.readUInt16LE(at + ZIP_TRAILER_BYTES - 2)
    if (at + ZIP_TRAILER_BYTES + comment <= bytes.length) return true
  }
  return false
}
