import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clock } from './clock.ts'
import { Problem } from './errors.ts'
import type { LogLevel } from './log.ts'
import { checkCertificate } from './tls/certificate.ts'

/** What the operator decided, from the command line first and the environment second. */
export interface Config {
  /** Folder of everything that belongs to this installation: cluster, keys, imports. */
  dataDir: string
  host: string
  port: number
  /** Where browsers find the service; decides cookies and the check against foreign origins. */
  origin: string
  tls?: { cert: string; key: string }
  /** The files of the certificate, for a program that this one starts. */
  tlsFiles?: { cert: string; key: string }
  /** Addresses of reverse proxies whose forwarding headers are believed. */
  trustedProxies: string[]
  /** Set: an own PostgreSQL is used and nothing embedded is started. */
  databaseUrl?: string
  databaseOwnerUrl?: string
  demo: boolean
  jobs: boolean
  logLevel: LogLevel
}

export interface ConfigValues {
  data?: string
  host?: string
  port?: string
  origin?: string
  'tls-cert'?: string
  'tls-key'?: string
  'trusted-proxy'?: string[]
  demo?: boolean
  'no-jobs'?: boolean
  'log-level'?: string
}

/** Where the program's own files lie: the folder of our package.json, in source and when built. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)))

/**
 * One meaning for every setting. Without TLS the service listens on this machine only: names of
 * persons do not travel over a network in the clear because an option was forgotten.
 */
export function readConfig(values: ConfigValues, env: NodeJS.ProcessEnv = process.env): Config {
  const port = readPort(values.port ?? env.THROUGHCARE_PORT ?? '8080')
  const tls = readTls(values, env)
  const origin = readOrigin(values.origin ?? env.THROUGHCARE_ORIGIN, port, tls !== undefined)
  const trustedProxies = values['trusted-proxy'] ?? listed(env.THROUGHCARE_TRUSTED_PROXIES)
  const host = values.host ?? env.THROUGHCARE_HOST ?? 'localhost'
  if (!tls && !isLoopback(host) && trustedProxies.length === 0)
    throw new Problem(422, 'config_network_needs_tls', 'host')
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL)
    throw new Problem(422, 'config_owner_url_alone', 'DATABASE_OWNER_URL')
  return {
    dataDir: resolve(values.data ?? env.THROUGHCARE_DATA ?? defaultDataDir()),
    host,
    port,
    origin,
    ...(tls && { tls: tls.texts, tlsFiles: tls.files }),
    trustedProxies,
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.DATABASE_OWNER_URL && { databaseOwnerUrl: env.DATABASE_OWNER_URL }),
    demo: values.demo ?? false,
    jobs: !(values['no-jobs'] ?? false),
    logLevel: readLogLevel(values['log-level'] ?? env.THROUGHCARE_LOG_LEVEL),
  }
}

/** In plain words, for the person at the terminal: no catalogue of words is loaded yet. */
export const configSentences: Record<string, string> = {
  config_port_invalid: 'The port must be a whole number from 0 to 65535.',
  config_origin_invalid:
    'The origin must look like https://desk.example.org, without a path; http is possible only for localhost.',
  config_tls_needs_both: '--tls-cert and --tls-key belong together: give both or none.',
  config_tls_unreadable: 'The file given with --tls-cert or --tls-key cannot be read.',
  config_tls_not_a_certificate:
    'The file given with --tls-cert holds no certificate in PEM form (it begins with -----BEGIN CERTIFICATE-----).',
  config_tls_not_a_key:
    'The file given with --tls-key holds no private key in PEM form without a passphrase.',
  config_tls_key_mismatch:
    'The key given with --tls-key does not belong to the certificate given with --tls-cert. Ask whoever made the certificate for the key that goes with it.',
  config_network_needs_tls:
    'Without TLS the service listens on this machine only. Give --tls-cert and --tls-key, or --trusted-proxy if a proxy on your network ends TLS.',
  config_owner_url_alone: 'DATABASE_OWNER_URL needs DATABASE_URL beside it.',
  config_log_level_invalid: 'The log level is one of debug, info, warn, error.',
}

function defaultDataDir(): string {
  return existsSync(join(projectRoot, 'package.json'))
    ? join(projectRoot, '.data')
    : join(homedir(), '.throughcare')
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new Problem(422, 'config_port_invalid', 'port')
  return port
}

function readTls(values: ConfigValues, env: NodeJS.ProcessEnv) {
  const certFile = values['tls-cert'] ?? env.THROUGHCARE_TLS_CERT
  const keyFile = values['tls-key'] ?? env.THROUGHCARE_TLS_KEY
  if (!certFile && !keyFile) return undefined
  if (!certFile || !keyFile) throw new Problem(422, 'config_tls_needs_both', 'tls-cert')
  const files = { cert: resolve(certFile), key: resolve(keyFile) }
  const texts = readFiles(files)
  const { problems } = checkCertificate(texts, 'localhost', clock.now())
  for (const [problem, code] of useless)
    if (problems.includes(problem)) throw new Problem(422, code, 'tls-cert')
  return { files, texts }
}

/** With these no browser gets an answer; everything else is said and served. */
const useless = [
  ['unreadable', 'config_tls_not_a_certificate'],
  ['key_unreadable', 'config_tls_not_a_key'],
  ['key_mismatch', 'config_tls_key_mismatch'],
] as const

function readFiles({ cert, key }: { cert: string; key: string }) {
  try {
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } catch {
    throw new Problem(422, 'config_tls_unreadable', 'tls-cert')
  }
}

function readOrigin(text: string | undefined, port: number, tls: boolean): string {
  if (!text)
    return `${tls ? 'https' : 'http'}://localhost${port === 80 || port === 443 ? '' : `:${port}`}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!url || !safe || url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Problem(422, 'config_origin_invalid', 'origin')
  return url.origin
}

function readLogLevel(text = 'info'): LogLevel {
  if (text === 'debug' || text === 'info' || text === 'warn' || text === 'error') return text
  throw new Problem(422, 'config_log_level_invalid', 'log-level')
}

const listed = (text = '') =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
  )
}

function findProjectRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'db', 'migrations')))
      return folder
    if (dirname(folder) === folder) return from
  }
}
