/** The look of everything inside, and the words its controls bring along, in the person's language. */
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { theme } from './theme.ts';

export function Look({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const close = t('act.close');
  const spoken = useMemo(
    () => mergeThemeOverrides(theme, { components: { CloseButton: { defaultProps: { 'aria-label': close } } } }),
    [close],
  );
  return (
    <MantineProvider theme={spoken} forceColorScheme="dark">
      <Notifications position="bottom-right" limit={3} />
      {children}
    </MantineProvider>
  );
}
