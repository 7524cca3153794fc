// Areas that share their borders: split, joined, and reshaped with whatever has the same vertex. Pure; coordinates are
// longitude and latitude, kept as the very numbers they came as, since neighbours match only then.

export type Place = [number, number];
/** Without its closing position. */
export type Ring = Place[];
/** The outer ring first. */
export type Part = Ring[];

export interface Grid {
  code: string;
  name: string;
  level: string;
  parentCode: string | null;
  leadUnitCode: string | null;
  residents: number | null;
  parts: Part[];
}

/** Why something cannot be drawn so; the panel has the words. */
export class Refusal extends Error {
  constructor(readonly reason: "crossings" | "through-hole" | "not-neighbours" | "too-small" | "nothing-there") { super(reason); }
}

export type Grids = ReadonlyMap<string, Grid>;

/** About a millimetre: two places nearer than this are one, where lines were drawn to meet. */
const near = 1e-8;

export const same = (a: Place, b: Place): boolean => a[0] === b[0] && a[1] === b[1];

export function read(features: { geometry: { type: string; coordinates: unknown }; properties: Record<string, unknown> }[]): Map<string, Grid> {
  return new Map(features.map(({ geometry, properties: p }) => {
    const polygons = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) as Place[][][];
    const code = String(p["gridCode"]);
    return [code, {
      code, name: String(p["name"]), level: String(p["level"]), parentCode: p["parentCode"] as string ?? null,
      leadUnitCode: p["leadUnitCode"] as string ?? null, residents: p["residents"] as number ?? null,
      parts: polygons.map(part => part.map(ring => ring.slice(0, -1).map(([x, y]): Place => [x!, y!]))),
    }];
  }));
}

export function geometryOf(grid: Grid): { type: "MultiPolygon"; coordinates: Place[][][] } {
  return { type: "MultiPolygon", coordinates: grid.parts.map(part => part.map(ring => [...ring, ring[0]!])) };
}

/** Moves a vertex in every area that has it; areas that would lose their shape refuse it. */
export function move(grids: Grids, from: Place, to: Place): Map<string, Grid> {
  return withRings(grids, ring => ring.some(at => same(at, from)) ? tidy(ring.map(at => same(at, from) ? to : at)) : ring);
}

/** Takes a vertex out of every area that has it. */
export function drop(grids: Grids, vertex: Place): Map<string, Grid> {
  return withRings(grids, ring => ring.some(at => same(at, vertex)) ? tidy(ring.filter(at => !same(at, vertex))) : ring);
}

/** Puts a vertex on an edge of every area that has that edge, whichever way round. */
export function insert(grids: Grids, a: Place, b: Place, vertex: Place): Map<string, Grid> {
  return withRings(grids, ring => {
    const at = ring.findIndex((from, i) => {
      const to = ring[(i + 1) % ring.length]!;
      return same(from, a) && same(to, b) || same(from, b) && same(to, a);
    });
    return at < 0 ? ring : [...ring.slice(0, at + 1), vertex, ...ring.slice(at + 1)];
  });
}

/** Cuts an area along a line that crosses its border twice; the larger piece stays it, the smaller becomes `fresh`. */
export function split(grids: Grids, code: string, line: Place[], fresh: { code: string; name: string }): Map<string, Grid> {
  const grid = grids.get(code)!;
  const found = grid.parts.map((part, index) => ({ index, crossings: crossingsOf(part[0]!, line) })).filter(one => one.crossings.length > 0);
  const [only] = found;
  if (!only || found.length > 1 || only.crossings.length !== 2) throw new Refusal("crossings");
  const [first, last] = only.crossings as [Crossing, Crossing];
  let now: Map<string, Grid> = new Map(grids);
  if (!first.isVertex) now = insert(now, first.a, first.b, first.at);
  // Where both lie on one edge, the first has made two of it.
  const isSameEdge = !first.isVertex && same(first.a, last.a) && same(first.b, last.b);
  const [a, b] = !isSameEdge ? [last.a, last.b]
    : metres(first.a, last.at) < metres(first.a, first.at) ? [first.a, first.at] : [first.at, first.b];
  if (!last.isVertex) now = insert(now, a, b, last.at);
  const part = now.get(code)!.parts[only.index]!;
  const ring = part[0]!;
  const [i, j] = [ring.findIndex(at => same(at, first.at)), ring.findIndex(at => same(at, last.at))];
  if (i < 0 || j < 0 || i === j) throw new Refusal("crossings");
  const within = line.filter((_, number) => number > first.along && number < last.along);
  const path = [first.at, ...within, last.at];
  if (!path.slice(1).every((at, n) => contains(ring, [(path[n]![0] + at[0]) / 2, (path[n]![1] + at[1]) / 2]))) throw new Refusal("crossings");
  if (part.slice(1).some(hole => crossingsOf(hole, path).length > 0)) throw new Refusal("through-hole");
  const one = tidy([...arc(ring, i, j), ...[...within].reverse()]);
  const other = tidy([...arc(ring, j, i), ...within]);
  const pieces = [one, other].map(shell => [shell, ...part.slice(1).filter(hole => contains(shell, hole[0]!))]);
  if (Math.abs(areaOf(one)) < Math.abs(areaOf(other))) pieces.reverse();
  const [larger, smaller] = pieces as [Part, Part];
  now.set(code, { ...now.get(code)!, parts: now.get(code)!.parts.map((old, index) => index === only.index ? larger : old) });
  now.set(fresh.code, { ...grid, ...fresh, residents: null, parts: [smaller] });
  return now;
}

