/** One part of a draft: فصل، ماده، تبصره، بند. */
export interface LegalClause {
  /** Stable through reordering, translation and re-import. */
  readonly clauseId: string
  readonly kind: 'chapter' | 'article' | 'note' | 'item'
  readonly label: string
  readonly heading: string
  readonly text: string
}

/** A frozen attachment, by its content. */
export interface LegalAttachment {
  readonly name: string
  /** SHA-256 of the file, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  readonly mime: string
  /** In bytes. */
  readonly size: number
}

/** What an exposure freezes and an issuance holds. */
export interface LegalText {
  readonly title: string
  readonly clauses: readonly LegalClause[]
  readonly attachments: readonly LegalAttachment[]
}

/**
 * SHA-256 of the UTF-8 bytes of a string, as 64 lower-case hexadecimal digits. Given by the
 * caller: the domain has no cryptography of its own, and the browser's and Node's differ.
 */
export type Sha256 = (utf8: string) => string

/**
 * A copy of a text in the form in which it is frozen: every string in Unicode NFC, CRLF and CR as
 * LF, white space at the end of each line removed (as `String.prototype.trimEnd` does), and
 * nothing else changed. No letter is folded here: what the body wrote is what the public reads.
 * So much is done so that an editor which rewrites line ends or composes a letter does not make
 * an unchanged text look changed.
 *
 * @example
 * legalText({ title: 'الف \r\n', clauses: [], attachments: [] }).title // 'الف\n'
 */
export function legalText(input: LegalText): LegalText {
  return {
    title: tidy(input.title),
    clauses: input.clauses.map((clause) => ({
      clauseId: tidy(clause.clauseId),
      kind: clause.kind,
      label: tidy(clause.label),
      heading: tidy(clause.heading),
      text: tidy(clause.text),
    })),
    attachments: input.attachments.map((attachment) => ({
      name: tidy(attachment.name),
      sha256: tidy(attachment.sha256),
      mime: tidy(attachment.mime),
      size: attachment.size,
    })),
  }
}

/**
 * Writes a text as the bytes that its hash is taken over (in UTF-8, without a byte order mark).
 * The text is written as it is; freeze it with {@link legalText} before.
 *
 * The format, version 1, is one JSON object (RFC 8259) without white space outside strings:
 *
 * ```text
 * {"v":1,"title":S,"clauses":[C,…],"attachments":[A,…]}
 * C = {"clauseId":S,"kind":S,"label":S,"heading":S,"text":S}
 * A = {"name":S,"sha256":S,"mime":S,"size":N}
 * ```
 *
 * - Members stand in exactly this order and all are present; an empty list is `[]`, an empty
 *   string `""`. Clauses and attachments keep the order of the text.
 * - N is a whole number from 0 to 2^53 − 1 in decimal, without sign, leading zeros or exponent.
 * - S is a string as ECMAScript's `JSON.stringify` writes it, which is that of RFC 8785 §3.2.2.2:
 *   `"` and `\` escaped by `\`; U+0008, 0009, 000A, 000C, 000D as `\b \t \n \f \r`; other
 *   characters under U+0020 as `\u00xx` with lower-case digits; a lone surrogate as `\udxxx`;
 *   everything else, `/`, U+007F and U+2028 among it, as itself.
 *
 * @throws RangeError if an attachment's size is not a whole number of 0 or more
 * @example
 * serialiseLegalText({ title: 'الف', clauses: [], attachments: [] })
 * // '{"v":1,"title":"الف","clauses":[],"attachments":[]}'
 */
export function serialiseLegalText(text: LegalText): string {
  // Built member by member: the order of an object that came from elsewhere is not ours.
  return JSON.stringify({
    v: 1,
    title: text.title,
    clauses: text.clauses.map((clause) => ({
      clauseId: clause.clauseId,
      kind: clause.kind,
      label: clause.label,
      heading: clause.heading,
      text: clause.text,
    })),
    attachments: text.attachments.map((attachment) => ({
      name: attachment.name,
      sha256: attachment.sha256,
      mime: attachment.mime,
      size: checkedSize(attachment.size),
    })),
  })
}

/**
 * Reads a frozen text back, as far as it can be read. The guards judge no more than that there is a
 * title and that clauses and attachments are lists: what a row typed into the database has in those
 * lists besides clauses and attachments is left out, so that it stops nobody's reading.
 *
 * @param content - a JSON object, as the guards let no other through
 */
export function readLegalText(content: string): LegalText {
  const { title, clauses, attachments } = JSON.parse(content) as Record<string, unknown>
  return {
    title: typeof title === 'string' ? title : '',
    clauses: entriesOf(clauses)
      .filter(isClause)
      .map(({ clauseId, kind, label, heading, text }) => ({
        clauseId,
        kind,
        label,
        heading,
        text,
      })),
    attachments: entriesOf(attachments)
      .filter(isAttachment)
      .map(({ name, sha256, mime, size }) => ({ name, sha256, mime, size })),
  }
}

const KINDS: readonly unknown[] = ['chapter', 'article', 'note', 'item']

const entriesOf = (list: unknown): readonly Partial<Record<string, unknown>>[] =>
  Array.isArray(list)
    ? list.filter((each): each is object => typeof each === 'object' && each !== null)
    : []

function isClause(entry: Partial<Record<string, unknown>>): entry is LegalClause & typeof entry {
  const texts = [entry.clauseId, entry.label, entry.heading, entry.text]
  return KINDS.includes(entry.kind) && texts.every((text) => typeof text === 'string')
}

function isAttachment(
  entry: Partial<Record<string, unknown>>,
): entry is LegalAttachment & typeof entry {
  const { name, sha256, mime, size } = entry
  return (
    typeof name === 'string' &&
    typeof mime === 'string' &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isSafeInteger(size)
  )
}

/**
 * The hash of a legal text: SHA-256 over {@link serialiseLegalText}.
 *
 * @returns 64 lower-case hexadecimal digits
 * @throws RangeError as {@link serialiseLegalText}
 */
export function hashLegalText(text: LegalText, sha256: Sha256): string {
  return sha256(serialiseLegalText(text))
}

/** 32 lower-case hexadecimal digits: of another length, salt and text could be divided otherwise. */
const COMMENT_SALT = /^[0-9a-f]{32}$/

/**
 * The hash of a comment as filed: SHA-256(salt ‖ text), both as UTF-8. The salt is as secret as
 * the text and is erased with it, so that the hash that stays cannot be tried against guesses.
 *
 * @param salt - 32 lower-case hexadecimal digits
 * @param text - exactly as received
 * @returns 64 lower-case hexadecimal digits
 * @throws RangeError if the salt is anything else
 */
export function commentTextHash(salt: string, text: string, sha256: Sha256): string {
  if (!COMMENT_SALT.test(salt)) {
    throw new RangeError('The salt of a comment is 32 lower-case hexadecimal digits.')
  }
  return sha256(salt + text)
}

/**
 * Whether salt and text, wherever they come from, are those of a hash. Nothing passes with a salt of
 * another form, to which the beginning of the text could have been moved.
 */
export function isFiledText(salt: unknown, text: unknown, hash: unknown, sha256: Sha256): boolean {
  if (typeof salt !== 'string' || typeof text !== 'string') return false
  return COMMENT_SALT.test(salt) && commentTextHash(salt, text, sha256) === hash
}

/**
 * One string in the form in which it is frozen: NFC, line ends as LF, no white space at the end
 * of a line.
 */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

function checkedSize(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`The size of an attachment is a whole number of bytes, not ${size}.`)
  }
  return size
}
