import { expect, test } from 'vitest';
import { watermarkImage } from '../../../client/src/video/watermark-image.ts';

const svgOf = (lines: string[]) => decodeURIComponent(watermarkImage(lines).slice('url("data:image/svg+xml,'.length));

test('every line of the watermark is in each of its repetitions', () => {
  const svg = svgOf(['张值班 · 示范街', 'duty 2026年11月26日 03:41:05']);
  expect(svg.match(/张值班 · 示范街/g)).toHaveLength(3);
  expect(svg.match(/2026年11月26日 03:41:05/g)).toHaveLength(3);
});

test('a name with signs of markup is written, not obeyed', () => {
  expect(svgOf(['<b>"A&B"'])).toContain('&lt;b&gt;&quot;A&amp;B&quot;');
});

test('nothing in a name ends the value it stands in', () => {
  expect(watermarkImage(['")(\''])).toMatch(/^url\("[^"]+"\)$/);
});
