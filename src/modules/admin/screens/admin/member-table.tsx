import { Button } from '@mantine/core'
import { Chip, PlainState } from '../../../../web/parts/chip.tsx'
import { DataTable } from '../../../../web/parts/table.tsx'
import { useSession } from '../../../../web/session.ts'
import { useFormat, useText } from '../../../../web/words.ts'
import type { Member } from '../../contract.ts'
import styles from './admin.module.css'

interface MemberTableProps {
  members: readonly Member[]
  administrator: boolean
  onChange: (member: Member) => void
  onEnd: (member: Member) => void
}

/** Colleagues with what they do and at which desks; an administrator also sees what can be changed. */
export function MemberTable({ members, administrator, ...rest }: MemberTableProps) {
  const text = useText()
  const columns = ['name', 'functions', 'desks', 'state', ...(administrator ? ['acts'] : [])]
  return (
    <DataTable
      caption={text('admin.members.caption')}
      head={columns.map((column) => (
        <th key={column} scope="col">
          {text(`admin.columns.${column}`)}
        </th>
      ))}
    >
      {members.map((member) => (
        <Row key={member.id} member={member} administrator={administrator} {...rest} />
      ))}
    </DataTable>
  )
}

type RowProps = Omit<MemberTableProps, 'members'> & { member: Member }

function Row({ member, administrator, onChange, onEnd }: RowProps) {
  const text = useText()
  const format = useFormat()
  const desks = member.desks.map(({ name }) => name)
  return (
    <tr>
      <th scope="row">
        {member.name}
        <span className={styles.who}>{member.email}</span>
      </th>
      <td data-label={text('admin.columns.functions')}>
        {format.list(member.functions.map((held) => text(`web.functions.${held}`)))}
      </td>
      <td data-label={text('admin.columns.desks')}>
        {desks.length > 0 ? format.list(desks) : text('admin.members.no-desk')}
      </td>
      <td data-label={text('admin.columns.state')}>
        {member.state === 'active' ? (
          <PlainState state="settled">{text('admin.member-states.active')}</PlainState>
        ) : (
          <Chip state={member.state === 'invited' ? 'offered' : 'neutral'}>
            {text(`admin.member-states.${member.state}`)}
          </Chip>
        )}
        {member.endsOn && (
          <span className={styles.who}>
            {text('admin.members.until', { day: format.date(member.endsOn) })}
          </span>
        )}
      </td>
      {administrator && (
        <td data-label={text('admin.columns.acts')}>
          <Acts member={member} onChange={onChange} onEnd={onEnd} />
        </td>
      )}
    </tr>
  )
}

/** Nobody changes themselves: instead of buttons that would be refused stands the reason. */
function Acts({ member, onChange, onEnd }: Pick<RowProps, 'member' | 'onChange' | 'onEnd'>) {
  const text = useText()
  const session = useSession()
  if (session?.member.id === member.id)
    return <span className="tc-note">{text('admin.members.yourself')}</span>
  return (
    <span className={styles.acts}>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={text('admin.member.change-of', { name: member.name })}
        onClick={() => onChange(member)}
      >
        {text('admin.member.change')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={text('admin.member.end-of', { name: member.name })}
        onClick={() => onEnd(member)}
      >
        {text('admin.member.end')}
      </Button>
    </span>
  )
}
