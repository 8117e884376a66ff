/** The small build of the player has no types of its own; they are those of the large one. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
