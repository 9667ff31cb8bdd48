/** What a refusal says to a person, in both languages of the admin. */
export interface RefusalMessage {
  readonly en: string
  readonly fa: string
}
