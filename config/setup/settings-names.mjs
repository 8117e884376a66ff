/**
 * Refuses a misspelt setting before anything slow begins.
 *
 * It knows names only, from the list the settings keep for it; values are the
 * settings' own business, which need packages that may not be installed yet.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

const PREFIX = 'LIANQIN_';
const ENVIRONMENT_ONLY = ['LIANQIN_SETTINGS_FILE', 'LIANQIN_CACHE_DIR'];

export function environmentName(path) {
  const words = path.replaceAll('.', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  return PREFIX + words.toUpperCase();
}

/** What was set, by dotted path, the environment over the file. Throws with every unknown name at once. */
export function readNamedSettings(env, names) {
  const file = readSettingsFile(env);
  const fromFile = flatten(file.content);
  const environmentNames = [...names.map(environmentName), ...ENVIRONMENT_ONLY];
  const problems = [];
  for (const name of Object.keys(env).filter((key) => key.startsWith(PREFIX))) {
    if (!environmentNames.includes(name)) problems.push(unknown(name, environmentNames));
  }
  for (const path of fromFile.keys()) {
    if (!names.includes(path)) problems.push(`${unknown(path, names)} in ${file.path}`);
  }
  if (problems.length > 0) throw new Refusal(`settings refused\n${problems.map((line) => `  ${line}`).join('\n')}`);

  const settings = fromFile;
  for (const path of names) {
    const text = env[environmentName(path)];
    if (text !== undefined) settings.set(path, text);
  }
  return settings;
}

function unknown(name, known) {
  return `${name}: no setting has this name; the nearest is ${nearest(name, known)}`;
}

export function nearest(name, known) {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((one, other) => one.distance - other.distance);
  return best?.candidate;
}

/** How many letters must be put in, taken out or changed. */
function editDistance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const change = row[column - 1] + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(change, row[column] + 1, next[column - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}

function readSettingsFile(env) {
  const named = env.LIANQIN_SETTINGS_FILE;
  const path = named ?? join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'lianqin', 'settings.json');
  if (!existsSync(path)) {
    if (named !== undefined) throw new Refusal(`LIANQIN_SETTINGS_FILE names ${path}, and there is no such file`);
    return { path, content: {} };
  }
  try {
    const content = JSON.parse(readFileSync(path, 'utf8'));
    if (isGroup(content)) return { path, content };
    throw new Error('it must be one JSON object');
  } catch (thrown) {
    throw new Refusal(`${path} cannot be read as settings: ${thrown.message}`);
  }
}

function flatten(content) {
  const flat = new Map();
  for (const [group, value] of Object.entries(content)) {
    if (!isGroup(value)) flat.set(group, value);
    else for (const [key, inner] of Object.entries(value)) flat.set(`${group}.${key}`, inner);
  }
  return flat;
}

function isGroup(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
