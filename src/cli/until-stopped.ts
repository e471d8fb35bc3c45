/**
 * Waits for Ctrl-C, a polite end by the system, or the end of the program that started us. A second
 * signal ends at once; the database then ends by itself and loses nothing that was acknowledged.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const ask = () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
    process.on('SIGHUP', ask)
    process.once('disconnect', resolve)
    process.channel?.unref()
  })
}
