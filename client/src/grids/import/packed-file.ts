/** A file as it is sent: text is packed with gzip, what is a ZIP already goes as it is. */
import { base64Of } from '../../cameras/sheet/base64-of.ts';

const PACKED = /\.(zip|xlsx)$/i;

export async function packedFile(file: File): Promise<string> {
  if (PACKED.test(file.name)) return base64Of(file);
  const packed = file.stream().pipeThrough(new CompressionStream('gzip'));
  return base64Of(await new Response(packed).blob());
}
