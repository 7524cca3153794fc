// Every symbol is drawn here, in the theme's colours: shape and colour say the same twice.
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Palette } from "./theme";

const pixelRatio = 2;

type Draw = (context: CanvasRenderingContext2D, size: number) => void;

/** Symbol of each facility kind; a kind that is not listed looks like its group. */
export const symbolOfKind: Record<string, string> = {
  "toilet.dry": "dry",
  "toilet.mobile": "toilet-mobile",
  "waste.open_pit": "pit",
  "waste.bin_uncovered": "waste-open",
  "waste.collection_station": "waste-station",
  "waste.transfer_station": "waste-station",
  "waste.landfill": "waste-station",
};

/** Puts all symbols into the map, or again in other colours. */
export function draw(map: MapLibreMap, colours: Palette): void {
  for (const [name, [size, paint]] of Object.entries(symbols(colours))) {
    const image = render(size, paint);
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio });
  }
}

function symbols(c: Palette): Record<string, [number, Draw]> {
  const lamp = (colour: string, inner: Draw): Draw => (context, size) => {
    box(0.42, 0.14)(context, size);
    paint(context, colour, c.paper, size * 0.07);
    context.save();
    context.translate(size * 0.3, size * 0.3);
    inner(context, size * 0.4);
    context.fillStyle = c.paper;
    context.fill();
    context.restore();
  };
  const plain = (shape: Draw, fill: string, edge = c.paper): Draw => (context, size) => {
    shape(context, size);
    paint(context, fill, edge, size * 0.11);
  };
  return {
    toilet: [14, plain(disc(0.34), c.toilet)],
    "toilet-mobile": [14, plain(disc(0.32), c.paper, c.toilet)],
    dry: [16, plain(box(0.36, 0.08), c.dry)],
    pit: [18, plain(triangle(0.4), c.pit)],
    waste: [13, plain(diamond(0.36), c.waste)],
    "waste-open": [13, plain(diamond(0.34), c.paper, c.waste)],
    "waste-station": [18, plain(diamond(0.38), c.waste)],
    market: [17, plain(house(0.38), c.market)],
    "lamp-ok": [22, lamp(c.ok, disc(0.42))],
    "lamp-warn": [22, lamp(c.warn, triangle(0.5))],
    "lamp-late": [22, lamp(c.late, box(0.38, 0.02))],
    hatch: [10, hatching(c["ink-3"])],
  };
}

function render(size: number, paintOn: Draw): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * pixelRatio;
  const context = canvas.getContext("2d")!;
  context.scale(pixelRatio, pixelRatio);
  paintOn(context, size);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function paint(context: CanvasRenderingContext2D, fill: string, edge: string, width: number): void {
  context.lineJoin = "round";
  context.lineWidth = width * 2;
  context.strokeStyle = edge;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
}

const disc = (radius: number): Draw => (context, size) => {
  context.beginPath();
  context.arc(size / 2, size / 2, size * radius, 0, 2 * Math.PI);
};

const box = (half: number, corner: number): Draw => (context, size) => {
  context.beginPath();
  context.roundRect(size * (0.5 - half), size * (0.5 - half), size * 2 * half, size * 2 * half, size * corner);
};

const polygon = (points: [number, number][]): Draw => (context, size) => {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(size * (0.5 + x), size * (0.5 + y));
  context.closePath();
};

const triangle = (r: number): Draw => polygon([[0, -r], [r, r * 0.8], [-r, r * 0.8]]);
const diamond = (r: number): Draw => polygon([[0, -r], [r, 0], [0, r], [-r, 0]]);
const house = (r: number): Draw => polygon([[-r, -r * 0.2], [0, -r], [r, -r * 0.2], [r * 0.8, r * 0.9], [-r * 0.8, r * 0.9]]);

/** Thin slanting lines that meet their neighbours' across the tile's edges. */
const hatching = (colour: string): Draw => (context, size) => {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = -size; at <= size * 2; at += size / 2) {
    context.moveTo(at, size);
    context.lineTo(at + size, 0);
  }
  context.stroke();
};
