// What the map's first module lends to those that are fetched later, and what they share.
import type { Map as MapLibreMap, PaddingOptions } from "maplibre-gl";

/** What the map's module lends. */
export interface Lender {
  map: MapLibreMap;
  county(): string;
  getJson<T>(path: string): Promise<T>;
  emit(event: { kind: "mark"; code: string } | { kind: "drawing" }): void;
  colours(): Record<string, string>;
  room(): Required<PaddingOptions>;
  duration(milliseconds: number): number;
}

export interface Geometry { type: string; coordinates: unknown }
export interface Feature { type: "Feature"; geometry: Geometry; properties: Record<string, unknown> }
interface Page { features: Feature[]; next: string | null }

/** Every grid of a version of one level, or of all. */
export async function grids(lender: Lender, id: number, level: string | null): Promise<Feature[]> {
  const found: Feature[] = [];
  for (let next: string | null = `api/counties/${lender.county()}/divisions/${id}/grids?limit=1000${level ? `&level=${level}` : ""}`; next;) {
    const page: Page = await lender.getJson<Page>(next.replace(/^\//, ""));
    found.push(...page.features);
    next = page.next ?? null;
  }
  return found;
}

/** The box around everything that has coordinates; null around nothing. */
export function boxOf(coordinates: unknown): [number, number, number, number] | null {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const widen = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] !== "number") return part.forEach(widen);
    const [x, y] = part as [number, number];
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  };
  widen(coordinates);
  return box[0] > box[2] ? null : box;
}
