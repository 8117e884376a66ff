/** Settings of a camera's picture, and the outputs it switches, over ONVIF. */
import { z } from 'zod';

const Level = z.object({ value: z.number(), min: z.number(), max: z.number() });
const Choice = z.object({ value: z.string(), choices: z.array(z.string()) });

/** Null is what the camera does not offer. */
export const CameraImaging = z.object({
  brightness: Level.nullable(),
  colorSaturation: Level.nullable(),
  contrast: Level.nullable(),
  sharpness: Level.nullable(),
  irCutFilter: Choice.nullable(),
  focusMode: Choice.nullable(),
  exposureMode: Choice.nullable(),
  /** How far it is closed, in dB: 0 is open. Of use while the exposure is set by hand. */
  iris: Level.nullable(),
});
export type CameraImaging = z.infer<typeof CameraImaging>;

export const SwitchRelay = z.strictObject({ isActive: z.boolean() });
export type SwitchRelay = z.infer<typeof SwitchRelay>;

/** What is left out stays as it is; an iris that is set sets the exposure to be by hand. */
export const ChangeImaging = z
  .strictObject({
    brightness: z.number(),
    colorSaturation: z.number(),
    contrast: z.number(),
    sharpness: z.number(),
    irCutFilter: z.string().max(20),
    focusMode: z.string().max(20),
    exposureMode: z.string().max(20),
    iris: z.number(),
  })
  .partial();
export type ChangeImaging = z.infer<typeof ChangeImaging>;
