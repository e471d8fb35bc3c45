import type {
  NewPasskey,
  NewPasskeyAsked,
  PasskeyAnswer,
  PasskeyAsked,
} from '../platform/auth/passkey-contract.ts'

// words: signin.device.

/** The device or the person at it said no: nothing was sent, and the words say what to do. */
export class DeviceRefused extends Error {
  constructor(readonly reason: 'stopped' | 'known' | 'failed') {
    super(reason)
    this.name = 'DeviceRefused'
  }
}

const library = () => import('@simplewebauthn/browser')

/** Whether this browser knows passkeys, and this address can have them: a bare number cannot. */
export const knowsPasskeys = (): boolean =>
  typeof window.PublicKeyCredential === 'function' && !/^[\d.]+$|:/.test(window.location.hostname)

/** Whether the browser offers passkeys inside a field, without being asked. */
export async function offersPasskeys(): Promise<boolean> {
  return knowsPasskeys() && (await library()).browserSupportsWebAuthnAutofill()
}

/** Has the device sign what the server asks. `offered`: in the list under a field, when the person opens it. */
export async function answerWithPasskey(
  { options }: PasskeyAsked,
  offered = false,
): Promise<PasskeyAnswer> {
  const { startAuthentication } = await library()
  const asked = { optionsJSON: options, useBrowserAutofill: offered }
  return startAuthentication(asked).catch((error) => {
    throw refusalOf(error)
  }) as Promise<PasskeyAnswer>
}

/** Has the device make a passkey for this desk. */
export async function makePasskey({ options }: NewPasskeyAsked): Promise<NewPasskey> {
  const { startRegistration } = await library()
  return startRegistration({ optionsJSON: options }).catch((error) => {
    throw refusalOf(error)
  }) as Promise<NewPasskey>
}

/** Takes back what the device was asked, for example because the page is left. */
export async function stopAsking(): Promise<void> {
  const loaded = await library().catch(() => undefined)
  loaded?.WebAuthnAbortService.cancelCeremony()
}

function refusalOf(error: unknown): DeviceRefused {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return new DeviceRefused('known')
  return new DeviceRefused(
    name === 'NotAllowedError' || name === 'AbortError' ? 'stopped' : 'failed',
  )
}
