import type { Phrases } from '../http/phrases.ts'
import type { Mail } from './send-mail.ts'

export type MailKind = 'news' | 'desk' | 'account' | 'log' | 'factor' | 'test'

/**
 * The only mails that there are. They say that there is something new and where to sign in: whoever
 * reads somebody else's mail learns that they work with this desk, and nothing about anybody else.
 */
export function somethingNew(
  phrases: Phrases,
  origin: string,
  to: { email: string; locale: string; kind: MailKind },
): Mail {
  // words: mail.news. mail.desk. mail.account. mail.log. mail.factor. mail.test. mail.end.
  const say = (id: string) => phrases(to.locale, id)
  const link = `${origin}${pages[to.kind]}`
  const kind = `mail.${to.kind}`
  const lines = [
    say(`${kind}.text`),
    link,
    say(to.kind === 'test' ? 'mail.end.desk' : `mail.end.${to.kind}`),
  ]
  return { to: to.email, subject: say(`${kind}.subject`), text: `${lines.join('\n\n')}\n` }
}

/** Where each mail leads. */
const pages: Record<MailKind, string> = {
  news: '',
  desk: '/health',
  account: '/me/sign-in',
  log: '/log',
  factor: '/me/sign-in',
  test: '/health',
}
