/** What browsers are told not to allow; the media node is the one other origin the console talks to. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { hostNameOf } from './address.ts';

type Needs = {
  secure: boolean;
  namedCertificate: boolean;
  mediaPort: () => number | null;
  /** Those that stand in the console's page itself. */
  scripts: readonly string[];
  tileOrigins?: readonly string[];
};

export function securityHeaders(needs: Needs): RequestHandler {
  const { secure, namedCertificate, mediaPort, scripts, tileOrigins = [] } = needs;
  const mediaOrigin = (request: IncomingMessage, _response: ServerResponse) => {
    const port = mediaPort();
    return port === null ? "'self'" : `${secure ? 'https' : 'http'}://${hostNameOf(request)}:${port}`;
  };
  const mediaSocket = (request: IncomingMessage, response: ServerResponse) =>
    mediaOrigin(request, response).replace(/^http/, 'ws');
  const ownSocket = (request: IncomingMessage) => `${secure ? 'wss' : 'ws'}://${ownHost(request)}`;

  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'", ...scripts],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:', 'blob:', mediaOrigin, ...tileOrigins],
        mediaSrc: ["'self'", 'blob:', mediaOrigin],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ownSocket, mediaOrigin, mediaSocket, ...tileOrigins],
      },
    },
    // A browser that was told so once would not let a person past a certificate of the site's own making.
    strictTransportSecurity: namedCertificate,
  });
}

function ownHost(request: IncomingMessage): string {
  const [port] = /:\d+$/.exec(request.headers.host ?? '') ?? [''];
  return `${hostNameOf(request)}${port}`;
}
