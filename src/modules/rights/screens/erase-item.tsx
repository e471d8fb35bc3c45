import { Button, Radio } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../../../web/api.ts'
import { askItemErasure } from '../../../web/client.gen.ts'
import { useFirstPress, useMadeOnce } from '../../../web/idempotency.ts'
import { Empty } from '../../../web/parts/empty.tsx'
import { type FormError, FormErrors, useFormProblems } from '../../../web/parts/form-errors.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import { ErasureGround, type ItemErasure } from '../erasure-contract.ts'
import { Effect } from './erasures/effect.tsx'
import { itemErasureQuery, useRefreshErasures } from './erasures/erasure-queries.ts'
import styles from './rights.module.css'

/** Before an item is erased: what goes, who is told, what stays; then a ground, and a second person. */
export function EraseItem() {
  const { ref = '', id = '' } = useParams({ strict: false })
  const text = useText()
  const found = useQuery(itemErasureQuery(id))
  const unseen = found.error instanceof ApiProblem && found.error.status === 404
  return (
    <Page
      title={text('erasures.item.title')}
      note={text('erasures.item.note')}
      crumbs={[
        { label: text('rights.consents.cases'), to: '/cases' },
        { label: ref, to: `/cases/${ref}` },
      ]}
    >
      {found.isPending && <Loading rows={8} />}
      {unseen && (
        <Empty
          link={
            <Link to="/cases/$ref" params={{ ref }}>
              {text('items.write.back', { ref })}
            </Link>
          }
        >
          {text('erasures.item.unseen')}
        </Empty>
      )}
      {found.error && !unseen && (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <>
          <Section title={text('erasures.preview')}>
            <Effect effect={found.data.effect} />
          </Section>
          <Section title={text('erasures.ask.title')}>
            <Asking id={id} read={found.data} />
          </Section>
        </>
      )}
    </Page>
  )
}

function Asking({ id, read }: { id: string; read: ItemErasure }) {
  const text = useText()
  const format = useFormat()
  const { waiting, deciders, ref } = read
  if (waiting)
    return (
      <>
        <Sentence>
          {text('erasures.ask.waiting', {
            name: waiting.askedBy ?? '',
            date: format.moment(waiting.askedAt),
          })}
        </Sentence>
        <p>{text('erasures.ask.deciders', { names: format.list(deciders) })}</p>
      </>
    )
  if (deciders.length === 0) return <Empty>{text('problems.erasure_nobody_decides')}</Empty>
  return <AskForm id={id} caseRef={ref} deciders={deciders} />
}

function AskForm(props: { id: string; caseRef: string; deciders: readonly string[] }) {
  const { id, caseRef, deciders } = props
  const text = useText()
  const format = useFormat()
  const refresh = useRefreshErasures()
  const once = useMadeOnce()
  const firstPress = useFirstPress()
  const [ground, setGround] = useState<ErasureGround | null>(null)
  const [missing, setMissing] = useState<FormError[]>([])
  const ask = useMutation({
    mutationFn: (chosen: ErasureGround) =>
      once((options) => askItemErasure({ path: { id }, body: { ground: chosen } }, options)),
    onSuccess: async () => {
      await refresh()
      void toast(text('erasures.ask.done'))
    },
  })
  const refused = useFormProblems(ask.error, { ground: 'erasure-ground' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(
      ground ? [] : [{ field: 'erasure-ground', message: text('erasures.ask.ground-missing') }],
    )
    if (ground) firstPress(() => ask.mutate(ground))
  }
  const problems = missing.length > 0 ? missing : refused
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormErrors errors={problems} title={text('erasures.ask.not-asked')} />
      <Radio.Group
        id="erasure-ground"
        label={text('erasures.ask.ground')}
        error={missing[0]?.message}
        value={ground ?? ''}
        onChange={(one) => setGround(ErasureGround.parse(one))}
      >
        {ErasureGround.options.map((one) => (
          <Radio key={one} mt={8} value={one} label={text(`erasures.ground.${one}`)} />
        ))}
      </Radio.Group>
      <p className="tc-note">
        {text('erasures.ask.evidence')}{' '}
        <Link to="/cases/$ref/items/$id" params={{ ref: caseRef, id }}>
          {text('erasures.ask.to-item')}
        </Link>
      </p>
      <p>{text('erasures.ask.deciders', { names: format.list(deciders) })}</p>
      <div className={styles.buttons}>
        <Button type="submit" loading={ask.isPending}>
          {text('erasures.ask.save')}
        </Button>
      </div>
    </form>
  )
}
