/** ONVIF PTZ (ver20/ptz/wsdl): turning, zooming, presets and home of one media profile. */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import type { PtzPlace, PtzVector } from '../../config/contract/ptz.ts';
import { readAnswer } from './media-elements.ts';
import { inFieldOfView, inGenericSpace } from './ptz-step.rules.ts';
import type { SoapLine } from './soap-line.ts';
import { all, element, leaf, maybe, number, numberIn, one, text } from './xml.ts';

const NAMESPACE = 'http://www.onvif.org/ver20/ptz/wsdl';
/** A move the camera ends by itself if nobody says more: the last of three who would stop it. */
const MOVE_TIMEOUT = 'PT2S';
const FIELD_OF_VIEW = 'http://www.onvif.org/ver10/tptz/PanTiltSpaces/TranslationSpaceFov';
/** The only space every device that tells or takes places has; what is told in another, such as degrees, is not taken for it. */
const GENERIC_PLACE = /\/PositionGenericSpace$/;
const WIDEST: PtzPlace = { pan: 0, tilt: 0, zoom: 0 };

const Node = z.object({
  $: z.object({ token: z.string() }),
  supportedPTZSpaces: one(
    z.object({
      absolutePanTiltPositionSpace: all(z.object({ URI: one(text) })),
      relativePanTiltTranslationSpace: all(z.object({ URI: one(text), XRange: maybe(z.object({ max: one(number) })) })),
      continuousPanTiltVelocitySpace: all(z.unknown()),
      continuousZoomVelocitySpace: all(z.unknown()),
      panTiltSpeedSpace: all(z.unknown()),
      zoomSpeedSpace: all(z.unknown()),
    }),
  ),
  maximumNumberOfPresets: maybe(number),
  homeSupported: maybe(text),
});
export type PtzNode = z.infer<typeof Node>;
const Nodes = z.object({ PTZNode: all(Node) });
const Presets = z.object({
  preset: all(z.object({ $: z.object({ token: z.string() }), name: maybe(text) })),
});
const NewPreset = z.object({ presetToken: one(text) });
const Axes = z.record(z.string(), z.string());
const Status = z.object({
  PTZStatus: one(
    z.object({
      position: maybe(z.object({ panTilt: maybe(z.object({ $: Axes })), zoom: maybe(z.object({ $: Axes })) })),
    }),
  ),
});

export type PtzAbilities = {
  relative: boolean;
  /** The largest value of the field of view space; null where there is none. */
  fieldOfViewMax: number | null;
  absolute: boolean;
  /** Whether it takes how fast it is to go somewhere. */
  speed: { panTilt: boolean; zoom: boolean };
  presets: boolean;
  home: boolean;
};
/** Of the most there is. */
type Speed = { speed?: number | undefined };
export type DevicePreset = { token: string; name: string };

/** What turns at a device: a recorder has one for each of its cameras that do. */
export async function ptzNodesAt(line: SoapLine, path: string): Promise<PtzNode[]> {
  const answer = await line.ask({ path, namespace: NAMESPACE, action: 'GetNodes', content: '' });
  return readAnswer(Nodes, answer, 'GetNodes').PTZNode;
}

export class Ptz {
  readonly abilities: PtzAbilities;
  readonly #line: SoapLine;
  readonly #path: string;
  readonly #profileToken: string;

  /** Error: `ONVIF_NOT_OFFERED` when the node turns neither way. */
  static of(
    line: SoapLine,
    {
      path,
      profile,
      nodes,
    }: { path: string; profile: { token: string; nodeToken: string }; nodes: readonly PtzNode[] },
  ): Ptz {
    const node = nodes.find(({ $ }) => $.token === profile.nodeToken) ?? nodes[0];
    const spaces = node?.supportedPTZSpaces;
    const canTurn =
      spaces && spaces.continuousPanTiltVelocitySpace.length + spaces.continuousZoomVelocitySpace.length > 0;
    if (!canTurn) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    const fieldOfView = spaces.relativePanTiltTranslationSpace.find(({ URI }) => URI === FIELD_OF_VIEW);
    const abilities = {
      fieldOfViewMax: fieldOfView ? (fieldOfView.XRange?.max ?? 1) : null,
      relative: spaces.relativePanTiltTranslationSpace.length > 0,
      absolute: spaces.absolutePanTiltPositionSpace.some(({ URI }) => GENERIC_PLACE.test(URI)),
      speed: { panTilt: spaces.panTiltSpeedSpace.length > 0, zoom: spaces.zoomSpeedSpace.length > 0 },
      presets: (node.maximumNumberOfPresets ?? 0) > 0,
      home: node.homeSupported === 'true' || node.homeSupported === '1',
    };
    return new Ptz(line, path, profile.token, abilities);
  }

  private constructor(line: SoapLine, path: string, profileToken: string, abilities: PtzAbilities) {
    this.#line = line;
    this.#path = path;
    this.#profileToken = profileToken;
    this.abilities = abilities;
  }

