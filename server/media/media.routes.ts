/** Ways for players and senders outside the console: media tokens, HLS on the node, WHEP and WHIP (RFC 9725) through here. */
import type { Request, RequestHandler } from 'express';
import { Quality } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Asker, SessionService } from '../accounts/session.service.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import { addressOf, hostNameOf } from '../http/address.ts';
import { isForeign } from '../http/origin.ts';
import { readText } from '../http/read-body.ts';
import { type Mount, recognise } from '../http/route.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { MediaTokenService } from './media-token.service.ts';

type Needs = {
  tokens: MediaTokenService;
  cameras: CameraService;
  sessions: SessionService;
  node: MediaNode;
  newId: NewId;
};

export function mountMediaRoutes({ route, raw }: Mount, { tokens, cameras, sessions, node, newId }: Needs): void {
  /** Whose WHEP viewing it is; only they may end it. */
  const ownerOf = new Map<string, string>();
  node.events.on('viewingEnded', ({ viewingId }) => ownerOf.delete(viewingId));
  node.events.on('away', () => ownerOf.clear());

  const whoAsks = (request: Request, mode: 'holder' | 'formerHolder' = 'holder'): Promise<Asker> => {
    const token = bearerOf(request);
    if (token !== undefined) return tokens[mode](token, String(request.params.cameraId), addressOf(request));
    if (isForeign(request)) throw new AppError('FOREIGN_ORIGIN');
    return recognise(sessions, request, 'camera.watch');
  };

  const admit: RequestHandler = async (request, response, next) => {
    response.locals.asker = await whoAsks(request);
    next();
  };

  route('POST /api/media-tokens', ({ body, asker, request }) => tokens.give(body, asker, hostNameOf(request)));

  const sendTo =
    (which: 'hlsUrl' | 'flvUrl'): RequestHandler =>
    async (request, response) => {
      const asker = await whoAsks(request);
      const what = { cameraId: String(request.params.cameraId), quality: qualityOf(request) };
      const addresses = await tokens.give(what, asker, hostNameOf(request));
      response.set('cache-control', 'no-store').redirect(307, addresses[which]);
    };
  raw('GET /hls/:cameraId/index.m3u8', sendTo('hlsUrl'));
  raw('GET /flv/:cameraId.flv', sendTo('flvUrl'));

  raw('POST /whep/:cameraId', requireSdp, admit, readText, async (request, response) => {
    const { person, sessionId, address }: Asker = response.locals.asker;
    const { id: cameraId } = await cameras.watchable(String(request.params.cameraId), person);
    const offer: unknown = request.body;
    if (typeof offer !== 'string' || !offer.startsWith('v=0')) throw new AppError('OFFER_NOT_ACCEPTED');
    const viewer = { personId: person.id, sessionId, connectionId: `whep:${newId()}` };
    const quality = qualityOf(request);
    const { viewingId, answer } = await node.whep({ cameraId, quality, offer, viewer, address });
    ownerOf.set(viewingId, person.id);
    response
      .status(201)
      .set('location', `/whep/${encodeURIComponent(cameraId)}/${encodeURIComponent(viewingId)}`)
      .type('application/sdp')
      .send(answer);
  });

  raw('DELETE /whep/:cameraId/:viewingId', async (request, response) => {
    const { person } = await whoAsks(request, 'formerHolder');
    const viewingId = String(request.params.viewingId);
    if (ownerOf.get(viewingId) !== person.id) throw new AppError('MEDIA_SESSION_NOT_FOUND', { viewingId });
    ownerOf.delete(viewingId);
    await node.endWhep({ viewingId });
    response.status(200).json({});
  });

  raw('POST /whip/:cameraId', requireSdp, readText, async (request, response) => {
    const cameraId = String(request.params.cameraId);
    const offer: unknown = request.body;
    if (typeof offer !== 'string' || !offer.startsWith('v=0')) throw new AppError('OFFER_NOT_ACCEPTED');
    const { publishingId, answer } = await node.whip({ cameraId, streamKey: bearerOf(request) ?? '', offer });
    response
      .status(201)
      .set('location', `/whip/${encodeURIComponent(cameraId)}/${encodeURIComponent(publishingId)}`)
      .type('application/sdp')
      .send(answer);
  });

  raw('DELETE /whip/:cameraId/:publishingId', async (request, response) => {
    const [cameraId, publishingId] = [String(request.params.cameraId), String(request.params.publishingId)];
    await node.endWhip({ cameraId, streamKey: bearerOf(request) ?? '', publishingId });
    response.status(200).json({});
  });
}

const requireSdp: RequestHandler = (request, _response, next) => {
  if (!request.is('application/sdp')) throw new AppError('OFFER_NOT_ACCEPTED');
  next();
};

/** `?quality=sub`. Errors: INVALID_REQUEST. */
function qualityOf({ query }: Request): Quality {
  const quality = Quality.default('main').safeParse(query.quality);
  if (!quality.success) throw new AppError('INVALID_REQUEST', { field: 'quality' });
  return quality.data;
}

function bearerOf({ headers }: Request): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}
