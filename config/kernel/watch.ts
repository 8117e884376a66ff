/**
 * Looks at the site's clock every few seconds instead of setting one long timer, so that
 * a machine that slept, was restarted or had its clock moved says at once what is due.
 */
export type Watch = { look(): Promise<void>; close(): Promise<void> };

const LOOK_EVERY_MS = 2_000;

/** One look after the other; whoever asks for one hears when it is done. */
export function openWatch(lookOnce: () => Promise<void>, failed: (thrown: unknown) => void): Watch {
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking.then(lookOnce).catch(failed);
    return looking;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  void look();
  return {
    look,
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
