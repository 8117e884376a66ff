/** ONVIF imaging (ver20/imaging/wsdl) of one picture source: brightness and the like, IR cut filter, iris, focus. */
import { z } from 'zod';
import type { CameraImaging, ChangeImaging } from '../../config/contract/imaging.ts';
import { readAnswer } from './media-elements.ts';
import type { SoapLine } from './soap-line.ts';
import { all, element, leaf, maybe, number, one, text } from './xml.ts';

const BY_HAND = 'MANUAL';
const NAMESPACE = 'http://www.onvif.org/ver20/imaging/wsdl';

const Settings = z.object({
  imagingSettings: one(
    z.object({
      brightness: maybe(number),
      colorSaturation: maybe(number),
      contrast: maybe(number),
      sharpness: maybe(number),
      irCutFilter: maybe(text),
      focus: maybe(z.object({ autoFocusMode: maybe(text) })),
      exposure: maybe(z.object({ mode: maybe(text), iris: maybe(number) })),
    }),
  ),
});
const Span = maybe(z.object({ min: one(number), max: one(number) }));
const Options = z.object({
  imagingOptions: one(
    z.object({
      brightness: Span,
      colorSaturation: Span,
      contrast: Span,
      sharpness: Span,
      irCutFilterModes: all(text),
      focus: maybe(z.object({ autoFocusModes: all(text) })),
      exposure: maybe(z.object({ mode: all(text), iris: Span })),
    }),
  ),
});
const MoveOptions = z.object({ moveOptions: one(z.object({ continuous: maybe(z.unknown()) })) });

export class Imaging {
  readonly #line: SoapLine;
  readonly #path: string;
  readonly #sourceToken: string;

  constructor(line: SoapLine, path: string, sourceToken: string) {
    this.#line = line;
    this.#path = path;
    this.#sourceToken = sourceToken;
  }

  async canFocus(): Promise<boolean> {
    const answer = MoveOptions.safeParse(await this.#ask('GetMoveOptions', ''));
    return answer.success && answer.data.moveOptions.continuous !== null;
  }

  async settings(): Promise<CameraImaging> {
    const { imagingSettings: set } = readAnswer(
      Settings,
      await this.#ask('GetImagingSettings', ''),
      'GetImagingSettings',
    );
    const { imagingOptions: may } = readAnswer(Options, await this.#ask('GetOptions', ''), 'GetOptions');
    const level = (value: number | null, span: { min: number; max: number } | null) =>
      value === null || span === null ? null : { value, ...span };
    return {
      brightness: level(set.brightness, may.brightness),
      colorSaturation: level(set.colorSaturation, may.colorSaturation),
      contrast: level(set.contrast, may.contrast),
      sharpness: level(set.sharpness, may.sharpness),
      irCutFilter: set.irCutFilter === null ? null : { value: set.irCutFilter, choices: may.irCutFilterModes },
      focusMode:
        set.focus?.autoFocusMode == null
          ? null
          : { value: set.focus.autoFocusMode, choices: may.focus?.autoFocusModes ?? [] },
      exposureMode: set.exposure?.mode == null ? null : { value: set.exposure.mode, choices: may.exposure?.mode ?? [] },
      iris: may.exposure?.mode.includes(BY_HAND) ? level(set.exposure?.iris ?? null, may.exposure.iris) : null,
    };
  }

  /** Only what is named; onvif.xsd has an order. */
  async set(change: ChangeImaging): Promise<void> {
    const { brightness, colorSaturation, contrast, sharpness, irCutFilter, focusMode, exposureMode, iris } = change;
    // The schema wants the mode with it.
    const mode = iris === undefined ? exposureMode : BY_HAND;
    const content =
      leaf('tt:Brightness', brightness ?? null) +
      leaf('tt:ColorSaturation', colorSaturation ?? null) +
      leaf('tt:Contrast', contrast ?? null) +
      (mode === undefined ? '' : element('tt:Exposure', leaf('tt:Mode', mode) + leaf('tt:Iris', iris ?? null))) +
      (focusMode === undefined ? '' : element('tt:Focus', leaf('tt:AutoFocusMode', focusMode))) +
      leaf('tt:IrCutFilter', irCutFilter ?? null) +
      leaf('tt:Sharpness', sharpness ?? null);
    await this.#ask('SetImagingSettings', element('m:ImagingSettings', content) + leaf('m:ForcePersistence', 'true'));
  }

  /** Nearer is negative, farther positive; 0 stops. */
  async focus(speed: number): Promise<void> {
    if (speed === 0) return void (await this.#ask('Stop', ''));
    const continuous = element('tt:Continuous', leaf('tt:Speed', Math.round(speed * 1_000) / 1_000));
    await this.#ask('Move', element('m:Focus', continuous));
  }

  #ask(action: string, content: string): Promise<unknown> {
    const about = leaf('m:VideoSourceToken', this.#sourceToken);
    return this.#line.ask({ path: this.#path, namespace: NAMESPACE, action, content: about + content });
  }
}
