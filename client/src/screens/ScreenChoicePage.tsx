/** Which of the big screens this machine is: chosen once, and by itself from then on. */
import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import classes from './ScreenPage.module.css';
import { useScreens } from './screens.ts';

const KEY = 'lianqin.screen';

export function ScreenChoicePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { choose } = useSearch({ from: '/bare/screen' });
  const { data: screens, isPending, error, refetch } = useScreens();
  const kept = localStorage.getItem(KEY);

  if (isPending) return <Loading />;
  if (error) return <Failed thrown={error} onRetry={() => void refetch()} />;
  if (!choose && kept !== null && screens.some(({ id }) => id === kept)) {
    return <Navigate to="/screen/$screenId" params={{ screenId: kept }} replace />;
  }
  return (
    <main className={classes.choice}>
      {screens.length === 0 && <Empty icon={IconDeviceTv} title={t('screens.empty')} hint={t('screens.noneHint')} />}
      {screens.length > 0 && <h1>{t('screens.choose')}</h1>}
      {screens.map(({ id, name }) => (
        <Button
          key={id}
          size="lg"
          variant="default"
          leftSection={<IconDeviceTv size={22} />}
          onClick={() => {
            localStorage.setItem(KEY, id);
            void navigate({ to: '/screen/$screenId', params: { screenId: id } });
          }}
        >
          {name}
        </Button>
      ))}
    </main>
  );
}
