/**
 * Proves a mediasoup worker by what a browser will ask of it: a whole DTLS
 * handshake with a client that shares no code with it. A worker may start, list
 * its ports and still die here, so a start proves nothing.
 *
 * node prove.mjs WORKER   (Node 24, with mediasoup installed and openssl in PATH)
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHmac, randomBytes, X509Certificate } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as mediasoup from 'mediasoup';

const LIMIT_MS = 10_000;
const LOOPBACK = '127.0.0.1';
const OPUS = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 };
const SRTP_PROFILES = 'SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80';

const folder = mkdtempSync(join(tmpdir(), 'lianqin-prove-'));
try {
  await Promise.race([prove(process.argv[2]), limit()]);
  process.exitCode = 0;
} catch (thrown) {
  console.error(thrown.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// The sockets of the relay are still open, and nothing is left to wait for.
process.exit();

async function prove(workerBin) {
  const worker = await mediasoup.createWorker({ workerBin, logLevel: 'none' });
  const ended = once(worker, 'subprocessclose');
  const died = new Promise((_, reject) => {
    worker.on('died', (error) => reject(new Error(`the worker died during the handshake: ${error.message}`)));
  });
  const router = await worker.createRouter({ mediaCodecs: [OPUS] });
  const transport = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: LOOPBACK }] });
  const handshake = new Promise((resolve, reject) => {
    transport.on('dtlsstatechange', (state) => {
      if (state === 'connected') resolve();
      if (state === 'failed' || state === 'closed') reject(new Error(`the DTLS handshake ended as ${state}`));
    });
  });
  const identity = makeIdentity();
  const fingerprints = [{ algorithm: 'sha-256', value: identity.fingerprint }];
  await transport.connect({ dtlsParameters: { role: 'client', fingerprints } });
  const clientPort = await openRelay(transport);
  const client = startClient(clientPort, identity);
  try {
    await Promise.race([handshake, died]);
  } finally {
    client.kill();
    worker.close();
    await Promise.all([ended, once(client, 'exit')]);
  }
}

function limit() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no DTLS handshake within ${LIMIT_MS / 1_000} s`)), LIMIT_MS);
  });
}

function makeIdentity() {
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  // biome-ignore format: one option a line reads like the command it is
  execFileSync('openssl', [
    'req', '-x509', '-nodes', '-days', '1', '-subj', '/CN=client',
    '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1',
    '-keyout', key, '-out', certificate,
  ], { stdio: 'pipe' });
  return { key, certificate, fingerprint: new X509Certificate(readFileSync(certificate)).fingerprint256 };
}

function startClient(port, { key, certificate }) {
  // biome-ignore format: one option a line reads like the command it is
  return spawn('openssl', [
    's_client', '-dtls1_2', '-quiet', '-connect', `${LOOPBACK}:${port}`,
    '-cert', certificate, '-key', key, '-use_srtp', SRTP_PROFILES,
  ], { stdio: ['pipe', 'ignore', 'ignore'] });
}

/** Opens the worker's ICE door from one socket, then carries DTLS between it and the client, which knows no ICE. */
async function openRelay({ iceParameters, iceCandidates }) {
  const { port } = iceCandidates[0];
  const outer = createSocket('udp4');
  const inner = createSocket('udp4');
  outer.bind(0, LOOPBACK);
  inner.bind(0, LOOPBACK);
  await Promise.all([once(outer, 'listening'), once(inner, 'listening')]);

  outer.send(bindingRequest(iceParameters), port, LOOPBACK);
  await once(outer, 'message');

  let clientPort;
  inner.on('message', (packet, from) => {
    clientPort = from.port;
    outer.send(packet, port, LOOPBACK);
  });
  outer.on('message', (packet) => {
    const isDtls = packet[0] >= 20 && packet[0] <= 63;
    if (isDtls && clientPort) inner.send(packet, clientPort, LOOPBACK);
  });
  return inner.address().port;
}

/** A STUN binding request that nominates this path (RFC 8445, RFC 8489). */
function bindingRequest({ usernameFragment, password }) {
  const attributes = [
    attribute(0x0006, Buffer.from(`${usernameFragment}:prover`)),
    attribute(0x0024, Buffer.from([0x6e, 0x7f, 0xff, 0xff])),
    attribute(0x802a, randomBytes(8)),
    attribute(0x0025, Buffer.alloc(0)),
  ];
  const transaction = randomBytes(12);
  const message = (length) => Buffer.concat([header(transaction, length), ...attributes]);
  const bodyLength = attributes.reduce((sum, { length }) => sum + length, 0);

  // Each of the two seals covers a header that already counts it.
  const integrity = createHmac('sha1', password)
    .update(message(bodyLength + 24))
    .digest();
  attributes.push(attribute(0x0008, integrity));
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(message(bodyLength + 32)) ^ 0x5354554e) >>> 0);
  attributes.push(attribute(0x8028, fingerprint));
  return message(bodyLength + 32);
}

function header(transaction, length) {
  const start = Buffer.from([0x00, 0x01, 0, 0, 0x21, 0x12, 0xa4, 0x42]);
  start.writeUInt16BE(length, 2);
  return Buffer.concat([start, transaction]);
}

function attribute(type, value) {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}
