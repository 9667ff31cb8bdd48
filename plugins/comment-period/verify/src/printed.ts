/** Control and format characters (those that turn the direction of writing among them), and lone surrogates. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * A text out of an archive for a terminal: what would move the cursor, end a line or turn the
 * direction of writing is written as an escape, so that no archive says anything in our name.
 */
export function printed(text: string): string {
  return text.replace(UNSEEN, (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`)
}
