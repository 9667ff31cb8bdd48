import { z } from 'zod'
import { comparedContact } from '../../../domain/sender-contact'
import { hmac, subkey, unseal, type Key, type KeyRing } from './keys'

const nameAndContact = z.strictObject({
  name: z.string().nullable(),
  contact: z.string().nullable(),
})

export type NameAndContact = z.infer<typeof nameAndContact>

/** Who filed a comment and how to reach them, as it was sealed when it came. */
export function openContact(
  { contact }: Pick<KeyRing, 'contact'>,
  sealed: string,
  commentDocumentId: string,
): NameAndContact {
  return nameAndContact.parse(JSON.parse(unseal(contact, sealed, `contact|${commentDocumentId}`)))
}

/**
 * Tells two comments of one docket to be of one sender, without their contact. Made with a key that
 * the database does not hold, and for this docket alone: nobody is followed from one to another.
 *
 * @returns `null` where what was left as a contact is nothing
 */
export function senderOf(key: Key, draftDocumentId: string, contact: string): string | null {
  const compared = comparedContact(contact)
  if (compared === null) return null
  const own = { id: key.id, secret: subkey(key, 'sender') }
  return hmac(own, 'sender', draftDocumentId, compared).toString('hex')
}
