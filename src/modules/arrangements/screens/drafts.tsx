import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readPaperFacts } from '../../../web/client.gen.ts'
import { download } from '../../../web/download.ts'
import { PlainState } from '../../../web/parts/chip.tsx'
import { Loading } from '../../../web/parts/loading.tsx'
import { Page } from '../../../web/parts/page.tsx'
import { Section, Sentence } from '../../../web/parts/section.tsx'
import { DataTable } from '../../../web/parts/table.tsx'
import { Trouble } from '../../../web/parts/trouble.tsx'
import { toast } from '../../../web/toast.tsx'
import { useText, useWords } from '../../../web/words.ts'
import type { PaperFacts } from '../paper-contract.ts'
import { type Part, partsOf } from './agreement/paper-parts.ts'
import styles from './agreement/papers.module.css'

/** Two papers for the lawyer, filled from what was entered; and what is still missing in them. */
export function Drafts() {
  const text = useText()
  const facts = useQuery({
    queryKey: ['start', 'papers'],
    queryFn: ({ signal }) => readPaperFacts({ signal }),
  })
  return (
    <Page
      title={text('drafts.title')}
      note={text('drafts.note')}
      crumbs={[{ to: '/start', label: text('start.title') }]}
    >
      {facts.isPending && <Loading rows={8} />}
      {facts.error && <Trouble error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data && (
        <>
          <Files />
          <Filled facts={facts.data} />
        </>
      )}
    </Page>
  )
}

const papers = ['agreement', 'impact'] as const
const formats = ['docx', 'odt'] as const

function Files() {
  const text = useText()
  const save = useMutation({
    mutationFn: (path: string) => download(path),
    onSuccess: () => void toast(text('drafts.files.done')),
  })
  return (
    <Section title={text('drafts.files.title')}>
      <p className="tc-note">{text('drafts.files.note')}</p>
      <ul className={styles.papers}>
        {papers.map((paper) => (
          <li key={paper}>
            <h3>{text(`drafts.files.${paper}`)}</h3>
            <p>{text(`drafts.files.${paper}-note`)}</p>
            {paper === 'impact' && (
              <Link to="/agreements/impact">{text('drafts.files.register')}</Link>
            )}
            <div className={styles.formats}>
              {formats.map((format) => (
                <Button
                  key={format}
                  variant="default"
                  loading={
                    save.isPending && save.variables === `/start/papers/${paper}?format=${format}`
                  }
                  aria-label={text(`drafts.files.${format}-of`, {
                    paper: text(`drafts.files.${paper}`),
                  })}
                  onClick={() => save.mutate(`/start/papers/${paper}?format=${format}`)}
                >
                  {text(`drafts.files.${format}`)}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {save.error && <Trouble error={save.error} what={text('drafts.files.not-done')} />}
    </Section>
  )
}

function Filled({ facts }: { facts: PaperFacts }) {
  const text = useText()
  const parts = partsOf(facts, useWords())
  return (
    <Section title={text('drafts.filled.title')}>
      <Sentence note={text(`drafts.source.${facts.source}`)}>
        {text('drafts.filled.sentence', {
          filled: parts.filter(({ value }) => value !== null).length,
          count: parts.length,
        })}
      </Sentence>
      <DataTable
        caption={text('drafts.filled.caption')}
        head={['part', 'state', 'where'].map((column) => (
          <th key={column} scope="col">
            {text(`drafts.columns.${column}`)}
          </th>
        ))}
      >
        {parts.map((part) => (
          <PartRow key={part.code} part={part} />
        ))}
      </DataTable>
    </Section>
  )
}

function PartRow({ part }: { part: Part }) {
  const text = useText()
  const name = text(`drafts.parts.${part.code}`)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={text('drafts.columns.state')}>
        {part.value === null ? (
          <PlainState state="gap">{part.missing ?? text('drafts.missing')}</PlainState>
        ) : (
          part.value
        )}
      </td>
      <td data-label={text('drafts.columns.where')}>
        <Link to={part.to}>{text(`drafts.where.${part.where}`)}</Link>
      </td>
    </tr>
  )
}
