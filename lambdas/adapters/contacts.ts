import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { Contacts } from '#core/key-ports'
import { secretFromEnvironment } from './secrets.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under a key derived from the contact secret; bound to its owner, so a ciphertext moved to another person does not open. */
export const contacts = (secret: string): Contacts => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'contact:v1', 32)))
  return {
    seal(plain, owner) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${sealed.toString('base64url')}`
    },
    unseal(sealed, owner) {
      if (!sealed.startsWith('v1.')) throw new Error('a contact is sealed in a form this version does not know')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(owner))
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
    },
  }
}

export const make = async (): Promise<Contacts> => contacts(await secretFromEnvironment('contactKey'))