/** Joins an area with a neighbour, whose parts become its own. */
export function merge(grids: Grids, code: string, neighbour: string): Map<string, Grid> {
  const [a, b] = [grids.get(code)!, grids.get(neighbour)!];
  const [ofA, ofB] = [a.parts.flat(), b.parts.flat()];
  const edges = [...edgesOf(noded(a.parts, ofB.flat())), ...edgesOf(noded(b.parts, ofA.flat()))];
  const key = (p: Place): string => `${p[0]},${p[1]}`;
  const byEdge = new Map(edges.map(edge => [`${key(edge[0])} ${key(edge[1])}`, edge]));
  const left = edges.filter(([p, q]) => !byEdge.has(`${key(q)} ${key(p)}`));
  if (left.length === edges.length) throw new Refusal("not-neighbours");
  const now = new Map(grids);
  now.set(code, {
    ...a, parts: assembled(linked(left)), residents: a.residents === null || b.residents === null ? null : a.residents + b.residents,
  });
  now.delete(neighbour);
  for (const child of grids.values()) if (child.parentCode === neighbour) now.set(child.code, { ...child, parentCode: code });
  return now;
}

/** Which areas a place lies in. */
export const covers = (grid: Grid, at: Place): boolean =>
  grid.parts.some(part => contains(part[0]!, at) && !part.slice(1).some(hole => contains(hole, at)));

/** The nearest place on an edge; null where there is none. */
export function project(at: Place, a: Place, b: Place): Place {
  const scale = Math.cos(at[1] * Math.PI / 180);
  const [dx, dy] = [(b[0] - a[0]) * scale, b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((at[0] - a[0]) * scale * dx + (at[1] - a[1]) * dy) / length));
  return t === 0 ? a : t === 1 ? b : [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Metres between two places that are near each other, on the WGS 84 ellipsoid. */
export function metres(a: Place, b: Place): number {
  const { perLongitude, perLatitude } = scales((a[1] + b[1]) / 2);
  return Math.hypot((b[0] - a[0]) * perLongitude, (b[1] - a[1]) * perLatitude);
}

/** Square metres of an area, holes left out. */
export function squareMetres(grid: Grid): number {
  const { perLongitude, perLatitude } = scales(grid.parts[0]![0]![0]![1]);
  return grid.parts.reduce((sum, [shell, ...holes]) =>
    sum + (Math.abs(areaOf(shell!)) - holes.reduce((lost, hole) => lost + Math.abs(areaOf(hole)), 0)) * perLongitude * perLatitude, 0);
}

function scales(latitude: number): { perLongitude: number; perLatitude: number } {
  const [a, e2] = [6378137, 0.00669437999014];
  const [phi, degree] = [latitude * Math.PI / 180, Math.PI / 180];
  const w = Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return { perLongitude: a / w * Math.cos(phi) * degree, perLatitude: a * (1 - e2) / w ** 3 * degree };
}

interface Crossing { at: Place; a: Place; b: Place; isVertex: boolean; along: number }

/** Where a line meets a ring, in the line's order; `along` is the line's segment and the part of it done. */
function crossingsOf(ring: Ring, line: Place[]): Crossing[] {
  const found: Crossing[] = [];
  for (let s = 0; s + 1 < line.length; s++) {
    const [p, q] = [line[s]!, line[s + 1]!];
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      const met = meet(p, q, a, b) ?? touch(p, a, b, 0) ?? touch(q, a, b, 1);
      if (!met) return;
      const vertex = [a, b].find(corner => isNear(corner, met.at));
      found.push({ at: vertex ?? met.at, a, b, isVertex: vertex !== undefined, along: s + met.t });
    });
  }
  found.sort((x, y) => x.along - y.along);
  return found.filter((one, i) => !found.slice(0, i).some(before => isNear(before.at, one.at)));
}

const isNear = (a: Place, b: Place): boolean => Math.abs(a[0] - b[0]) < near && Math.abs(a[1] - b[1]) < near;

