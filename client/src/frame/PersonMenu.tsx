/** Who is signed in; their password, and the way out. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconKey, IconLogout, IconNetwork, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordDialog } from '../session/PasswordDialog.tsx';
import { useMay, useSession } from '../session/session.ts';
import { signOut } from '../session/sign-out.ts';
import classes from './TopBar.module.css';

export function PersonMenu() {
  const { t } = useTranslation();
  const { person, wall } = useSession();
  const mayWatch = useMay('camera.watch');
  const [changes, setChanges] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <UnstyledButton className={classes.item} aria-label={t('person.menu', { name: person.name })}>
            <IconUserCircle size={16} aria-hidden />
            {person.name}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {t(`role.${person.role}`)}
            {person.unit && ` · ${person.unit}`}
            {wall && ` · ${t('person.wallScreen')}`}
          </Menu.Label>
          <Menu.Item leftSection={<IconKey size={15} />} onClick={() => setChanges(true)}>
            {t('person.changePassword')}
          </Menu.Item>
          {mayWatch && (
            <Menu.Item leftSection={<IconNetwork size={15} />} component={Link} to="/network">
              {t('network.open')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut()}>
            {t('person.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={changes} onClose={() => setChanges(false)} />
    </>
  );
}
