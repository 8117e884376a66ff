/**
 * A camera's events over a real-time pull point (ONVIF Core, "Real-time Pull-Point Notification
 * Interface"): subscribed, pulled with long answers, renewed, and unsubscribed.
 *
 * A subscription named by WS-Addressing reference parameters instead of an address of its own is
 * not kept apart: those parameters are lost when the package reads the answer.
 */
import { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import { bareTopic, type DeviceEvent } from './event.rules.ts';
import { readAnswer } from './media-elements.ts';
import type { SoapLine } from './soap-line.ts';
import { all, leaf, maybe, one, text } from './xml.ts';

const EVENTS = 'http://www.onvif.org/ver10/events/wsdl';
const NOTIFICATION = 'http://docs.oasis-open.org/wsn/b-2';
const MANAGER = 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager';
export const LASTS_S = 60;
const PULL_S = 10;
const MOST_MESSAGES = 30;
/** A pull that finds nothing takes this long, and then some for the way. */
const PULL_WITHIN_MS = PULL_S * 1_000 + 5_000;

const Subscription = z.object({ subscriptionReference: one(z.object({ address: one(text) })) });
const Item = z.object({ $: z.object({ Name: z.string(), Value: z.string().default('') }) });
const Items = maybe(z.object({ simpleItem: all(Item) }));
const Messages = z.object({
  notificationMessage: all(
    z.object({
      topic: one(text),
      message: one(
        z.object({
          message: one(
            z.object({
              $: z.record(z.string(), z.string()).default({}),
              source: Items,
              data: Items,
            }),
          ),
        }),
      ),
    }),
  ),
});

export class PullPoint {
  readonly #line: SoapLine;
  readonly #path: string;
  readonly #to: string;

  static async subscribe(line: SoapLine, eventsPath: string): Promise<PullPoint> {
    const action = 'CreatePullPointSubscription';
    const answer = await line.ask({
      path: eventsPath,
      namespace: EVENTS,
      action,
      content: leaf('m:InitialTerminationTime', `PT${LASTS_S}S`),
      addressing: { action: `${EVENTS}/EventPortType/${action}Request`, to: line.addressOf(eventsPath) },
    });
    const { subscriptionReference } = readAnswer(Subscription, answer, action);
    const path = line.pathOfService(subscriptionReference.address);
    if (path === null) throw new AppError('ONVIF_NOT_OFFERED', { what: action });
    return new PullPoint(line, path, subscriptionReference.address);
  }

  private constructor(line: SoapLine, path: string, to: string) {
    this.#line = line;
    this.#path = path;
    this.#to = to;
  }

  /** What happened since the last pull; waits some seconds for it. */
  async pull(): Promise<DeviceEvent[]> {
    const action = 'PullMessages';
    const content = leaf('m:Timeout', `PT${PULL_S}S`) + leaf('m:MessageLimit', MOST_MESSAGES);
    const addressing = { action: `${EVENTS}/PullPointSubscription/${action}Request`, to: this.#to };
    const asked = { path: this.#path, namespace: EVENTS, action, content, addressing };
    const { notificationMessage } = readAnswer(Messages, await this.#line.ask(asked, PULL_WITHIN_MS), action);
    return notificationMessage.map(({ topic, message: { message } }) => {
      const source = valuesOf(message.source);
      return {
        topic: bareTopic(topic),
        operation: message.$.PropertyOperation ?? '',
        items: { ...source, ...valuesOf(message.data) },
        source,
      };
    });
  }

  async renew(): Promise<void> {
    await this.#manage('Renew', leaf('m:TerminationTime', `PT${LASTS_S}S`));
  }

  async unsubscribe(): Promise<void> {
    await this.#manage('Unsubscribe', '');
  }

  async #manage(action: string, content: string): Promise<void> {
    const addressing = { action: `${MANAGER}/${action}Request`, to: this.#to };
    await this.#line.ask({ path: this.#path, namespace: NOTIFICATION, action, content, addressing });
  }
}

function valuesOf(items: z.infer<typeof Items>): Record<string, string> {
  return Object.fromEntries((items?.simpleItem ?? []).map(({ $ }) => [$.Name, $.Value]));
}
