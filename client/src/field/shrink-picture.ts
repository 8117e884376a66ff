/** Makes a picture from the camera small enough to send from the street. */

const LONGEST_SIDE = 1_600;
const QUALITY = 0.82;
/** More than any phone's camera makes. */
export const FILE_MAX_MB = 30;

/** Says which words tell of it. */
export class PictureRefused extends Error {
  readonly why: 'tooLarge' | 'notPicture';

  constructor(why: 'tooLarge' | 'notPicture', cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

export async function shrunkPicture(file: File): Promise<Blob> {
  if (file.size > FILE_MAX_MB * 1_000_000) throw new PictureRefused('tooLarge');
  const picture = await createImageBitmap(file).catch((thrown: unknown) => {
    throw new PictureRefused('notPicture', thrown);
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((jpeg) => (jpeg ? resolve(jpeg) : reject(new PictureRefused('notPicture'))), 'image/jpeg', QUALITY),
  );
}
