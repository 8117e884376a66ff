/** The layouts, drawn; and the way to an own one. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutGridAdd } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../kit/Modal.tsx';
import classes from './LayoutBar.module.css';
import { LayoutEditor } from './LayoutEditor.tsx';
import { LayoutPicture } from './LayoutPicture.tsx';
import { type Layout, PRESETS } from './layout.rules.ts';

export function LayoutBar({ layout, onLayout }: { layout: Layout; onLayout: (layout: Layout) => void }) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const isOwn = !PRESETS.some(({ text }) => text === layout.text);
  const shown = isOwn ? [...PRESETS, layout] : PRESETS;
  return (
    <div className={classes.bar} role="radiogroup" aria-label={t('wall.layouts')}>
      {shown.map((each) => {
        const isPreset = PRESETS.includes(each);
        const label = t(isPreset ? 'wall.layout' : 'wall.ownLayout', { count: each.cells.length });
        return (
          <Tooltip key={each.text} label={label}>
            {/* biome-ignore lint/a11y/useSemanticElements: a picture that is chosen, not a form's field */}
            <button
              type="button"
              role="radio"
              aria-checked={each.text === layout.text}
              aria-label={label}
              onClick={() => onLayout(each)}
            >
              <LayoutPicture layout={each} />
            </button>
          </Tooltip>
        );
      })}
      <Tooltip label={t('wall.editor.open')}>
        <ActionIcon aria-label={t('wall.editor.open')} onClick={() => setEditing(true)}>
          <IconLayoutGridAdd size={17} />
        </ActionIcon>
      </Tooltip>
      <Modal opened={isEditing} onClose={() => setEditing(false)} title={t('wall.editor.title')} size={560}>
        <LayoutEditor
          layout={layout}
          onCancel={() => setEditing(false)}
          onUse={(made) => {
            onLayout(made);
            setEditing(false);
          }}
        />
      </Modal>
    </div>
  );
}
