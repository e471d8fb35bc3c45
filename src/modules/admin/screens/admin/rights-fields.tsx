import { Checkbox } from '@mantine/core'
import { useText } from '../../../../web/words.ts'
import { type Agency, MemberFunction } from '../../contract.ts'
import styles from './admin.module.css'

export interface Rights {
  functions: MemberFunction[]
  desks: number[]
}

interface RightsFieldsProps {
  agency: Agency
  rights: Rights
  change: (part: Partial<Rights>) => void
  errorOf: (field: string) => string | undefined
}

/** What a member does, and at which desks of the own agency. */
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
    </>
  )
}
