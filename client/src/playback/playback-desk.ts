/** What one playback is at: its time, what of it the timeline shows, and what was marked. Outside React: pictures read it many times a second. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { atRate, momentOfTime, type PlaybackTime, paused, played, timeAt, wentTo } from './playback-clock.rules.ts';
import { centredOn, type View } from './timeline.rules.ts';

export type DeskState = {
  time: PlaybackTime;
  view: View;
  /** The moment stays in the middle, and the time moves under it. */
  isCentred: boolean;
  range: RecordedSpan | null;
};

export type PlaybackDesk = {
  store: StoreApi<DeskState>;
  momentMs(): number;
  go(atMs: number): void;
  toggle(): void;
  pause(): void;
  /** Playing, whatever it was. */
  run(rate: number): void;
  change(next: (time: PlaybackTime, nowMs: number) => PlaybackTime): void;
  /** As it is shown, around the moment where it stays in the middle. */
  view(): View;
  setView(next: (view: View) => View): void;
  setCentred(isCentred: boolean): void;
  setRange(range: RecordedSpan | null): void;
};

export function newPlaybackDesk(first: { atMs: number; view: View; range: RecordedSpan | null }): PlaybackDesk {
  const nowMs = () => performance.now();
  const store = createStore<DeskState>()(() => ({
    time: timeAt(first.atMs, nowMs()),
    view: first.view,
    isCentred: false,
    range: first.range,
  }));
  const momentMs = () => momentOfTime(store.getState().time, nowMs());
  const change: PlaybackDesk['change'] = (next) => {
    const { time } = store.getState();
    const after = next(time, nowMs());
    if (after !== time) store.setState({ time: after });
  };
  const view = () => {
    const { view, isCentred } = store.getState();
    return isCentred ? centredOn(momentMs(), view) : view;
  };
  return {
    store,
    momentMs,
    change,
    view,
    go: (atMs) => change((time, now) => wentTo(time, Math.round(atMs), now)),
    toggle: () => change((time, now) => (time.isPlaying ? paused(time, now) : played(time, now))),
    pause: () => change(paused),
    run: (rate) => change((time, now) => played(atRate(time, rate, now), now)),
    setView: (next) => store.setState({ view: next(view()) }),
    setCentred: (isCentred) => store.setState({ view: view(), isCentred }),
    setRange: (range) => store.setState({ range }),
  };
}
