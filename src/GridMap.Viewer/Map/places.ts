// Where the names of towns and communities stand: one point each, inside the area.
import { getJson } from "./figures";

type Ring = [number, number][];

interface Area {
  type: "Polygon" | "MultiPolygon";
  coordinates: Ring[] | Ring[][];
}

interface Named {
  geometry: Area | null;
  properties: { name: string; level: string };
}

/** GeoJSON points with a name. */
export interface Labels {
  type: "FeatureCollection";
  features: {
    type: "Feature";
    properties: { name: string; level: string };
    geometry: { type: "Point"; coordinates: [number, number] };
  }[];
}

/** Label points of the county's towns and communities. */
export async function load(county: string): Promise<Labels> {
  const levels = await Promise.all(["town", "community"].map(level =>
    getJson<{ features: Named[] }>(`api/counties/${county}/density?level=${level}`)));
  return {
    type: "FeatureCollection",
    features: levels.flatMap(level => level.features).filter(area => area.geometry).map(area => ({
      type: "Feature",
      properties: { name: area.properties.name, level: area.properties.level },
      geometry: { type: "Point", coordinates: inside(area.geometry!) },
    })),
  };
}

/** The middle of the widest stretch at half height of the largest part: always inside, and where a name has room. */
export function inside(area: Area): [number, number] {
  const parts = (area.type === "Polygon" ? [area.coordinates] : area.coordinates) as Ring[][];
  const rings = parts.reduce((best, part) => Math.abs(signedArea(part[0]!)) > Math.abs(signedArea(best[0]!)) ? part : best);
  const latitudes = rings[0]!.map(point => point[1]);
  const latitude = (Math.min(...latitudes) + Math.max(...latitudes)) / 2 + 1e-9;
  const crossings = rings.flatMap(ring => crossingsOf(ring, latitude)).sort((a, b) => a - b);
  let [west, east] = [crossings[0] ?? rings[0]![0]![0], crossings[1] ?? rings[0]![0]![0]];
  for (let at = 2; at + 1 < crossings.length; at += 2)
    if (crossings[at + 1]! - crossings[at]! > east - west) [west, east] = [crossings[at]!, crossings[at + 1]!];
  return [(west + east) / 2, latitude];
}

const pairs = (ring: Ring): [[number, number], [number, number]][] =>
  ring.slice(1).map((point, index) => [ring[index]!, point]);

const signedArea = (ring: Ring): number =>
  pairs(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0);

const crossingsOf = (ring: Ring, latitude: number): number[] => pairs(ring)
  .filter(([[, y1], [, y2]]) => (y1 > latitude) !== (y2 > latitude))
  .map(([[x1, y1], [x2, y2]]) => x1 + (latitude - y1) / (y2 - y1) * (x2 - x1));
