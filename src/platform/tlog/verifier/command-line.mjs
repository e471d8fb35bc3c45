import { verifyCommand } from './command.mjs'

const { process } = globalThis
if (process?.argv?.[1]) {
  process.exitCode = await verifyCommand(process.argv.slice(2), (text) =>
    process.stdout.write(text),
  )
}
