import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'
import { colourVariables } from './tokens.ts'

const indigo: MantineColorsTuple = [
  '#ECEFFB',
  '#D8DEF6',
  '#C3CCF8',
  '#B7C3FF',
  '#A9B8FF',
  '#8496F0',
  '#6475D6',
  '#4658BE',
  '#3649AC',
  '#2B3F9E',
]

/** Mantine's greys in our slate; the fifth is the border of controls in both themes. */
const gray: MantineColorsTuple = [
  '#F4F5F9',
  '#EEF0F6',
  '#E1E5EE',
  '#C9D0DE',
  '#808AA1',
  '#6C768D',
  '#5A647C',
  '#46506A',
  '#2E3852',
  '#17213A',
]

const dark: MantineColorsTuple = [
  '#E9EDF8',
  '#B7C0D8',
  '#9DA8C3',
  '#9DA8C3',
  '#7E8AAB',
  '#222B44',
  '#151C30',
  '#151C30',
  '#131A2C',
  '#0E1424',
]

/** Red is for gaps and errors only; Mantine's own red would be a second one. */
const red: MantineColorsTuple = [
  '#FCEBEC',
  '#F3C4C9',
  '#FF9CA7',
  '#F07A88',
  '#D9485A',
  '#C22B3F',
  '#A3172A',
  '#A3172A',
  '#7C2C38',
  '#45171E',
]

const buttons: Record<string, { background: string; hover: string; color: string; line: string }> =
  {
    filled: {
      background: 'var(--tc-action)',
      hover: 'var(--tc-action-hover)',
      color: 'var(--tc-on-action)',
      line: 'transparent',
    },
    light: {
      background: 'var(--tc-action-tint)',
      hover: 'var(--tc-action-tint-2)',
      color: 'var(--tc-action)',
      line: 'var(--tc-action-tint-2)',
    },
    default: {
      background: 'var(--tc-paper)',
      hover: 'var(--tc-sunk)',
      color: 'var(--tc-ink)',
      line: 'var(--tc-line-2)',
    },
    subtle: {
      background: 'transparent',
      hover: 'var(--tc-action-tint)',
      color: 'var(--tc-action)',
      line: 'transparent',
    },
  }

const variantColorResolver: VariantColorsResolver = (input) => {
  const own = buttons[input.variant]
  if (!own) return defaultVariantColorsResolver(input)
  return {
    background: own.background,
    hover: own.hover,
    color: own.color,
    hoverColor: own.color,
    border: `1px solid ${own.line}`,
  }
}

const sans = "'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif"

/** Type, space and shape of all screens. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 9, dark: 4 },
  autoContrast: true,
  colors: { indigo, red, gray, dark },
  white: '#FFFFFF',
  black: '#17213A',
  fontFamily: sans,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: {
    xs: '1.3333',
    sm: '1.3846',
    md: '1.4286',
    lg: '1.5',
    xl: '1.4444',
  },
  fontWeights: { regular: '400', medium: '550', bold: '620' },
  headings: {
    fontFamily: sans,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '2rem', fontWeight: '650' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem', fontWeight: '620' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem', fontWeight: '600' },
    },
  },
  spacing: { xs: '6px', sm: '10px', md: '16px', lg: '28px', xl: '44px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  defaultRadius: 'md',
  shadows: {
    xs: '0 1px 3px rgba(23,33,58,.04)',
    sm: '0 1px 3px rgba(23,33,58,.04)',
    md: 'var(--tc-floating)',
    lg: 'var(--tc-floating)',
    xl: 'var(--tc-floating)',
  },
  breakpoints: { xs: '20em', sm: '48em', md: '68.75em', lg: '80em', xl: '90em' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 32 } },
    Input: { defaultProps: { size: 'sm' } },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] },
    },
    // What floats stays inside its landmark; a portal would stand outside all of them.
    Combobox: { defaultProps: { withinPortal: false } },
    Modal: {
      defaultProps: {
        radius: 'xl',
        centered: true,
        // A click beside it closes nothing, so that no typed word is lost by a slip.
        closeOnClickOutside: false,
        transitionProps: { duration: 120, transition: 'fade' },
      },
    },
    Popover: {
      defaultProps: {
        withinPortal: false,
        transitionProps: { duration: 120, transition: 'fade' },
      },
    },
    Tooltip: {
      defaultProps: {
        withinPortal: false,
        transitionProps: { duration: 120, transition: 'fade' },
      },
    },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 0 } },
  },
})

/** Maps our colour roles on Mantine's own variables, for both themes. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--tc-paper)',
    '--mantine-color-text': 'var(--tc-ink)',
    '--mantine-color-bright': 'var(--tc-ink)',
    '--mantine-color-anchor': 'var(--tc-action)',
    '--mantine-color-error': 'var(--tc-gap)',
    '--mantine-color-success': 'var(--tc-settled)',
    '--mantine-color-placeholder': 'var(--tc-ink-3)',
    '--mantine-color-dimmed': 'var(--tc-ink-3)',
    '--mantine-color-default': 'var(--tc-paper)',
    '--mantine-color-default-hover': 'var(--tc-sunk)',
    '--mantine-color-default-color': 'var(--tc-ink)',
    '--mantine-color-default-border': 'var(--tc-control)',
    '--mantine-color-disabled': 'var(--tc-sunk)',
    '--mantine-color-disabled-color': 'var(--tc-ink-3)',
    '--mantine-color-disabled-border': 'var(--tc-line-2)',
    '--mantine-primary-color-contrast': 'var(--tc-on-action)',
    '--mantine-color-indigo-filled': 'var(--tc-action)',
    '--mantine-color-indigo-filled-hover': 'var(--tc-action-hover)',
    '--mantine-color-indigo-light': 'var(--tc-action-tint)',
    '--mantine-color-indigo-light-hover': 'var(--tc-action-tint-2)',
    '--mantine-color-indigo-light-color': 'var(--tc-action)',
    '--mantine-color-indigo-outline': 'var(--tc-action)',
    '--mantine-color-indigo-text': 'var(--tc-action)',
  }
  const floating = '0 12px 32px rgba(23,33,58,.18), 0 2px 6px rgba(23,33,58,.08)'
  const floatingDark = '0 12px 32px rgba(0,0,0,.5), 0 2px 6px rgba(0,0,0,.4)'
  return {
    variables: {},
    light: { ...colourVariables('light'), ...shared, '--tc-floating': floating },
    dark: { ...colourVariables('dark'), ...shared, '--tc-floating': floatingDark },
  }
}
