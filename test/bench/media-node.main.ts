/**
 * The process the bench measures as ours: a media node as the product runs it, with
 * WHEP on a port of its own instead of the server in front. Told what to do over IPC.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { carried, openTestNode } from '../fixtures/media-node.ts';

process.on('disconnect', () => process.exit(0));
process.once('message', async ({ urls }: { urls: string[] }) => {
  const node = await openTestNode({ analysis: { enabled: false, framesPerSecond: 1, sensitivity: 0 } });
  await node.carry(urls.map((url, index) => carried(`camera${index}`, url)));
  const server = createServer(async (request, response) => {
    let offer = '';
    for await (const chunk of request) offer += chunk;
    response.setHeader('Content-Type', 'text/html');
    if (request.method !== 'POST') return response.end('<html lang="en"></html>');
    const viewer = { personId: 'viewer', sessionId: 'viewer', connectionId: '' };
    const { answer } = await node.openWhep({
      cameraId: request.url?.slice(1) ?? '',
      quality: 'main',
      offer,
      viewer,
      address: '',
    });
    return response.end(answer);
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
  setInterval(() => process.send?.({ live: node.health().filter(({ state }) => state === 'live').length }), 200);
});
