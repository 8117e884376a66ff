/** Lets pages of others play a stream with a token (CORS). The browser never sends them our cookie. */
import type { RequestHandler } from 'express';

export const openToPages: RequestHandler = (request, response, next) => {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-expose-headers': 'location',
    'access-control-max-age': '600',
    'accept-post': 'application/sdp',
    'cross-origin-resource-policy': 'cross-origin',
  });
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
};
