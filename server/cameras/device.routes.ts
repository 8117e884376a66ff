/** Devices on the network over HTTP: searched for and looked at by the media node, which is in the cameras' network. */
import type { Mount } from '../http/route.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { CameraService } from './camera.service.ts';
import type { DeviceService } from './device.service.ts';

type Needs = {
  node: Pick<MediaNode, 'searchDevices' | 'deviceSearch' | 'inspectDevice'>;
  devices: DeviceService;
  cameras: Pick<CameraService, 'deviceToInspect'>;
};

export function mountDeviceRoutes({ route }: Mount, { node, devices, cameras }: Needs): void {
  route('POST /api/device-searches', ({ body }) => node.searchDevices(body));
  route('GET /api/device-searches/:searchId', ({ param }) => node.deviceSearch({ searchId: param('searchId') }));
  route('POST /api/devices/inspect', async ({ body, asker }) =>
    node.inspectDevice(await cameras.deviceToInspect(body, asker.person)),
  );
  route('GET /api/cameras/:cameraId/imaging', ({ param, asker }) => devices.imaging(param('cameraId'), asker.person));
  route('PATCH /api/cameras/:cameraId/imaging', ({ param, body, asker }) =>
    devices.setImaging(param('cameraId'), body, asker.person),
  );
  route('GET /api/cameras/:cameraId/relays', ({ param, asker }) => devices.relays(param('cameraId'), asker.person));
  route('POST /api/cameras/:cameraId/relays/:relay', async ({ param, body, asker }) => {
    await devices.switchRelay(param('cameraId'), { relay: param('relay'), ...body }, asker.person);
    return {};
  });
  route('POST /api/cameras/:cameraId/reboot', async ({ param, asker }) => {
    await devices.reboot(param('cameraId'), asker.person);
    return {};
  });
}
