import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type {
  NewPasskey,
  NewPasskeyAsked,
  PasskeyAnswer,
  PasskeyAsked,
} from '../src/platform/auth/passkey-contract.ts'

/** What somebody who cheats lets a device say. */
export interface Lies {
  origin?: string
  site?: string
  challenge?: string
  type?: string
  counter?: number
  handle?: string
  /** The finger or PIN was not asked for. */
  unverified?: boolean
  /** Signed with a key of their own. */
  forged?: boolean
}

/** A device with one passkey, as a browser would speak for it (WebAuthn, ES256, no attestation). */
export interface SoftDevice {
  id: string
  make(asked: NewPasskeyAsked, lies?: Lies): NewPasskey
  answer(asked: PasskeyAsked, lies?: Lies): PasskeyAnswer
}

export function softDevice(usualOrigin: string): SoftDevice {
  const id = randomBytes(24)
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let counter = 0
  let handle = ''
  const head = (lies: Lies, made: boolean) => {
    const site = lies.site ?? new URL(usualOrigin).hostname
    const count = Buffer.alloc(4)
    counter = lies.counter ?? counter + 1
    count.writeUInt32BE(counter)
    const flags = (lies.unverified ? 0x01 : 0x05) | (made ? 0x40 : 0)
    return Buffer.concat([sha256(site), Buffer.from([flags]), count])
  }
  const saidBy = (type: string, { options }: PasskeyAsked | NewPasskeyAsked, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? options.challenge,
        origin: lies.origin ?? usualOrigin,
        crossOrigin: false,
      }),
    )
  const about = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
  } as const
  return {
    id: about.id,
    make(asked, lies = {}) {
      handle = asked.options.user.id
      const length = Buffer.from([0, id.length])
      const data = Buffer.concat([head(lies, true), Buffer.alloc(16), length, id, cose(pair)])
      const clientData = saidBy('webauthn.create', asked, lies)
      return {
        ...about,
        response: {
          attestationObject: attestation(data).toString('base64url'),
          clientDataJSON: clientData.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    answer(asked, lies = {}) {
      const data = head(lies, false)
      const clientData = saidBy('webauthn.get', asked, lies)
      const key = lies.forged ? other.privateKey : pair.privateKey
      const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), key)
      return {
        ...about,
        response: {
          authenticatorData: data.toString('base64url'),
          clientDataJSON: clientData.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: lies.handle ?? handle,
        },
      }
    },
  }
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

/** A public key as devices write it (COSE, ES256). */
function cose({ publicKey }: { publicKey: import('node:crypto').KeyObject }): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const part = (text: string) => Buffer.from(text, 'base64url')
  const [before, between] = [
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from('225820', 'hex'),
  ]
  return Buffer.concat([before, part(x), between, part(y)])
}

/** `{ fmt: "none", attStmt: {}, authData }` in CBOR. */
function attestation(data: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(data.length)
  const words = (text: string) =>
    Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])
  return Buffer.concat([
    ...[Buffer.from([0xa3]), words('fmt'), words('none'), words('attStmt'), Buffer.from([0xa0])],
    ...[words('authData'), Buffer.from([0x59]), length, data],
  ])
}
