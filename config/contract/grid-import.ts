/** Grids from files: what is sent, what would become of each shape or row, and what stands against it. */
import { z } from 'zod';

/** wgs84: CGCS2000 as well. gcj02: AMap, Tencent. bd09: Baidu. */
export const GeoSystem = z.enum(['wgs84', 'gcj02', 'bd09']);
export type GeoSystem = z.infer<typeof GeoSystem>;
