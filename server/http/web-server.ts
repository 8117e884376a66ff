/**
 * The server's listener: plain HTTP for this machine alone, HTTPS for everybody
 * else, with a certificate of the site's own making until one is named.
 */
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Settings } from '../../config/settings/settings.ts';
import { isLoopback } from './address.ts';
import { followCertificate, readCertificate } from './certificate.ts';
import { type CertificateFiles, type LocalAuthority, openLocalAuthority } from './local-authority.ts';

const log = newLogger('web-server');
const RENEWAL_LOOK_EVERY_MS = 5 * 60_000;

export type WebServer = {
  http: Server;
  secure: boolean;
  /** Files the media node serves with, too; null for plain HTTP. */
  files: CertificateFiles | null;
  /** Null when the certificate was named, or none is needed. */
  authority: LocalAuthority | null;
} & Disposable;

export async function openWebServer(settings: Settings['http'], folder: string, clock: Clock): Promise<WebServer> {
  const isNamed = settings.tlsCert !== '';
  if (!isNamed && isLoopback(settings.host)) {
    return { http: createServer(), secure: false, files: null, authority: null, [Symbol.dispose]: () => {} };
  }
  const authority = isNamed ? null : await openLocalAuthority(folder, clock);
  const files = authority?.files ?? { certPath: settings.tlsCert, keyPath: settings.tlsKey };
  const http = createSecureServer({ ...readCertificate(files), minVersion: 'TLSv1.2' });
  const stopFollowing = followCertificate(http, files);
  const renewal = setInterval(() => {
    authority?.renew().catch((thrown) => log.error({ err: thrown }, 'certificate was not renewed'));
  }, RENEWAL_LOOK_EVERY_MS);
  return {
    http,
    secure: true,
    files,
    authority,
    [Symbol.dispose]: () => {
      clearInterval(renewal);
      stopFollowing();
    },
  };
}
