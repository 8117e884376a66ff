/** The watermark as a picture that repeats: pale on dark and dark on pale, so that no scene swallows it. Pure. */

const WIDTH_PX = 360;
const HEIGHT_PX = 170;
const FONT_PX = 15;
const LINE_PX = 20;

/** A value for CSS `background-image`. The second row of each tile is shifted, so that no straight lane stays free. */
export function watermarkImage(lines: readonly string[]): string {
  const text = lines
    .map((line, index) => `<tspan x="0" dy="${index === 0 ? 0 : LINE_PX}">${escaped(line)}</tspan>`)
    .join('');
  const at = (x: number, y: number) => `<text transform="translate(${x} ${y}) rotate(-18)">${text}</text>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX * 2}">`,
    `<g font-family="Microsoft YaHei,PingFang SC,Noto Sans CJK SC,sans-serif" font-size="${FONT_PX}" `,
    'fill="#fff" fill-opacity=".17" stroke="#000" stroke-opacity=".13" stroke-width="2" paint-order="stroke">',
    at(24, 120),
    at(24 - WIDTH_PX / 2, 120 + HEIGHT_PX),
    at(24 + WIDTH_PX / 2, 120 + HEIGHT_PX),
    '</g></svg>',
  ].join('');
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
