import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { IconDots, IconStar } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { changeFilter, forgetFilter, keepFilter } from '../../../../web/client.gen.ts'
import { type FormError, FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { SavedFilters as Saved, SavedFilter } from '../../filter-contract.ts'
import styles from './cases.module.css'
import {
  type CasesFilter,
  filtersQuery,
  isNarrowed,
  readFilter,
  sameFilter,
} from './cases-query.ts'

interface SavedFiltersProps {
  filter: CasesFilter
  /** The list was opened without any choice: the filter that opens it is used. */
  untouched: boolean
  open: (filter: Partial<CasesFilter>, replace?: boolean) => void
}

/** The member's own filters, one click each; the one that is open can be changed. */
export function SavedFilters({ filter, untouched, open }: SavedFiltersProps) {
  const text = useText()
  const list = useQuery(filtersQuery)
  const filters = list.data?.filters ?? []
  const [naming, setNaming] = useState<SavedFilter | 'new' | null>(null)
  const active = filters.find(({ search }) => sameFilter(readFilter(search), filter))
  const change = useFilterChange()
  useDefault(filters, untouched, open)
  return (
    <div className={styles.saved} data-no-print>
      <fieldset className={styles.chips}>
        <legend className="tc-visually-hidden">{text('cases.saved.label')}</legend>
        <Chosen on={!isNarrowed(filter)} onClick={() => open({})}>
          {text('cases.saved.all')}
        </Chosen>
        {filters.map((one) => (
          <Chosen key={one.id} on={one === active} onClick={() => open(readFilter(one.search))}>
            {one.byDefault && (
              <IconStar size={14} stroke={1.75} aria-label={text('cases.saved.is-default')} />
            )}
            {one.name}
          </Chosen>
        ))}
        {active && (
          <ActiveMenu
            active={active}
            filters={filters}
            change={change}
            onRename={() => setNaming(active)}
          />
        )}
        {!active && isNarrowed(filter) && (
          <Button variant="subtle" size="compact-sm" onClick={() => setNaming('new')}>
            {text('cases.saved.keep')}
          </Button>
        )}
      </fieldset>
      {change.error && <Trouble error={change.error} what={text('cases.saved.not-done')} />}
      {change.deleted && (
        <p className={styles.undo} role="status">
          {text('cases.saved.deleted', { name: change.deleted.name })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={change.undo}>
            {text('cases.saved.undo')}
          </Button>
        </p>
      )}
      {naming && (
        <NameFilter
          filter={filter}
          renamed={naming === 'new' ? undefined : naming}
          onClose={() => setNaming(null)}
        />
      )}
    </div>
  )
}

function Chosen(props: { on: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={props.on} onClick={props.onClick}>
      {props.children}
    </button>
  )
}

/** Opens the list with the filter that the member chose for it, once, and without a step back. */
function useDefault(
  filters: readonly SavedFilter[],
  untouched: boolean,
  open: SavedFiltersProps['open'],
): void {
  const done = useRef(false)
  const first = filters.find(({ byDefault }) => byDefault)
  useEffect(() => {
    if (done.current || filters.length === 0) return
    done.current = true
    if (untouched && first) open(readFilter(first.search), true)
  }, [filters, untouched, first, open])
}

function useFilterChange() {
  const client = useQueryClient()
  const [deleted, setDeleted] = useState<SavedFilter | null>(null)
  const keep = (answer: Saved) => client.setQueryData(filtersQuery.queryKey, answer)
  const act = useMutation({
    mutationFn: (run: () => Promise<Saved>) => run(),
    onSuccess: keep,
    onError: () => void client.invalidateQueries({ queryKey: filtersQuery.queryKey }),
  })
  return {
    error: act.error,
    deleted,
    patch: ({ id, version }: SavedFilter, body: Parameters<typeof changeFilter>[0]['body']) =>
      act.mutate(
        () => changeFilter({ path: { id }, body }, { ifMatch: version }) as Promise<Saved>,
      ),
    forget: (one: SavedFilter) =>
      act.mutate(
        () => forgetFilter({ path: { id: one.id } }, { ifMatch: one.version }) as Promise<Saved>,
        {
          onSuccess: () => setDeleted(one),
        },
      ),
    undo: () => {
      if (!deleted) return
      const { id, name, search, place } = deleted
      const body = { id, name, search: readFilter(search), place }
      act.mutate(() => keepFilter({ body }) as Promise<Saved>, {
        onSuccess: () => setDeleted(null),
      })
    },
  }
}

interface ActiveMenuProps {
  active: SavedFilter
  filters: readonly SavedFilter[]
  change: ReturnType<typeof useFilterChange>
  onRename: () => void
}

function ActiveMenu({ active, filters, change, onRename }: ActiveMenuProps) {
  const text = useText()
  const at = filters.indexOf(active)
  const [before, after] = [filters[at - 1], filters[at + 1]]
  const swap = (other: SavedFilter) => {
    // Places may be equal after a deletion was taken back; then one step decides.
    const place = other.place === active.place ? active.place + 1 : other.place
    change.patch(active, { place: other === before ? Math.max(0, other.place - 1) : place + 1 })
  }
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={text('cases.saved.change', { name: active.name })}
        >
          <IconDots size={16} stroke={1.75} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>{text('cases.saved.rename')}</Menu.Item>
        <Menu.Item onClick={() => change.patch(active, { byDefault: !active.byDefault })}>
          {text(active.byDefault ? 'cases.saved.no-default' : 'cases.saved.default')}
        </Menu.Item>
        {before && (
          <Menu.Item onClick={() => swap(before)}>{text('cases.saved.earlier')}</Menu.Item>
        )}
        {after && <Menu.Item onClick={() => swap(after)}>{text('cases.saved.later')}</Menu.Item>}
        <Menu.Item onClick={() => change.forget(active)}>{text('cases.saved.delete')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface NameFilterProps {
  filter: CasesFilter
  renamed: SavedFilter | undefined
  onClose: () => void
}

function NameFilter({ filter, renamed, onClose }: NameFilterProps) {
  const text = useText()
  const client = useQueryClient()
  const [name, setName] = useState(renamed?.name ?? '')
  const save = useMutation({
    mutationFn: () =>
      (renamed
        ? changeFilter({ path: { id: renamed.id }, body: { name } }, { ifMatch: renamed.version })
        : keepFilter({ body: { name, search: filter } })) as Promise<Saved>,
    onSuccess: (answer) => {
      client.setQueryData(filtersQuery.queryKey, answer)
      onClose()
    },
  })
  const refused = useFormProblems(save.error, { name: 'filter-name' })
  const [missing, setMissing] = useState<FormError[]>([])
  const problems = missing.length > 0 ? missing : save.error ? refused : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const nameless = { field: 'filter-name', message: text('cases.saved.missing') }
    setMissing(name.trim() ? [] : [nameless])
    if (name.trim()) save.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={text(renamed ? 'cases.saved.rename' : 'cases.saved.keep')}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <form onSubmit={submit} noValidate>
        <FormErrors errors={problems} />
        <TextInput
          id="filter-name"
          data-autofocus
          label={text('cases.saved.name')}
          description={text('cases.saved.name-note')}
          maxLength={60}
          value={name}
          error={problems[0]?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {text('cases.saved.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
