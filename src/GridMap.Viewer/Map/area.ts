// Areas of any level that matter to somebody: outlined on the map, gone to, and picked from it.
import type { GeoJSONSource, LngLatBoundsLike, Map as MapLibreMap } from "maplibre-gl";
import { getJson } from "./figures";

export type Bounds = [number, number, number, number];

interface Area {
  type: "Feature";
  properties: { gridCode: string; name: string };
  geometry: { coordinates: unknown } | null;
}

const fetched = new Map<string, Promise<Area | null>>();

/** Every area by its code; those that the county does not have are left out. */
export async function load(county: string, codes: string[]): Promise<Area[]> {
  const found = await Promise.all(codes.map(code => one(county, code)));
  return found.filter(area => area?.geometry) as Area[];
}

/** The box around all of them; null around none. */
export function boundsOf(areas: Area[]): Bounds | null {
  const box: Bounds = [180, 90, -180, -90];
  for (const area of areas) widen(box, area.geometry!.coordinates);
  return box[0] > box[2] ? null : box;
}

/** Draws them; an empty list takes the drawing away. */
export function outline(map: MapLibreMap, areas: Area[]): void {
  const data = { type: "FeatureCollection", features: areas.map(({ type, geometry }) => ({ type, geometry, properties: {} })) };
  void (map.getSource("areas") as GeoJSONSource | undefined)?.setData(data as Parameters<GeoJSONSource["setData"]>[0]);
}

export const goTo = (map: MapLibreMap, bounds: Bounds, options: object): void =>
  void map.fitBounds(bounds as LngLatBoundsLike, { maxZoom: 16, ...options });

function one(county: string, code: string): Promise<Area | null> {
  const address = `api/counties/${county}/grids/${encodeURIComponent(code)}`;
  const asked = fetched.get(address) ?? getJson<Area>(address).catch(() => { fetched.delete(address); return null; });
  fetched.set(address, asked);
  return asked;
}

function widen(box: Bounds, coordinates: unknown): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] !== "number") return coordinates.forEach(part => widen(box, part));
  const [x, y] = coordinates as [number, number];
  [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
}
