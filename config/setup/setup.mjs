/**
 * Makes a fresh checkout ready: node config/setup/setup.mjs PROFILE
 *
 * Runs before every npm script, on whatever Node the system has and with no
 * package installed. A step that was done before costs milliseconds and says
 * nothing; one that cannot be done ends with a sentence and exit code 1.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './console.mjs';
import { installPackagesFor } from './debian-packages.mjs';
import { installDependencies } from './dependencies.mjs';
import { PROJECT } from './folders.mjs';
import { installWorker } from './mediasoup-worker.mjs';
import { checkNamedPort } from './named-port.mjs';
import { Refusal } from './refusal.mjs';
import { readNamedSettings } from './settings-names.mjs';
import { makeStreetClips, makeTestClips } from './street-clips.mjs';

// Leaving by exit() lets what is half-made be cleared away.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const PROFILES = ['check', 'start', 'dev', 'test', 'bench'];

try {
  await setUp(process.argv[2]);
} catch (thrown) {
  if (!(thrown instanceof Refusal)) throw thrown;
  console.error(`[setup] ${thrown.message}`);
  process.exit(1);
}

async function setUp(profile) {
  if (!PROFILES.includes(profile)) throw new Refusal(`setup.mjs takes one of ${PROFILES.join(', ')}`);
  const names = JSON.parse(readFileSync(join(PROJECT, 'config', 'settings', 'names.json'), 'utf8'));
  const settings = readNamedSettings(process.env, names);
  if (profile === 'start') await checkNamedPort(settings);
  await installDependencies();
  if (profile === 'check') return;

  const isTest = profile === 'test' || profile === 'bench';
  const demoWanted = isTest || String(settings.get('demo.street')) !== 'false';
  const canDemo = await installPackagesFor(profile, { demoWanted });
  await installWorker();
  if (profile !== 'dev') await buildConsole();
  if (canDemo) await makeStreetClips();
  if (isTest) await makeTestClips();
}
