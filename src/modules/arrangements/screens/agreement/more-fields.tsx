import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Section } from '../../../../web/parts/section.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import { type ContactPoint, Duty, type RetentionClass } from '../../draft-contract.ts'
import styles from './agreement.module.css'
import type { DraftPartProps } from './fact-fields.tsx'
import { linesOf } from './lines.ts'
import { OneClass } from './one-class.tsx'
import { startingTexts } from './starting-texts.ts'
import { usualRetention } from './template.ts'

type Part = Pick<DraftPartProps, 'content' | 'change'>
type Errors = { errorOf: (field: string) => string | undefined }

/** Where a text begins: the laws and the authority of a country, marked as a start and no more. */
export function StartingText({ content, change }: Part) {
  const text = useText()
  const countries = new Intl.DisplayNames([document.documentElement.lang || 'en'], {
    type: 'region',
  })
  const choose = (country: string) => {
    const found = startingTexts.find((one) => one.country === country)
    change({
      template: country || null,
      ...(found && {
        basis: content.basis || found.laws.join('; ').slice(0, 300),
        contact: { ...content.contact, complaints: found.complaints },
      }),
    })
  }
  return (
    <div className={styles.fields}>
      <NativeSelect
        id="template"
        label={text('agreements.template.label')}
        description={text('agreements.template.note')}
        value={content.template ?? ''}
        data={[
          { value: '', label: text('agreements.template.blank') },
          ...startingTexts.map(({ country }) => ({
            value: country,
            label: countries.of(country) ?? country,
          })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {content.template && (
        <p className={styles.facts} role="status">
          {text('agreements.template.mark', { country: countries.of(content.template) ?? '' })}
        </p>
      )}
    </div>
  )
}

/** What the parties want to reach, when they look at it again, and how a new edition takes over. */
export function CourseFields({ content, change, errorOf }: Part & Errors) {
  const text = useText()
  const day = (field: 'reviewOn' | 'transitionUntil') => (
    <TextInput
      id={field}
      type="date"
      label={text(`agreements.fields.${field}`)}
      description={text(`agreements.fields.${field}-note`)}
      value={content[field] ?? ''}
      error={errorOf(field)}
      onChange={(event) => change({ [field]: event.currentTarget.value || null })}
    />
  )
  return (
    <div className={styles.fields}>
      <Textarea
        id="objective"
        label={text('agreements.fields.objective')}
        description={text('agreements.fields.objective-note')}
        value={content.objective}
        maxLength={600}
        autosize
        minRows={2}
        onChange={(event) => change({ objective: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        {day('reviewOn')}
        {content.supersedesId !== null && day('transitionUntil')}
      </div>
    </div>
  )
}

const fields = ['name', 'address', 'phone', 'email', 'complaints'] as const

/** Whom a person asks about the agreement. It may change later without a new edition. */
export function ContactFields({ content, change, errorOf }: Part & Errors) {
  const text = useText()
  const put = (part: Partial<ContactPoint>) => change({ contact: { ...content.contact, ...part } })
  return (
    <Section title={text('editions.contact.title')} note={text('editions.contact.note')}>
      <div className={styles.pair} id="contact">
        {fields.map((field) => (
          <TextInput
            key={field}
            id={`contact-${field}`}
            label={text(`editions.contact.${field}`)}
            value={content.contact[field] ?? ''}
            error={field === 'name' ? errorOf('contact') : undefined}
            onChange={(event) => put({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
    </Section>
  )
}

/** The eleven duties of joint controllers, each with the agency that answers for it. */
export function DutyFields({ content, change, agencies, errorOf }: DraftPartProps & Errors) {
  const text = useText()
  const parties = agencies.filter(({ id }) =>
    content.parties.some(({ agencyId }) => agencyId === id),
  )
  const put = (duty: Duty, value: string) =>
    change({
      duties: {
        ...content.duties,
        [duty]: value === '' ? undefined : Number(value),
      },
    })
  const error = errorOf('duties')
  return (
    <Section title={text('editions.duties.title')} note={text('editions.duties.note')}>
      {error && (
        <p className={styles.facts} id="duties" tabIndex={-1}>
          {error}
        </p>
      )}
      <div className={`${styles.rights} ${styles.duties}`}>
        {Duty.options.map((duty) => (
          <NativeSelect
            key={duty}
            id={`duty-${duty}`}
            size="sm"
            label={text(`drafts.paper.duties.${duty}`)}
            value={content.duties[duty] === undefined ? '' : String(content.duties[duty])}
            data={[
              { value: '', label: text('agreements.choose') },
              { value: '0', label: text('editions.duties.each') },
              ...parties.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onChange={(event) => put(duty, event.currentTarget.value)}
          />
        ))}
      </div>
    </Section>
  )
}

/** How long each category is kept, from when, and what becomes of it then. */
export function RetentionFields({ content, change, errorOf }: Part & Errors) {
  const text = useText()
  const format = useFormat()
  const lines = linesOf(content)
  const find = (line: (typeof lines)[number]) =>
    content.retention.find((one) => one.purpose === line.purpose && one.category === line.category)
  const missing = lines.filter((line) => !find(line))
  const put = (changed: RetentionClass) =>
    change({
      retention: content.retention.map((one) =>
        one.purpose === changed.purpose && one.category === changed.category ? changed : one,
      ),
    })
  const fill = () => {
    const usual = usualRetention()
    change({
      retention: [
        ...content.retention,
        ...missing.map(({ purpose, category }): RetentionClass => {
          const known = usual.find((one) => one.category === category)
          const from = purpose === 'supervision' ? 'measure_ended' : (known?.from ?? 'case_closed')
          const review = known?.review ?? null
          return { purpose, category, months: known?.months ?? 12, from, outcome: 'erase', review }
        }),
      ],
    })
  }
  return (
    <Section title={text('editions.retention.title')} note={text('editions.retention.note')}>
      {errorOf('retention') && <p className={styles.facts}>{errorOf('retention')}</p>}
      {missing.length > 0 && (
        <p className={styles.facts} id="retention">
          {text('agreements.retention.missing', {
            list: format.list(
              missing.map(({ category }) => text(`agreements.categories.${category}`)),
            ),
          })}{' '}
          <Button size="compact-sm" variant="default" onClick={fill}>
            {text('agreements.retention.fill')}
          </Button>
        </p>
      )}
      <TextInput
        size="sm"
        type="number"
        min={1}
        max={36}
        maw={220}
        label={text('agreements.retention.review-all')}
        value={content.reviewMonths}
        onChange={(event) =>
          change({
            reviewMonths: Math.min(
              36,
              Math.max(1, Math.round(Number(event.currentTarget.value)) || 1),
            ),
          })
        }
      />
      <div className={styles.rights}>
        {lines.map((line) => {
          const one = find(line)
          return (
            one && (
              <OneClass
                key={`${line.purpose}.${line.category}`}
                one={one}
                usual={content.reviewMonths}
                onChange={put}
              />
            )
          )
        })}
      </div>
    </Section>
  )
}
