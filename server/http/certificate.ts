/** The certificate the console is served with: read from its files, and read again when they change. */
import { readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { newLogger } from '../../config/kernel/logger.ts';
import { StartError } from '../start-error.ts';
import type { CertificateFiles } from './local-authority.ts';

const log = newLogger('certificate');
const LOOK_EVERY_MS = 5_000;

type Pem = { cert: string; key: string };

export function readCertificate(files: CertificateFiles): Pem {
  try {
    return readPem(files);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StartError(`The certificate ${files.certPath} with the key ${files.keyPath} cannot be used: ${why}.`, {
      cause: thrown,
    });
  }
}

/** A new file that cannot be used leaves the old one in service. */
export function followCertificate(server: Server, files: CertificateFiles): () => void {
  let seen = versionOf(files);
  const look = () => {
    const now = versionOf(files);
    if (now === seen) return;
    seen = now;
    try {
      server.setSecureContext(readPem(files));
      log.info({ certPath: files.certPath }, 'certificate loaded again');
    } catch (thrown) {
      log.error({ err: thrown, certPath: files.certPath }, 'new certificate cannot be used, the old one stays');
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

function readPem({ certPath, keyPath }: CertificateFiles): Pem {
  const pem = { cert: readFileSync(certPath, 'utf8'), key: readFileSync(keyPath, 'utf8') };
  // Throws when the two do not belong together.
  createSecureContext(pem);
  return pem;
}

function versionOf({ certPath, keyPath }: CertificateFiles): string {
  return [certPath, keyPath]
    .map((path) => statSync(path, { throwIfNoEntry: false }))
    .map((stat) => `${stat?.mtimeMs}/${stat?.size}/${stat?.ino}`)
    .join(' ');
}
