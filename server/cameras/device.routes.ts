/** Devices on the network over HTTP: searched for and looked at by the media node, which is in the cameras' network. */
import type { Mount } from '../http/route.ts';
import type { MediaNode } from '../nodes/media-node.ts';

type Needs = { node: Pick<MediaNode, 'searchDevices' | 'deviceSearch' | 'inspectDevice'> };

export function mountDeviceRoutes({ route }: Mount, { node }: Needs): void {
  route('POST /api/device-searches', ({ body }) => node.searchDevices(body));
  route('GET /api/device-searches/:searchId', ({ param }) => node.deviceSearch({ searchId: param('searchId') }));
  route('POST /api/devices/inspect', ({ body }) => node.inspectDevice(body));
}
