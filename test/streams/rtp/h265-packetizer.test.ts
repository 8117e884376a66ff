/** What is cut into packets is put together again by our own depacketizer, which cameras of others have proven. */
import { expect, test } from 'vitest';
import type { AccessUnit } from '../../../streams/hub/access-unit.ts';
import type { Picture } from '../../../streams/rtp/h264-depacketizer.ts';
import { H265Depacketizer } from '../../../streams/rtp/h265-depacketizer.ts';
import { H265Packetizer } from '../../../streams/rtp/h265-packetizer.ts';

const SETS = {
  codec: 'h265' as const,
  vps: Buffer.from([0x40, 1, 1]),
  sps: Buffer.from([0x42, 1, 2]),
  pps: Buffer.from([0x44, 1, 3]),
};

/** NAL units of that type and these sizes, each behind its length. */
function picture(type: number, sizes: readonly number[], ticks: number): AccessUnit {
  const nals = sizes.map((size) => {
    const nal = Buffer.alloc(size + 4, size & 0xff);
    nal.writeUInt32BE(size, 0);
    nal[4] = type << 1;
    nal[5] = 1;
    // The first slice of its picture.
    nal[6] = 0x80;
    return nal;
  });
  const data = Buffer.concat(nals);
  const isKey = type >= 16;
  return { data, isKey, ticks, compositionTicks: 0, isReordered: false, receivedAtMs: 0, parameterSets: SETS };
}

test('pictures of any size come out as they went in, and no packet is too large', () => {
  const units = [
    picture(19, [90_000], 0),
    picture(1, [40], 3_600),
    picture(1, [1_188], 7_200),
    picture(1, [1_189], 10_800),
  ];
  const packetizer = new H265Packetizer({ ssrc: 1, payloadType: 96, firstSequence: 65_530 });
  const seen: Picture[] = [];
  const depacketizer = new H265Depacketizer((each) => seen.push({ ...each, data: Buffer.from(each.data) }), {});
  for (const each of [...units, picture(1, [40], 14_400)]) {
    for (const packet of packetizer.packetize(each, each.ticks)) {
      expect(packet.length).toBeLessThanOrEqual(1_200);
      depacketizer.push(packet);
    }
  }
  expect(seen.slice(0, 4).map(({ data }) => data.length)).toEqual(units.map(({ data }) => data.length));
  expect(seen.slice(0, 4).every(({ data }, index) => data.equals(units[index]?.data ?? Buffer.alloc(0)))).toBe(true);
  expect(seen[0]).toMatchObject({ isKey: true, parameterSets: SETS });
});
