import { Checkbox, TextInput } from '@mantine/core'
import { todayHere } from '../../../../web/format.ts'
import { useText } from '../../../../web/words.ts'
import { type Agency, MemberFunction } from '../../contract.ts'
import styles from './admin.module.css'

export interface Rights {
  functions: MemberFunction[]
  desks: number[]
  /** Last day of the contract; null where none is known. */
  endsOn: string | null
}

interface RightsFieldsProps {
  agency: Agency
  rights: Rights
  change: (part: Partial<Rights>) => void
  errorOf: (field: string) => string | undefined
}

/** What a member does, at which desks of the own agency, and until when. */
export function RightsFields({ agency, rights, change, errorOf }: RightsFieldsProps) {
  const text = useText()
  return (
    <>
      <Checkbox.Group
        label={text('admin.member.functions')}
        description={text('admin.member.functions-note')}
        error={errorOf('member-functions')}
        value={rights.functions}
        onChange={(held) => change({ functions: held as MemberFunction[] })}
      >
        <div className={styles.choices}>
          {MemberFunction.options.map((one, place) => (
            <Checkbox
              key={one}
              id={place === 0 ? 'member-functions' : undefined}
              value={one}
              label={text(`web.functions.${one}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {agency.desks.length > 0 && (
        <Checkbox.Group
          label={text('admin.member.desks')}
          description={text('admin.member.desks-note')}
          error={errorOf('member-desks')}
          value={rights.desks.map(String)}
          onChange={(sits) => change({ desks: sits.map(Number) })}
        >
          <div className={styles.choices}>
            {agency.desks.map((desk, place) => (
              <Checkbox
                key={desk.id}
                id={place === 0 ? 'member-desks' : undefined}
                value={String(desk.id)}
                label={desk.name}
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <TextInput
        id="member-ends-on"
        type="date"
        label={text('admin.member.last-day')}
        description={text('admin.member.last-day-note')}
        min={todayHere()}
        value={rights.endsOn ?? ''}
        error={errorOf('member-ends-on')}
        onChange={(event) => change({ endsOn: event.currentTarget.value || null })}
      />
    </>
  )
}
