/** Words that somebody wrote: in the direction of their own first letter, with their own lines. */
export const USER_TEXT = {
  unicodeBidi: 'plaintext',
  textAlign: 'start',
  whiteSpace: 'pre-wrap',
} as const
