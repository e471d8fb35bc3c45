import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { handOverDisclosure } from '../../../web/client.gen.ts'
import { useFirstPress } from '../../../web/idempotency.ts'
import { Chip } from '../../../web/parts/chip.tsx'
import { Empty } from '../../../web/parts/empty.tsx'
import { Entries, Entry, EntryNote, EntryWords } from '../../../web/parts/entries.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { PrintButton } from '../../../web/parts/print-button.tsx'
import { Section } from '../../../web/parts/section.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../web/words.ts'
import type { DisclosureSheet as Sheet } from '../share-contract.ts'
import { useItemSaid } from './case/item-said.ts'
import { isUnseen } from './case/unseen.tsx'
import styles from './sharing.module.css'
import { sharingQuery, sheetQuery, useRefreshSharing } from './sharing-queries.ts'

/** What is handed to somebody outside, with its quality and its conditions; only after the chair said yes. */
export function DisclosureSheet() {
  const { id = '' } = useParams({ strict: false })
  const text = useText()
  const sheet = useQuery(sheetQuery(id))
  const ref = sheet.data?.ref ?? ''
  return (
    <Page
      title={text('sharing.sheet.title')}
      note={text('sharing.sheet.note')}
      crumbs={
        ref
          ? [
              { label: ref, to: `/cases/${ref}` },
              { label: text('sharing.shares.link'), to: `/cases/${ref}/sharing` },
            ]
          : []
      }
      actions={
        sheet.data && (
          <>
            <PrintButton />
            <HandOver sheet={sheet.data} />
          </>
        )
      }
    >
      {sheet.isPending && <Loading rows={6} />}
      {isUnseen(sheet.error) && <Empty>{text('sharing.sheet.none')}</Empty>}
      {sheet.error && !isUnseen(sheet.error) && (
        <Trouble error={sheet.error} onRetry={() => void sheet.refetch()} />
      )}
      {sheet.data && <Content sheet={sheet.data} />}
    </Page>
  )
}

function HandOver({ sheet }: { sheet: Sheet }) {
  const text = useText()
  const refresh = useRefreshSharing(sheet.ref)
  const firstPress = useFirstPress()
  const known = useQuery(sharingQuery(sheet.ref)).data?.disclosures.find(
    ({ id }) => id === sheet.id,
  )
  const hand = useMutation({
    mutationFn: () =>
      handOverDisclosure({ path: { id: sheet.id } }, { ifMatch: known?.version ?? 0 }),
    onSettled: refresh,
  })
  if (!known) return null
  if (known.handedAt) return <Chip state="settled">{text('sharing.sheet.handed')}</Chip>
  return (
    <>
      <Button loading={hand.isPending} onClick={() => firstPress(hand.mutate)}>
        {text('sharing.sheet.hand')}
      </Button>
      {hand.error && <Trouble error={hand.error} what={text('sharing.sheet.not-handed')} />}
    </>
  )
}

function Content({ sheet }: { sheet: Sheet }) {
  const text = useText()
  const said = useItemSaid()
  const format = useFormat()
  return (
    <>
      <dl className={styles.facts}>
        <dt>{text('sharing.sheet.to')}</dt>
        <dd>{sheet.to}</dd>
        <dt>{text('sharing.sheet.from')}</dt>
        <dd>{sheet.owner.name}</dd>
        <dt>{text('sharing.sheet.approved')}</dt>
        <dd>
          {text('sharing.sheet.approved-by', {
            name: sheet.decidedBy,
            when: format.moment(sheet.decidedAt),
          })}
        </dd>
        <dt>{text('sharing.out.until')}</dt>
        <dd>{format.date(sheet.expiresOn)}</dd>
      </dl>
      <Section title={text('sharing.sheet.what')}>
        <Entries>
          {sheet.items.map((item) => (
            <Entry key={item.id}>
              <EntryWords>{said(item)}</EntryWords>
              <EntryNote>
                {text('sharing.sheet.quality-number', {
                  number: item.id.slice(0, 8),
                  category: text(`agreements.categories.${item.category}`),
                  kind: text(`sharing.item.kind.${item.kind}`),
                  date: format.date(item.asOf),
                  version: item.version,
                })}
              </EntryNote>
            </Entry>
          ))}
        </Entries>
      </Section>
      <Section title={text('sharing.out.conditions')}>
        <EntryWords>{sheet.conditions ?? text('sharing.sheet.no-onward')}</EntryWords>
        {sheet.conditions && <EntryWords>{text('sharing.sheet.no-onward')}</EntryWords>}
      </Section>
    </>
  )
}
