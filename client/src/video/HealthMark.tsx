/** A tile's state and grade; pointed at or focused, it says the numbers, the cause and what is amiss. */
import { Popover, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera, CameraHealth } from '../../../config/contract/camera.ts';
import { failureText } from '../api/failure-text.ts';
import { Facts } from '../kit/Facts.tsx';
import { useSite } from '../realtime/site-store.ts';
import { GradeMark } from './GradeMark.tsx';
import classes from './HealthMark.module.css';
import { healthRows, isAmiss, warningTexts } from './health-text.ts';
import { StateMark } from './StateMark.tsx';
import type { TileView } from './use-camera-player.ts';

type HealthMarkProps = { camera: Camera; view: Pick<TileView, 'state' | 'cause' | 'lostPictures'> };

export function HealthMark({ camera, view }: HealthMarkProps) {
  const { t } = useTranslation();
  const health = useSite((site) => site.health.get(camera.id));
  const [opened, setOpened] = useState(false);
  if (!health || view.state === 'noPermission' || camera.disabled) return <StateMark state={view.state} />;
  return (
    <Popover opened={opened} position="top-end" offset={6} shadow="md" withArrow={false} trapFocus={false}>
      <Popover.Target>
        <button
          type="button"
          className={classes.mark}
          aria-expanded={opened}
          onMouseEnter={() => setOpened(true)}
          onMouseLeave={() => setOpened(false)}
          onFocus={() => setOpened(true)}
          onBlur={() => setOpened(false)}
          onKeyDown={(event) => event.key === 'Escape' && setOpened(false)}
        >
          <StateMark state={view.state} />
          {view.state === 'live' && <GradeMark grade={health.grade} wordless />}
          {isAmiss(health) && <IconAlertTriangle size={14} className={classes.warning} aria-hidden />}
          <VisuallyHidden>{t('camera.health.details', { name: camera.name })}</VisuallyHidden>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.card ?? ''}>
        {opened && <HealthCard name={camera.name} health={health} view={view} />}
      </Popover.Dropdown>
    </Popover>
  );
}

type HealthCardProps = { name: string; health: CameraHealth; view: HealthMarkProps['view'] };

function HealthCard({ name, health, view }: HealthCardProps) {
  const { t } = useTranslation();
  const cause = view.cause ?? health.cause;
  return (
    <>
      <header className={classes.head}>
        <strong>{name}</strong>
        <GradeMark grade={health.grade} />
      </header>
      {cause && <p className={classes.cause}>{failureText(t, cause)}</p>}
      <Facts facts={healthRows(t, health, view.lostPictures).map(({ name: what, value }) => [what, value])} />
      {warningTexts(t, health).map((text) => (
        <p key={text} className={classes.note}>
          <IconAlertTriangle size={14} aria-hidden />
          {text}
        </p>
      ))}
    </>
  );
}
