/**
 * Reads the settings: the file first, then the environment, which wins.
 *
 * `http.tlsCert` is `LIANQIN_HTTP_TLS_CERT`. Whatever begins with LIANQIN_ and
 * is no setting is refused by its name, because a misspelt setting that is
 * silently ignored is found out on the worst day.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseSettings, type Settings, SettingsError, settingNames, takesText } from './settings.ts';

/** Names that are read from the environment only. */
const ENVIRONMENT_ONLY = ['LIANQIN_SETTINGS_FILE', 'LIANQIN_CACHE_DIR'];

export function environmentName(path: string): string {
  return `LIANQIN_${path
    .replaceAll('.', '_')
    .replaceAll(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase()}`;
}

/** `named` holds the dotted path of every setting that somebody gave, rather than left at its default. */
export type LoadedSettings = { settings: Settings; named: ReadonlySet<string> };

export function loadSettings(environment: NodeJS.ProcessEnv): LoadedSettings {
  const raw = readFile(environment);
  const pathByName = new Map(settingNames().map((path) => [environmentName(path), path]));
  const unknown: string[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith('LIANQIN_') || ENVIRONMENT_ONLY.includes(name) || text === undefined) continue;
    const path = pathByName.get(name);
    if (path) put(raw, path, typed(path, text));
    else unknown.push(`  ${name}: no setting has this name`);
  }
  if (unknown.length > 0) throw new SettingsError(`settings refused\n${unknown.join('\n')}`);
  const settings = parseSettings(raw);
  return { settings, named: new Set(settingNames().filter((path) => isGiven(raw, path))) };
}

function readFile(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const named = environment.LIANQIN_SETTINGS_FILE;
  const usual = join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'lianqin', 'settings.json');
  const path = named ?? usual;
  if (!existsSync(path)) {
    if (named) throw new SettingsError(`settings refused\n  LIANQIN_SETTINGS_FILE: there is no file ${named}`);
    return {};
  }
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isGroup(read)) return read;
    throw new Error('it must be one JSON object');
  } catch (thrown) {
    throw new SettingsError(`settings refused\n  ${path}: ${thrown instanceof Error ? thrown.message : thrown}`);
  }
}

function put(raw: Record<string, unknown>, path: string, value: unknown): void {
  const [groupName = '', key = ''] = path.split('.');
  const group = raw[groupName];
  raw[groupName] = { ...(isGroup(group) ? group : {}), [key]: value };
}

function isGiven(raw: Record<string, unknown>, path: string): boolean {
  const [groupName = '', key = ''] = path.split('.');
  const group = raw[groupName];
  return isGroup(group) && key in group;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The environment holds text only: what the setting does not take as text is read as a number or a yes or no. */
function typed(path: string, text: string): string | number | boolean {
  if (takesText(path)) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
