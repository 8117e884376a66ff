/** Somebody else changed meanwhile what is being edited: what they changed, and going on from there. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './Overtaken.module.css';

type OvertakenProps = { told: readonly string[]; act: string; onGoOn: () => void };

export function Overtaken({ told: [what = '', ...more], act, onGoOn }: OvertakenProps) {
  return (
    <div className={classes.overtaken} role="alert">
      <p>
        <IconAlertTriangle size={16} aria-hidden /> {what}
      </p>
      {more.map((each) => (
        <p key={each}>{each}</p>
      ))}
      <Button size="compact-sm" onClick={onGoOn}>
        {act}
      </Button>
    </div>
  );
}
