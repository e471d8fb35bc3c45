import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { changeLegalBasis, createLegalBasis } from '../../../../web/client.gen.ts'
import { todayHere } from '../../../../web/format.ts'
import { FormDialog } from '../../../../web/parts/form-dialog.tsx'
import { useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { useText } from '../../../../web/words.ts'
import type { AgencyBrief } from '../../../admin/contract.ts'
import { type BasisContent, BasisKind, type LegalBasis } from '../../basis-contract.ts'
import { Category, Purpose } from '../../draft-contract.ts'
import { competent } from '../agreement/template.ts'
import styles from '../edition/edition.module.css'
import { useBasisAct } from './bases-api.ts'

interface Props {
  agencies: readonly AgencyBrief[]
  basis?: LegalBasis
  onClose: () => void
}

/** An entry while it is written: it may be kept with parts missing, and is activated whole. */
export function BasisForm({ agencies, basis, onClose }: Props) {
  const text = useText()
  const [content, setContent] = useState<BasisContent>(basis?.content ?? blank())
  const change = (part: Partial<BasisContent>) => setContent({ ...content, ...part })
  const kinds = offered(content, agencies)
  // What is sent is what the form shows, also where a changed body took a ground away.
  const body = {
    ...content,
    kind: kinds.includes(content.kind) ? content.kind : (kinds[0] ?? content.kind),
  }
  const save = useBasisAct(
    (options) =>
      basis
        ? changeLegalBasis({ path: { id: basis.id }, body }, { ifMatch: basis.version })
        : createLegalBasis({ body }, options),
    text('bases.kept'),
    onClose,
  )
  const errors = useFormProblems(save.error)
  return (
    <FormDialog
      size="lg"
      title={text(basis ? 'bases.edit' : 'bases.add')}
      save={text('bases.keep')}
      busy={save.isPending}
      errors={errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Law content={content} change={change} />
      <Bodies content={content} change={change} agencies={agencies} />
      <Kind content={body} change={change} agencies={agencies} kinds={kinds} />
      <Validity content={content} change={change} />
    </FormDialog>
  )
}

const blank = (): BasisContent => ({
  kind: 'public_task',
  citation: '',
  objective: '',
  categories: [],
  purposes: ['reintegration'],
  bodies: [],
  validFrom: todayHere(),
  validUntil: null,
  reviewOn: null,
  textLink: '',
  description: '',
})

interface PartProps {
  content: BasisContent
  change: (part: Partial<BasisContent>) => void
}

function Law({ content, change }: PartProps) {
  const text = useText()
  return (
    <>
      <TextInput
        id="citation"
        label={text('bases.fields.citation')}
        description={text('bases.fields.citation-note')}
        value={content.citation}
        maxLength={300}
        onChange={(event) => change({ citation: event.currentTarget.value })}
      />
      <Textarea
        id="objective"
        label={text('bases.fields.objective')}
        value={content.objective}
        maxLength={600}
        autosize
        minRows={2}
        onChange={(event) => change({ objective: event.currentTarget.value })}
      />
      <TextInput
        id="textLink"
        type="url"
        label={text('bases.fields.textLink')}
        value={content.textLink}
        maxLength={500}
        onChange={(event) => change({ textLink: event.currentTarget.value })}
      />
    </>
  )
}

function toggle<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}

function Bodies({ content, change, agencies }: PartProps & { agencies: readonly AgencyBrief[] }) {
  const text = useText()
  return (
    <>
      <fieldset className={styles.set}>
        <legend>{text('bases.fields.bodies')}</legend>
        <div className={styles.checks}>
          {agencies.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={content.bodies.includes(id)}
              onChange={() => change({ bodies: toggle(content.bodies, id) })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.set}>
        <legend>{text('bases.fields.purposes')}</legend>
        <div className={styles.checks}>
          {Purpose.options.map((one) => (
            <Checkbox
              key={one}
              label={text(`editions.purpose.${one}`)}
              checked={content.purposes.includes(one)}
              onChange={() => change({ purposes: toggle(content.purposes, one) })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.set}>
        <legend>{text('bases.fields.categories')}</legend>
        <div className={styles.checks}>
          {Category.options.map((one) => (
            <Checkbox
              key={one}
              label={text(`agreements.categories.${one}`)}
              checked={content.categories.includes(one)}
              onChange={() => change({ categories: toggle(content.categories, one) })}
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** Which grounds the law gives these bodies for these purposes; what it does not give is said, not offered. */
function offered(content: BasisContent, agencies: readonly AgencyBrief[]): BasisKind[] {
  const kinds = agencies.filter(({ id }) => content.bodies.includes(id)).map(({ kind }) => kind)
  if (content.purposes.includes('supervision')) return ['criminal_law_task']
  const free = BasisKind.options.filter((kind) => kind !== 'criminal_law_task')
  const privately = kinds.length > 0 && kinds.every((kind) => kind === 'association')
  return free.filter((kind) => kind !== 'legitimate_interests' || privately)
}

interface KindProps extends PartProps {
  agencies: readonly AgencyBrief[]
  kinds: readonly BasisKind[]
}

function Kind({ content, change, agencies, kinds }: KindProps) {
  const text = useText()
  const enforcing = content.purposes.includes('supervision')
  const others = agencies.filter(
    ({ id, kind: one }) => content.bodies.includes(id) && !competent.includes(one),
  )
  return (
    <>
      <NativeSelect
        id="kind"
        label={text('bases.fields.kind')}
        description={text(
          enforcing && others.length > 0
            ? 'bases.kind-note.not-competent'
            : content.kind === 'consent'
              ? 'bases.kind-note.consent'
              : 'bases.kind-note.public',
        )}
        value={content.kind}
        data={kinds.map((value) => ({ value, label: text(`bases.kind.${value}`) }))}
        onChange={(event) => change({ kind: event.currentTarget.value as BasisKind })}
      />
      <Textarea
        id="description"
        label={text('bases.fields.description')}
        description={text('bases.fields.description-note')}
        value={content.description}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
    </>
  )
}

function Validity({ content, change }: PartProps) {
  const text = useText()
  return (
    <div className={styles.checks}>
      {(['validFrom', 'validUntil', 'reviewOn'] as const).map((field) => (
        <TextInput
          key={field}
          id={field}
          type="date"
          label={text(`bases.fields.${field}`)}
          value={content[field] ?? ''}
          onChange={(event) => change({ [field]: event.currentTarget.value || null })}
        />
      ))}
    </div>
  )
}
