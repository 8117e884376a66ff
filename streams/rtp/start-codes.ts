/** The byte stream format (annex B of H.264 and of H.265) where there should be one NAL unit. */

const START_CODE = Buffer.from([0, 0, 1]);

/** The units in `bytes`, as views: a start code never occurs inside one, so that most often there is one. */
export function unitsIn(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let rest = bytes;
  for (let code = rest.indexOf(START_CODE); code >= 0; code = rest.indexOf(START_CODE)) {
    units.push(withoutEndingZeros(rest.subarray(0, code)));
    rest = rest.subarray(code + START_CODE.length);
  }
  units.push(rest);
  return units.filter((unit) => unit.length > 0);
}

/** The first zero of a longer start code stands behind the unit before it; no unit ends in zeros. */
function withoutEndingZeros(unit: Buffer): Buffer {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end -= 1;
  return unit.subarray(0, end);
}
