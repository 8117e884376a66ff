/** Draws every symbol onto one picture for the graphics card. */
import { cssColour, type MapColours, type Rgba } from './map-colours.ts';
import { SYMBOL_BOX, SYMBOLS, type SymbolName } from './map-symbols.ts';

type Spot = { x: number; y: number; width: number; height: number; anchorX: number; anchorY: number; mask: boolean };
export type SymbolAtlas = { picture: ImageData; mapping: Record<string, Spot> };

const SCALE = 4;
const CELL = SYMBOL_BOX * SCALE;

export function drawSymbolAtlas(colours: MapColours): SymbolAtlas {
  const names = Object.keys(SYMBOLS) as SymbolName[];
  const canvas = document.createElement('canvas');
  canvas.width = CELL * names.length;
  canvas.height = CELL;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas to draw on');
  const mapping: SymbolAtlas['mapping'] = {};
  for (const [index, name] of names.entries()) {
    pen.setTransform(SCALE, 0, 0, SCALE, index * CELL, 0);
    drawSymbol(pen, name, colours);
    mapping[name] = {
      x: index * CELL,
      y: 0,
      width: CELL,
      height: CELL,
      anchorX: CELL / 2,
      anchorY: CELL / 2,
      mask: false,
    };
  }
  return { picture: pen.getImageData(0, 0, canvas.width, canvas.height), mapping };
}

function drawSymbol(pen: CanvasRenderingContext2D, name: SymbolName, colours: MapColours): void {
  const { path, isFilled, mark, tone } = SYMBOLS[name];
  const colour = toneOf(tone, colours);
  const outline = new Path2D(path);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = cssColour(colours.ground);
  pen.stroke(outline);
  pen.fillStyle = cssColour(isFilled ? colour : colours.ground);
  pen.fill(outline);
  pen.lineWidth = 1.7;
  pen.strokeStyle = cssColour(colour);
  pen.stroke(outline);
  pen.strokeStyle = cssColour(isFilled ? colours.ground : colour);
  pen.lineWidth = 2;
  if (mark) pen.stroke(new Path2D(mark));
}

function toneOf(tone: (typeof SYMBOLS)[SymbolName]['tone'], colours: MapColours): Rgba {
  if (tone === 'neutral') return colours.text;
  return tone === 'quiet' ? colours.quietText : colours[tone];
}
