/** What may be done with an incident now: the next step as buttons, the rest in a menu, each with its form. */
import { Button, Group, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { ActName } from '../../../config/contract/incident-act.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSession } from '../session/session.ts';
import { ActForm } from './ActForm.tsx';
import { offeredActs } from './act-form.rules.ts';
import classes from './IncidentActs.module.css';

export function IncidentActs({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const canAct = useCanAct();
  const [chosen, setChosen] = useState<ActName | null>(null);
  const { first, more } = offeredActs(incident, person);
  const act = chosen && [...first, ...more].includes(chosen) ? chosen : null;
  if (first.length + more.length === 0) return null;
  return (
    <section className={classes.acts} aria-label={t('incidentActs.title')}>
      <Group gap="xs">
        {first.map((name, index) => (
          <Button
            key={name}
            variant={act === name || (act === null && index === 0) ? 'filled' : 'default'}
            disabled={!canAct}
            aria-expanded={act === name}
            onClick={() => setChosen(act === name ? null : name)}
          >
            {t(`incidentActs.act.${name}`)}
          </Button>
        ))}
        {more.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" disabled={!canAct} leftSection={<IconDots size={16} aria-hidden />}>
                {t('incidentActs.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {more.map((name) => (
                <Menu.Item key={name} onClick={() => setChosen(name)}>
                  {t(`incidentActs.act.${name}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {act && <ActForm key={`${incident.id} ${act}`} incident={incident} act={act} onDone={() => setChosen(null)} />}
    </section>
  );
}
