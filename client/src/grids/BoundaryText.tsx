/** A boundary as text: to be read, copied, and typed instead of drawn. */
import { Button, Collapse, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Boundary, readText, replaced, textOf } from './boundary.rules.ts';
import classes from './GridsPage.module.css';

type BoundaryTextProps = { boundary: Boundary; onChange: (change: (boundary: Boundary) => Boundary) => void };

export function BoundaryText({ boundary, onChange }: BoundaryTextProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  /** Null until somebody types: then it follows what is drawn. */
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : readText(typed);
  const wrongLine = read && 'wrongLine' in read ? read.wrongLine : null;
  const apply = () => {
    if (!read || 'wrongLine' in read) return;
    onChange((before) => replaced(before, read.rings));
    setTyped(null);
  };
  return (
    <div className={classes.text}>
      <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('grids.asText')}
      </Button>
      <Collapse expanded={isOpen}>
        <Textarea
          label={t('grids.asTextLabel')}
          autosize
          minRows={4}
          maxRows={10}
          spellCheck={false}
          classNames={{ input: classes.mono ?? '' }}
          value={typed ?? textOf(boundary.rings)}
          error={wrongLine !== null && t('grids.wrongLine', { line: wrongLine })}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button size="compact-sm" variant="default" mt={6} disabled={!read || wrongLine !== null} onClick={apply}>
          {t('grids.applyText')}
        </Button>
      </Collapse>
    </div>
  );
}
