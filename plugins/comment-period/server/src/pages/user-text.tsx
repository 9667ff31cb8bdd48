import { directionOf } from './languages'

/**
 * What somebody wrote, line breaks and all. Each paragraph runs the way its first strong letter
 * says, and whatever marks are in it end with it.
 *
 * @param language as the writer or the record gives it, BCP 47
 */
export function UserText({
  text,
  language = null,
}: {
  readonly text: string
  readonly language?: string | null
}) {
  return (
    <div className="user-text" dir="auto" {...(language === null ? {} : { lang: language })}>
      {text}
    </div>
  )
}

/** A name or another short text within a sentence of ours. */
export function UserLine({ text }: { readonly text: string }) {
  return <bdi>{text}</bdi>
}

/** A text of the record in its own language. */
export function RecordText({ text, locale }: { readonly text: string; readonly locale: string }) {
  return (
    <div className="record-text" lang={locale} dir={directionOf(locale)}>
      {text}
    </div>
  )
}

/** Numbers of dockets, codes, hashes, addresses: always from left to right. */
export function LatinLine({
  text,
  className,
}: {
  readonly text: string
  readonly className?: string
}) {
  return (
    <bdi dir="ltr" className={className ?? 'latin'}>
      {text}
    </bdi>
  )
}