function meet(p: Place, q: Place, a: Place, b: Place): { at: Place; t: number } | null {
  const [rx, ry, sx, sy] = [q[0] - p[0], q[1] - p[1], b[0] - a[0], b[1] - a[1]];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const t = ((a[0] - p[0]) * sy - (a[1] - p[1]) * sx) / cross;
  const u = ((a[0] - p[0]) * ry - (a[1] - p[1]) * rx) / cross;
  return t < 0 || t > 1 || u < 0 || u > 1 ? null : { at: [a[0] + u * sx, a[1] + u * sy], t };
}

// An end that was drawn onto the border lies beside it by a rounding.
function touch(end: Place, a: Place, b: Place, t: number): { at: Place; t: number } | null {
  const on = project(end, a, b);
  return isNear(on, end) ? { at: on, t } : null;
}

const arc = (ring: Ring, from: number, to: number): Ring =>
  from <= to ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)];

/** Without repeated and doubled-back positions. */
function tidy(ring: Ring): Ring {
  let now = ring.filter((at, i) => !same(at, ring[(i + ring.length - 1) % ring.length]!));
  for (let spike = 0; spike >= 0 && now.length > 2;) {
    spike = now.findIndex((_, i) => same(now[(i + now.length - 1) % now.length]!, now[(i + 1) % now.length]!));
    if (spike >= 0) now = now.filter((_, i) => i !== spike && i !== (spike + 1) % now.length);
  }
  if (now.length < 3 || areaOf(now) === 0) throw new Refusal("too-small");
  return now;
}

/** Above zero where it runs counterclockwise; square degrees. */
export function areaOf(ring: Ring): number {
  const [x0, y0] = ring[0]!;
  return ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    return sum + (x - x0) * (ny - y0) - (nx - x0) * (y - y0);
  }, 0) / 2;
}

function contains(ring: Ring, [x, y]: Place): boolean {
  let isInside = false;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) isInside = !isInside;
  });
  return isInside;
}

function withRings(grids: Grids, change: (ring: Ring) => Ring): Map<string, Grid> {
  const now = new Map(grids);
  for (const [code, grid] of grids) {
    const parts = grid.parts.map(part => part.map(change));
    if (parts.some((part, p) => part.some((ring, r) => ring !== grid.parts[p]![r]))) now.set(code, { ...grid, parts });
  }
  return now;
}

/** With the ground on the left of every edge, and vertices wherever one of `others` lies on an edge. */
function noded(parts: Part[], others: Place[]): Ring[] {
  return parts.flatMap(part => part.map((ring, number) => {
    const wanted = areaOf(ring) > 0 === (number === 0) ? ring : [...ring].reverse();
    return wanted.flatMap((a, i) => {
      const b = wanted[(i + 1) % wanted.length]!;
      const [west, east] = [Math.min(a[0], b[0]) - near, Math.max(a[0], b[0]) + near];
      const [south, north] = [Math.min(a[1], b[1]) - near, Math.max(a[1], b[1]) + near];
      const on = others.filter(at => at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north
        && !isNear(at, a) && !isNear(at, b) && isNear(project(at, a, b), at));
      return [a, ...on.sort((p, q) => metres(a, p) - metres(a, q)).filter((at, n, all) => n === 0 || !same(at, all[n - 1]!))];
    });
  }));
}

const edgesOf = (rings: Ring[]): [Place, Place][] =>
  rings.flatMap(ring => ring.map((at, i): [Place, Place] => [at, ring[(i + 1) % ring.length]!]));

function linked(edges: [Place, Place][]): Ring[] {
  const from = new Map<string, [Place, Place][]>();
  for (const edge of edges) {
    const key = `${edge[0]}`;
    from.set(key, [...from.get(key) ?? [], edge]);
  }
  const rings: Ring[] = [];
  for (let next = [...from.values()].find(list => list.length > 0); next; next = [...from.values()].find(list => list.length > 0)) {
    const ring: Ring = [];
    let edge = next.pop();
    while (edge) {
      ring.push(edge[0]);
      const at = `${edge[1]}`;
      if (`${ring[0]}` === at) break;
      // Where rings touch in a point, the one just begun is closed first.
      const closed = ring.findIndex(before => `${before}` === at);
      if (closed > 0) rings.push(ring.splice(closed));
      edge = from.get(at)?.pop();
    }
    if (ring.length > 2) rings.push(ring);
  }
  return rings;
}

function assembled(rings: Ring[]): Part[] {
  const parts = rings.filter(ring => areaOf(ring) > 0).map((shell): Part => [shell]);
  for (const hole of rings.filter(ring => areaOf(ring) < 0))
    (parts.find(part => contains(part[0]!, middleOf(hole))) ?? parts[0])?.push(hole);
  return parts;
}

const middleOf = (ring: Ring): Place => {
  const [a, b] = [ring[0]!, ring[1]!];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
};
