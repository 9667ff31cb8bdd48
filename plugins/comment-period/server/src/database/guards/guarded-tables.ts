/** The rows by which a draft names its body or its kind. */
export interface RelationTable {
  readonly table: string
  readonly ownColumn: string
  readonly targetColumn: string
}

/** Strapi's tables that the guards stand on, by the names its metadata gives them. */
export interface GuardedTables {
  readonly comments: string
  readonly drafts: string
  readonly bodies: string
  readonly kinds: string
  readonly draftBody: RelationTable
  readonly draftKind: RelationTable
  /** All columns of the comment table, for SQLite, which cannot compare whole rows. */
  readonly commentColumns: readonly string[]
  readonly authoritativeLocale: string
}