  /** Goes on for 2 s at most, unless it is asked for again. */
  async move(velocity: PtzVector): Promise<void> {
    await this.#ask('ContinuousMove', vectorElement('m:Velocity', velocity) + leaf('m:Timeout', MOVE_TIMEOUT));
  }

  async stop(): Promise<void> {
    await this.#ask('Stop', leaf('m:PanTilt', 'true') + leaf('m:Zoom', 'true'));
  }

  /** By that much of what is seen. */
  async step({ speed, ...by }: PtzVector & Speed): Promise<void> {
    const { relative, absolute, fieldOfViewMax } = this.abilities;
    if (relative && fieldOfViewMax !== null) {
      const translation = vectorElement('m:Translation', inFieldOfView(by, fieldOfViewMax), FIELD_OF_VIEW);
      return void (await this.#ask('RelativeMove', translation + this.#speedElement(speed)));
    }
    if (!relative && !absolute) throw new AppError('ONVIF_NOT_OFFERED', { what: 'RelativeMove' });
    const from = (await this.place()) ?? WIDEST;
    const { pan, tilt, zoom } = inGenericSpace(by, from.zoom);
    if (relative) {
      const translation = vectorElement('m:Translation', { pan, tilt, zoom });
      return void (await this.#ask('RelativeMove', translation + this.#speedElement(speed)));
    }
    await this.goTo({ pan: from.pan + pan, tilt: from.tilt + tilt, zoom: from.zoom + zoom, speed });
  }

  /** Error: `ONVIF_NOT_OFFERED`. */
  async goTo({ pan, tilt, zoom, speed }: PtzPlace & Speed): Promise<void> {
    if (!this.abilities.absolute) throw new AppError('ONVIF_NOT_OFFERED', { what: 'AbsoluteMove' });
    const to = { pan: within(pan, -1), tilt: within(tilt, -1), zoom: within(zoom, 0) };
    await this.#ask('AbsoluteMove', vectorElement('m:Position', to) + this.#speedElement(speed));
  }

  /** Null when it does not tell, or not in a way that can be told from one camera to the next. */
  async place(): Promise<PtzPlace | null> {
    const { PTZStatus: status } = readAnswer(Status, await this.#ask('GetStatus', ''), 'GetStatus');
    const { panTilt, zoom } = status.position ?? {};
    const isGeneric = [panTilt, zoom].every((each) => GENERIC_PLACE.test(each?.$.space ?? '/PositionGenericSpace'));
    const [x, y] = [numberIn(panTilt?.$.x), numberIn(panTilt?.$.y)];
    if (!isGeneric || x === null || y === null) return null;
    return { pan: within(x, -1), tilt: within(y, -1), zoom: within(numberIn(zoom?.$.x) ?? 0, 0) };
  }

  async presets(): Promise<DevicePreset[]> {
    const { preset } = readAnswer(Presets, await this.#ask('GetPresets', ''), 'GetPresets');
    return preset.map(({ $, name }) => ({ token: $.token, name: name ?? '' }));
  }

  /** Where it looks now becomes a preset. Answers its token. */
  async setPreset(name: string): Promise<string> {
    return readAnswer(NewPreset, await this.#ask('SetPreset', leaf('m:PresetName', name)), 'SetPreset').presetToken;
  }

  async goToPreset(token: string, speed?: number): Promise<void> {
    await this.#ask('GotoPreset', leaf('m:PresetToken', token) + this.#speedElement(speed));
  }

  async removePreset(token: string): Promise<void> {
    await this.#ask('RemovePreset', leaf('m:PresetToken', token));
  }

  async goHome(speed?: number): Promise<void> {
    await this.#ask('GotoHomePosition', this.#speedElement(speed));
  }

  async setHome(): Promise<void> {
    await this.#ask('SetHomePosition', '');
  }

  /** Nothing where none is asked for, or the camera takes none: some refuse the whole order for it. */
  #speedElement(speed: number | undefined): string {
    const { panTilt, zoom } = this.abilities.speed;
    if (speed === undefined || !(panTilt || zoom)) return '';
    const ofPanTilt = panTilt ? element('tt:PanTilt', '', { x: rounded(speed), y: rounded(speed) }) : '';
    return element('m:Speed', ofPanTilt + (zoom ? element('tt:Zoom', '', { x: rounded(speed) }) : ''));
  }

  #ask(action: string, content: string): Promise<unknown> {
    const about = leaf('m:ProfileToken', this.#profileToken);
    return this.#line.ask({ path: this.#path, namespace: NAMESPACE, action, content: about + content });
  }
}

function vectorElement(name: string, { pan, tilt, zoom }: PtzVector, space: string | null = null): string {
  const panTilt = element('tt:PanTilt', '', { x: rounded(pan), y: rounded(tilt), space });
  return element(name, panTilt + element('tt:Zoom', '', { x: rounded(zoom) }));
}

/** Cameras read few digits, and none with an exponent. */
function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function within(value: number, min: number): number {
  return Math.min(Math.max(value, min), 1);
}
