/** Details of a line: ids, codes, counts and durations. Never names, tokens or free text. */
export type LogDetails = Record<string, string | number | boolean | null | undefined>

export interface Log {
  debug(message: string, details?: LogDetails): void
  info(message: string, details?: LogDetails): void
  warn(message: string, details?: LogDetails): void
  error(message: string, details?: LogDetails): void
}

const levels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof levels)[number]

/**
 * The technical log of the process: one JSON object per line on standard error.
 *
 * It is not the access log (that one is in the database and signed) and must hold nothing that
 * tells who a person is, because it ends in files that no rule of ours guards.
 */
export function createLog(
  level: LogLevel = 'info',
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const lowest = levels.indexOf(level)
  const at = (name: LogLevel) => (message: string, details?: LogDetails) => {
    if (levels.indexOf(name) < lowest) return
    write(
      `${JSON.stringify({ time: new Date().toISOString(), level: name, message, ...details })}\n`,
    )
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** For tests and for commands whose output is their answer. */
export const silentLog: Log = createLog('error', () => {})
