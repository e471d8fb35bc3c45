import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { clock } from '../clock.ts'
import type { MailWay } from './mail-way.ts'

/** One mail: an address, a subject and a few lines. It never has more. */
export interface Mail {
  to: string
  subject: string
  text: string
}

export type MailProblem =
  | 'unreachable'
  | 'refused'
  | 'certificate'
  | 'no_tls'
  | 'login'
  | 'sender'
  | 'folder'
  | 'other'

/** Handed over; came back because there is no such address; or to be tried again. */
export type Outcome =
  | { outcome: 'sent' }
  | { outcome: 'returned' }
  | { outcome: 'later'; problem: MailProblem }

const keptFiles = 500

/** Hands a mail over, and says in a code what went wrong. The error itself may quote an address. */
export async function sendMail(way: MailWay, mail: Mail, dataDir: string): Promise<Outcome> {
  const message: SendMailOptions = {
    ...{ from: way.sender, to: { name: '', address: mail.to } },
    ...{ subject: mail.subject, text: mail.text },
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  }
  try {
    if (way.way === 'file') await writeMail(message, join(dataDir, 'mail'))
    else await speakSmtp(way, message)
    return { outcome: 'sent' }
  } catch (error) {
    return explain(error, way)
  }
}

async function speakSmtp(way: MailWay & { way: 'smtp' }, message: SendMailOptions): Promise<void> {
  const transport = createTransport({
    ...{ host: way.host, port: way.port, secure: way.security === 'tls' },
    ...{ requireTLS: way.security === 'starttls', ignoreTLS: way.security === 'none' },
    ...(way.login && { auth: { user: way.login.user, pass: way.login.password } }),
    tls: { minVersion: 'TLSv1.2' },
    ...{ connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 15_000 },
  })
  try {
    await transport.sendMail(message)
  } finally {
    transport.close()
  }
}

/** For whoever tries the desk without a mail server: the mail as a file that a mail program opens. */
async function writeMail(message: SendMailOptions, folder: string): Promise<void> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const made = await transport.sendMail(message)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const time = clock.now().toISOString().replaceAll(/[:.]/g, '')
  const name = `${time}-${process.hrtime.bigint() % 1_000_000n}.eml`
  await writeFile(join(folder, `.${name}`), made.message as Buffer, { mode: 0o600 })
  await rename(join(folder, `.${name}`), join(folder, name))
  const files = (await readdir(folder)).filter((file) => file.endsWith('.eml')).sort()
  for (const old of files.slice(0, -keptFiles)) await rm(join(folder, old), { force: true })
}

function explain(error: unknown, way: MailWay): Outcome {
  const {
    code = '',
    responseCode = 0,
    command = '',
  } = error as {
    code?: string
    responseCode?: number
    command?: string
  }
  const later = (problem: MailProblem): Outcome => ({ outcome: 'later', problem })
  if (way.way === 'file') return later('folder')
  const says = error instanceof Error ? error.message : ''
  if (command === 'RCPT TO' && responseCode >= 550 && responseCode < 560 && responseCode !== 552)
    return { outcome: 'returned' }
  if (code === 'EAUTH' || code === 'ENOAUTH' || responseCode === 535) return later('login')
  if (command === 'MAIL FROM' || responseCode === 553) return later('sender')
  if (/certificate|self-signed|CERT_|altnames|unable to verify/i.test(`${says} ${code}`))
    return later('certificate')
  if (code === 'ETLS' || /wrong version number|STARTTLS/i.test(says)) return later('no_tls')
  if (/ECONNREFUSED/.test(`${says} ${code}`)) return later('refused')
  if (['ECONNECTION', 'ETIMEDOUT', 'EDNS', 'ESOCKET', 'ENOTFOUND', 'EPROTOCOL'].includes(code))
    return later('unreachable')
  return later('other')
}
