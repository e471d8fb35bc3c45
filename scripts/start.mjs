// npm start: the command "start" with the options given after "--".
process.argv.splice(2, 0, 'start')
await import('../bin/throughcare.mjs')
