/** Draws an own layout: so many columns and rows, and cells joined by dragging over them, or by two presses of Enter. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './LayoutEditor.module.css';
import { type Cell, joined, type Layout, MOST_SIDE, resized } from './layout.rules.ts';

type LayoutEditorProps = { layout: Layout; onUse: (layout: Layout) => void; onCancel: () => void };

export function LayoutEditor({ layout: before, onUse, onCancel }: LayoutEditorProps) {
  const { t } = useTranslation();
  const [layout, setLayout] = useState(before);
  const [from, setFrom] = useState<Cell | null>(null);
  const join = (to: Cell) => {
    if (from) setLayout(joined(layout, from, to));
    setFrom(null);
  };
  const side = (value: number | string) => Math.min(MOST_SIDE, Math.max(1, Math.round(Number(value)) || 1));

  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('wall.editor.hint')}
      </Text>
      <Group>
        <NumberInput
          label={t('wall.editor.columns')}
          {...{ min: 1, max: MOST_SIDE, w: 90, value: layout.columns }}
          onChange={(value) => setLayout(resized(layout, side(value), layout.rows))}
        />
        <NumberInput
          label={t('wall.editor.rows')}
          {...{ min: 1, max: MOST_SIDE, w: 90, value: layout.rows }}
          onChange={(value) => setLayout(resized(layout, layout.columns, side(value)))}
        />
        <Text size="sm" mt="lg">
          {t('wall.layout', { count: layout.cells.length })}
        </Text>
      </Group>
      <div
        className={classes.board}
        style={{ '--columns': layout.columns, '--rows': layout.rows } as CSSProperties}
        onPointerLeave={() => setFrom(null)}
      >
        {layout.cells.map((cell, slot) => (
          <button
            type="button"
            key={`${cell.column}.${cell.row}`}
            style={{
              gridColumn: `${cell.column} / span ${cell.width}`,
              gridRow: `${cell.row} / span ${cell.height}`,
            }}
            data-from={from === cell}
            aria-label={t('wall.slot', { slot: slot + 1 })}
            onPointerDown={() => setFrom(cell)}
            onPointerUp={() => join(cell)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              if (from) join(cell);
              else setFrom(cell);
            }}
          >
            {slot + 1}
          </button>
        ))}
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('act.cancel')}
        </Button>
        <Button onClick={() => onUse(layout)}>{t('wall.editor.use')}</Button>
      </Group>
    </Stack>
  );
}
