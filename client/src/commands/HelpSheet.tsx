/** Which key does what, here and now. Made from the commands themselves. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../kit/Modal.tsx';
import type { CommandGroup } from './command.ts';
import classes from './HelpSheet.module.css';
import { Keys } from './Keys.tsx';
import { useCommandList, useCommands } from './use-commands.ts';

const GROUPS: readonly CommandGroup[] = ['general', 'go', 'wall', 'ptz', 'playback', 'map', 'alerts'];

export function HelpSheet() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useCommands([
    { id: 'general.help', group: 'general', label: t('commands.help'), keys: ['Shift+?'], run: () => setOpen(true) },
  ]);
  const list = useCommandList().filter(({ keys }) => keys);
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('commands.help')} size={1080}>
      <div className={classes.sheet}>
        {GROUPS.filter((group) => list.some((command) => command.group === group)).map((group) => (
          <section key={group}>
            <h3>{t(`commands.group.${group}`)}</h3>
            <ul>
              {list
                .filter((command) => command.group === group)
                .map(({ id, label, keys = [], shownKeys }) => (
                  <li key={id}>
                    <span>{label}</span>
                    {(shownKeys === undefined ? keys : [shownKeys]).map((each) => (
                      <Keys key={each} keys={each} />
                    ))}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
