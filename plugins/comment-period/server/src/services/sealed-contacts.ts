import { z } from 'zod'
import { unseal, type KeyRing } from './keys'

const nameAndContact = z.strictObject({
  name: z.string().nullable(),
  contact: z.string().nullable(),
})

export type NameAndContact = z.infer<typeof nameAndContact>

/** Who filed a comment and how to reach them, as it was sealed when it came. */
export function openContact(
  { contact }: KeyRing,
  sealed: string,
  commentDocumentId: string,
): NameAndContact {
  return nameAndContact.parse(JSON.parse(unseal(contact, sealed, `contact|${commentDocumentId}`)))
}
