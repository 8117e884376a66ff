/**
 * The passwords a new site starts with, kept in a file until each is changed.
 *
 * Whoever sets the site up reads them there or on the first start's output; a
 * password that somebody chose never comes near it.
 */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'];
const HEADING = '# First passwords of this site. An account leaves this file when its password is changed.';

export type FirstPassword = { account: string; password: string };

export type FirstPasswords = {
  path: string;
  keep(passwords: FirstPassword[]): void;
  forget(account: string): void;
};

export function openFirstPasswords(folder: string): FirstPasswords {
  const path = join(folder, 'first-sign-in.txt');

  const write = (passwords: FirstPassword[]) => {
    if (passwords.length === 0) return rmSync(path, { force: true });
    const lines = passwords.map(({ account, password }) => `${account} ${password}`);
    writeFileSync(path, `${[HEADING, ...lines].join('\n')}\n`, { mode: 0o600 });
  };

  return {
    path,
    keep: write,
    forget: (account) => {
      if (!existsSync(path)) return;
      write(read(path).filter((first) => first.account !== account));
    },
  };
}

/** Sixteen characters of three kinds, without those that are read for one another. */
export function newPassword(): string {
  const letters = Array.from({ length: 16 }, (_, index) => pick(KINDS[index % KINDS.length] ?? ''));
  return letters
    .map((letter) => ({ letter, order: randomInt(2 ** 32) }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ letter }) => letter)
    .join('');
}

function pick(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}

function read(path: string): FirstPassword[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [account = '', password = ''] = line.split(' ');
      return { account, password };
    });
}
