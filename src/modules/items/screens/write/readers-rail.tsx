import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { ReadersPreview } from '../../contract.ts'
import { NotReaders, ReaderList, readerSentence } from '../readers.tsx'
import styles from './write.module.css'
import type { PartProps } from './write-form.tsx'

interface RailProps extends PartProps {
  preview: ReadersPreview | null
  trouble: unknown
  saving: boolean
  keeping: boolean
  onKeep: () => void
  onDiscard: () => void
}

/** If it is saved now: who reads it, until when and why; who does not; what was checked; and the button. */
export function ReadersRail(props: RailProps) {
  const { composer, draft, preview, trouble, saving, keeping, onKeep, onDiscard } = props
  const text = useText()
  const format = useFormat()
  const count = preview?.readers.length ?? 0
  const approver = composer.approvers.find(({ id }) => String(id) === draft.special?.approver)
  return (
    <div className={styles.rail}>
      <p className={styles.now}>{text('items.readers.if-saved')}</p>
      <div aria-live="polite">
        <p className={styles.sentence}>
          {preview && draft.category
            ? readerSentence(text, format, preview.readers)
            : text('items.readers.choose-category')}
        </p>
      </div>
      {trouble ? <Trouble error={trouble} /> : null}
      {preview && draft.category && (
        <>
          {draft.special && (
            <p className={styles.wait}>
              {text('items.special.until-approved', { name: approver?.name ?? '…' })}
            </p>
          )}
          <ReaderList readers={preview.readers} />
          <NotReaders others={preview.others} clause={preview.clause} />
          <Checked {...props} preview={preview} />
        </>
      )}
      <div className={styles.acts}>
        <Button type="submit" form="write-item" fullWidth loading={saving}>
          {count > 0 && draft.category
            ? text('items.write.save-for', { count })
            : text('items.write.save')}
        </Button>
        <Button variant="default" fullWidth loading={keeping} onClick={onKeep}>
          {text('items.write.keep-draft')}
        </Button>
        {composer.draft && (
          <button type="button" className="tc-link" onClick={onDiscard}>
            {text('items.write.discard-draft')}
          </button>
        )}
        <p className={styles.told}>{text('items.write.told')}</p>
      </div>
    </div>
  )
}

/** What the database has checked for this clause, and what happens to it later. */
function Checked({ composer, draft, preview }: RailProps & { preview: ReadersPreview }) {
  const text = useText()
  const format = useFormat()
  const { clause, informedOn } = preview
  const usual = composer.categories.find(({ category }) => category === draft.category)
  const { deleteOn } = draft.handling
  const review = draft.reviewBy || usual?.reviewBy
  const lines = [
    clause && text('items.checked.clause', { clause: clause.label, agreement: clause.arrangement }),
    clause && text('items.checked.basis', { basis: clause.basis }),
    usual && !usual.confirmed && text('items.checked.necessity'),
    informedOn && text('items.checked.informed', { date: format.date(informedOn) }),
    deleteOn
      ? text('items.checked.deleted', { date: format.date(deleteOn) })
      : review && text('items.checked.review', { date: format.date(review) }),
  ].filter((line) => typeof line === 'string')
  return (
    <section className={styles.checked}>
      <h2>{text('items.checked.title')}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <IconCheck size={16} stroke={1.75} aria-hidden />
            <span>{line}</span>
          </li>
        ))}
      </ul>
      {!informedOn && <p className={styles.told}>{text('items.checked.not-informed')}</p>}
    </section>
  )
}
