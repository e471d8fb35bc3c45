import { createPrivateKey, X509Certificate } from 'node:crypto'

/** What may be wrong with a certificate, each with a sentence for the terminal and one for screens. */
export const certificateProblems = [
  'unreadable',
  'key_unreadable',
  'key_mismatch',
  'expired',
  'not_yet',
  'wrong_name',
  'self_signed',
  'ends_soon',
] as const
export type CertificateProblem = (typeof certificateProblems)[number]

export interface CertificateFindings {
  problems: CertificateProblem[]
  /** Names that browsers accept it for. */
  names: string[]
  issuer: string
  /** First and last day, `yyyy-mm-dd`. */
  from: string
  until: string
}

const soonDays = 21

/**
 * Looks at a certificate the way a browser will, before a browser does. The first certificate of the
 * file is the server's own; those behind it lead to whoever signed it.
 */
export function checkCertificate(
  { cert, key }: { cert: string; key: string },
  hostname: string,
  now: Date,
): CertificateFindings {
  const own = read(() => new X509Certificate(cert))
  if (!own) return { problems: ['unreadable'], names: [], issuer: '', from: '', until: '' }
  const secret = read(() => createPrivateKey(key))
  const until = new Date(own.validTo)
  const found: [CertificateProblem, boolean][] = [
    ['key_unreadable', !secret],
    ['key_mismatch', secret !== undefined && !own.checkPrivateKey(secret)],
    ['expired', until < now],
    ['not_yet', new Date(own.validFrom) > now],
    ['wrong_name', !isFor(own, hostname)],
    ['self_signed', own.issuer === own.subject],
    ['ends_soon', until >= now && until.getTime() - now.getTime() < soonDays * 86_400_000],
  ]
  return {
    problems: found.filter(([, wrong]) => wrong).map(([problem]) => problem),
    names: namesOf(own),
    issuer: commonName(own.issuer),
    from: dayOf(new Date(own.validFrom)),
    until: dayOf(until),
  }
}

function isFor(certificate: X509Certificate, hostname: string): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '')
  const address = /^[\d.]+$|:/.test(plain)
  return (address ? certificate.checkIP(plain) : certificate.checkHost(plain)) !== undefined
}

function namesOf(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .map((part) => part.replace(/^(DNS|IP Address):/, ''))
    .filter(Boolean)
}

const commonName = (name: string) =>
  /(?:^|\n)CN=(.+)/.exec(name)?.[1] ?? name.split('\n').at(-1) ?? ''
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

function read<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}
