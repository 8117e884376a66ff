/** Makes Mantine look like this product: its colours and sizes come from tokens.css. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eef4f8',
  '#dde8f0',
  '#c4d6e3',
  '#b0c8da',
  '#9db9cf',
  '#83a3bb',
  '#5f8199',
  '#48667b',
  '#364d5e',
  '#2a3742',
];
const dark: MantineColorsTuple = [
  '#dce2e7',
  '#a3adb6',
  '#8a949d',
  '#4a535b',
  '#343c44',
  '#272d33',
  '#1a1f23',
  '#101316',
  '#0d0f12',
  '#0a0c0e',
];

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: 7,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  defaultRadius: 4,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } },
    MultiSelect: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 12, highlightOnHover: true } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.6 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, fz: 12 } },
    Menu: { defaultProps: { shadow: 'md', width: 200 } },
  },
});
