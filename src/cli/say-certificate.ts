import { clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { type CertificateProblem, checkCertificate } from '../platform/tls/certificate.ts'

/** What is wrong with the certificate, in words for whoever started the program; empty when all is well. */
export function describeCertificate({ tls, origin }: Pick<Config, 'tls' | 'origin'>): string {
  if (!tls) return ''
  const host = new URL(origin).hostname
  const { problems, names, until, from } = checkCertificate(tls, host, clock.now())
  const said: Record<CertificateProblem, string> = {
    unreadable: 'The certificate cannot be read.',
    key_unreadable: 'The key of the certificate cannot be read.',
    key_mismatch: 'The key does not belong to the certificate.',
    expired: `The certificate ended on ${until}. Browsers refuse it; ask your IT for a new one.`,
    not_yet: `The certificate begins on ${from}. Is the clock of this machine right?`,
    wrong_name: `The certificate is for ${names.join(', ') || 'no name'}, and this desk is reached as ${host}. Browsers will warn everybody.`,
    self_signed:
      'The certificate was signed by nobody but itself. Browsers warn until your IT has told every computer to trust it.',
    ends_soon: `The certificate ends on ${until}. Ask for the next one now.`,
  }
  return problems.map((problem) => `Note: ${said[problem]}\n`).join('')
}
