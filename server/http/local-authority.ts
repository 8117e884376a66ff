/**
 * Certificates of the site's own making, for a console that is served beyond this
 * machine before anybody has bought one.
 *
 * The authority lives ten years and is what people trust once; the server's own
 * certificate lives a year at most, as browsers demand, and is made anew when the
 * machine's addresses change. Both stay in the data folder.
 */
import './reflect-metadata.ts';
import { randomBytes, webcrypto } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Clock } from '../../config/kernel/clock.ts';

const DAY_MS = 24 * 3_600_000;
const AUTHORITY_DAYS = 3_650;
const SERVER_DAYS = 396;
const RENEW_BEFORE_DAYS = 30;
/** Clocks of desks run late. */
const BACKDATED_MS = 3_600_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export type CertificateFiles = { certPath: string; keyPath: string };
type Identity = { certificate: X509Certificate; privateKey: webcrypto.CryptoKey };

export type LocalAuthority = {
  files: CertificateFiles;
  /** PEM, for people to trust. */
  authorityPem: string;
  /** Makes the server's certificate anew when it is due; the same files, so that whoever watches them follows. */
  renew(): Promise<void>;
};

export async function openLocalAuthority(folder: string, clock: Clock): Promise<LocalAuthority> {
  const at = (name: string) => join(folder, 'keys', name);
  const authority = await readOrMakeAuthority(at('local-authority.crt'), at('local-authority.key'), clock());
  const files = { certPath: at('server.crt'), keyPath: at('server.key') };
  const authorityPem = authority.certificate.toString('pem');

  const renew = async () => {
    const names = namesOfThisMachine();
    if (isGood(files, names, authority.certificate, clock())) return;
    const { certificate, privateKey } = await makeServer(authority, names, clock());
    await writeKey(files.keyPath, privateKey);
    writeWhole(files.certPath, `${certificate.toString('pem')}\n${authorityPem}\n`, 0o644);
  };
  await renew();
  return { files, authorityPem, renew };
}

type Names = { dns: string[]; ip: string[] };

function namesOfThisMachine(): Names {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const ip = new Set([
    '127.0.0.1',
    '::1',
    ...addresses.filter(({ scopeid }) => !scopeid).map(({ address }) => address),
  ]);
  return { dns: [...new Set(['localhost', hostname()])].toSorted(), ip: [...ip].toSorted() };
}

async function readOrMakeAuthority(certPath: string, keyPath: string, nowMs: number): Promise<Identity> {
  if (existsSync(certPath) && existsSync(keyPath)) {
    const privateKey = await webcrypto.subtle.importKey(
      'pkcs8',
      PemConverter.decodeFirst(readFileSync(keyPath, 'utf8')),
      ALGORITHM,
      true,
      ['sign'],
    );
    return { certificate: new X509Certificate(readFileSync(certPath, 'utf8')), privateKey };
  }
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: [{ CN: [`Lianqin local authority ${hostname()}`] }, { O: ['Lianqin'] }],
    notBefore: new Date(nowMs - BACKDATED_MS),
    notAfter: new Date(nowMs + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  await writeKey(keyPath, keys.privateKey);
  writeWhole(certPath, `${certificate.toString('pem')}\n`, 0o644);
  return { certificate, privateKey: keys.privateKey };
}

async function makeServer(authority: Identity, names: Names, nowMs: number): Promise<Identity> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: newSerialNumber(),
    subject: [{ CN: [hostname()] }],
    issuer: authority.certificate.subject,
    notBefore: new Date(nowMs - BACKDATED_MS),
    notAfter: new Date(nowMs - BACKDATED_MS + SERVER_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    signingKey: authority.privateKey,
    publicKey: keys.publicKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(toGeneralNames(names)),
      await AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, privateKey: keys.privateKey };
}

function isGood(
  { certPath, keyPath }: CertificateFiles,
  names: Names,
  authority: X509Certificate,
  nowMs: number,
): boolean {
  if (!existsSync(certPath) || !existsSync(keyPath)) return false;
  const certificate = new X509Certificate(readFileSync(certPath, 'utf8'));
  const stated = certificate.getExtension(SubjectAlternativeNameExtension)?.names.toJSON() ?? [];
  const isForThese = JSON.stringify(stated) === JSON.stringify(toGeneralNames(names));
  const isDue = certificate.notAfter.getTime() - nowMs < RENEW_BEFORE_DAYS * DAY_MS;
  return isForThese && !isDue && certificate.issuer === authority.subject;
}

function toGeneralNames({ dns, ip }: Names): { type: 'dns' | 'ip'; value: string }[] {
  return [
    ...dns.map((value) => ({ type: 'dns' as const, value })),
    ...ip.map((value) => ({ type: 'ip' as const, value })),
  ];
}

function newSerialNumber(): string {
  const bytes = randomBytes(16);
  // Positive and of full length (RFC 5280 section 4.1.2.2).
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function writeKey(path: string, key: webcrypto.CryptoKey): Promise<void> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key);
  writeWhole(path, `${PemConverter.encode(bytes, 'PRIVATE KEY')}\n`, 0o600);
}

/** Nobody ever reads half a file. */
function writeWhole(path: string, text: string, mode: number): void {
  writeFileSync(`${path}.new`, text, { mode });
  renameSync(`${path}.new`, path);
}
