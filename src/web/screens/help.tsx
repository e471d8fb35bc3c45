import { Link } from '@tanstack/react-router'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { useText } from '../words.ts'
import styles from './help.module.css'

const states = ['accepted', 'offered', 'gap', 'lead'] as const
const tasks = ['import', 'open', 'offer', 'answer', 'move'] as const

/** The handbook in one page: how to read the screens and the first five things to do. */
export function Help() {
  const text = useText()
  return (
    <Page title={text('web.help.title')} note={text('web.help.note')}>
      <Section title={text('web.help.start.title')}>
        <p className={styles.text}>{text('web.help.start.text')}</p>
      </Section>
      <Section title={text('web.help.states.title')}>
        <ul className={styles.list}>
          {states.map((state) => (
            <li key={state} data-state={state}>
              <span className={styles.swatch} data-state={state} aria-hidden />
              {text(`web.help.states.${state}`)}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={text('web.help.tasks.title')}>
        <ol className={styles.list}>
          {tasks.map((task) => (
            <li key={task}>{text(`web.help.tasks.${task}`)}</li>
          ))}
        </ol>
      </Section>
      <Section title={text('web.help.names.title')}>
        <p className={styles.text}>{text('web.help.names.text')}</p>
      </Section>
      <Section title={text('web.help.terms.title')}>
        <p className={styles.text}>
          {text('web.help.terms.text')} <Link to="/terms">{text('web.help.terms.open')}</Link>
        </p>
      </Section>
      <Section title={text('web.help.keys.title')}>
        <dl className={styles.keys}>
          <dt>
            <kbd>{text('web.find.keys')}</kbd>
          </dt>
          <dd>{text('web.help.keys.find')}</dd>
          <dt>
            <kbd>{text('web.help.keys.arrows')}</kbd>
          </dt>
          <dd>{text('web.help.keys.views')}</dd>
          <dt>
            <kbd>{text('web.help.keys.escape')}</kbd>
          </dt>
          <dd>{text('web.help.keys.close')}</dd>
        </dl>
      </Section>
      <Section title={text('web.help.contact.title')}>
        <p className={styles.text}>{text('web.help.contact.text')}</p>
      </Section>
    </Page>
  )
}
