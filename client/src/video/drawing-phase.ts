/** Looks how many of a receiver's pictures a video element presents, and moves them out of the way of its drawing. */
import { AS_IT_COMES, nextPhase, type Phase, targetMsOf } from './drawing-phase.rules.ts';
import { numberOf, statOf } from './rtc-stats.ts';

export type PhaseWatch = { close(): void };

const LOOK_EVERY_MS = 4_000;
/** Looks. At first the browser holds pictures longer than it will. */
const STARTS_AFTER = 3;

type Look = { presented: number; decoded: number; delayS: number; emitted: number };

export function watchPhase(video: HTMLVideoElement, receiver: RTCRtpReceiver): PhaseWatch {
  let phase: Phase = { ...AS_IT_COMES, restCount: STARTS_AFTER };
  let before: Look | undefined;
  let asked: number | undefined;

  const look = (presented: number, report: RTCStatsReport) => {
    const inbound = statOf(report, 'inbound-rtp');
    const now: Look = {
      presented,
      decoded: numberOf(inbound, 'framesDecoded'),
      delayS: numberOf(inbound, 'jitterBufferDelay'),
      emitted: numberOf(inbound, 'jitterBufferEmittedCount'),
    };
    const last = before;
    before = now;
    // Another track was put into the element, or nothing came.
    if (!last || presented < last.presented || now.emitted <= last.emitted) return;
    const delayMs = ((now.delayS - last.delayS) / (now.emitted - last.emitted)) * 1_000;
    const next = nextPhase(phase, {
      decoded: now.decoded - last.decoded,
      presented: presented - last.presented,
      delayMs,
    });
    if (next.shiftMs !== phase.shiftMs) receiver.jitterBufferTarget = targetMsOf(next);
    phase = next;
  };
  // One callback at each look: one for every picture would make the page draw for each.
  const timer = setInterval(() => {
    if (asked !== undefined) return;
    asked = video.requestVideoFrameCallback((_, { presentedFrames }) => {
      asked = undefined;
      receiver.getStats().then(
        (report) => look(presentedFrames, report),
        () => {
          // It was closed under the question.
        },
      );
    });
  }, LOOK_EVERY_MS);

  return {
    close: () => {
      clearInterval(timer);
      if (asked !== undefined) video.cancelVideoFrameCallback(asked);
    },
  };
}
