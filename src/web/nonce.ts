/**
 * The nonce of this answer, which lets our own style elements pass the policy of content.
 *
 * Browsers hide `nonce` attributes from style sheets, so the property is read first.
 */
export function nonce(): string {
  const own = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return own || document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || ''
}
