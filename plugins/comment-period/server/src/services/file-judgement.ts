/** Why a file is not taken. Told as `problem` of `ATTACHMENT_REFUSED`; the words are stable. */
export type FileProblem =
  | 'empty'
  | 'name'
  | 'kind-unknown'
  | 'kind-mismatch'
  | 'damaged'
  | 'encrypted'
  | 'macro'
  | 'embedded-file'
  | 'unsafe-path'
  | 'link'
  | 'too-many-entries'
  | 'inflates-too-far'
  | 'too-many-pixels'
  | 'two-kinds'

/**
 * What staff should look at before they release a file. `location`: data of a camera, perhaps with
 * the place; `author`: the name of whoever wrote it; `script`, `launch`: it wants to run something;
 * `embedded`: another file is in it; `appended`: bytes follow its end.
 */
export type FileWarning = 'location' | 'author' | 'script' | 'launch' | 'embedded' | 'appended'

export type FileJudgement =
  | { readonly kind: 'sound'; readonly warnings: readonly FileWarning[] }
  | { readonly kind: 'refused'; readonly problem: FileProblem }

export function sound(warnings: Iterable<FileWarning> = []): FileJudgement {
  return { kind: 'sound', warnings: [...warnings] }
}

export function refusedFor(problem: FileProblem): FileJudgement {
  return { kind: 'refused', problem }
}
