/** The way to each workspace. Whoever has more than a bar holds finds what is set up rather than watched in a menu at its end. */
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { mayEnter } from '../session/refusal.rules.ts';
import { useSession } from '../session/session.ts';
import classes from './TopBar.module.css';
import { WORKSPACES } from './workspaces.ts';

const MOST_IN_BAR = 10;

export function WorkspaceNav() {
  const { t } = useTranslation();
  const { person } = useSession();
  const { pathname } = useLocation();
  const open = WORKSPACES.filter(({ right }) => mayEnter(person, right));
  const folded = open.length > MOST_IN_BAR ? open.filter(({ isSetUp }) => isSetUp) : [];
  const here = folded.find(({ to }) => pathname.startsWith(to));
  return (
    <nav className={classes.nav} aria-label={t('frame.workspaces')}>
      <div className={classes.workspaces}>
        {open
          .filter((each) => !folded.includes(each))
          .map(({ name, to, icon: Glyph }) => (
            <Link key={name} to={to} className={classes.workspace ?? ''}>
              <Glyph size={16} stroke={1.7} aria-hidden />
              {t(`workspace.${name}`)}
            </Link>
          ))}
      </div>
      {folded.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.workspace} data-here={here !== undefined}>
              {here ? t(`workspace.${here.name}`) : t('frame.setUp')}
              <IconChevronDown size={14} stroke={1.7} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {folded.map(({ name, to, icon: Glyph }) => (
              <Menu.Item key={name} component={Link} to={to} leftSection={<Glyph size={16} stroke={1.7} aria-hidden />}>
                {t(`workspace.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}
