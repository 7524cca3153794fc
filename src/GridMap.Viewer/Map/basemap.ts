// A raster basemap beneath GridMap's own layers, where the server has one configured; always through that server.
import type { Map as MapLibreMap } from "maplibre-gl";
import { getJson } from "./figures";

export interface Basemap {
  name: string;
  title: string;
  tiles: string;
  tileSize: number;
  maxZoom: number;
  attribution: string;
  datum: string;
}

const id = "basemap";

export async function list(): Promise<Basemap[]> {
  const settings = await getJson<{ basemaps: Basemap[] }>("api/map-settings").catch(() => ({ basemaps: [] }));
  return settings.basemaps;
}

/** Shows one in the place of another; null none. It states whose it is and its datum. */
export function show(map: MapLibreMap, basemap: Basemap | null): void {
  if (map.getLayer(id)) map.removeLayer(id);
  if (map.getSource(id)) map.removeSource(id);
  if (!basemap) return;
  map.addSource(id, {
    type: "raster",
    tiles: [location.origin + basemap.tiles],
    tileSize: basemap.tileSize,
    maxzoom: basemap.maxZoom,
    attribution: `${plain(basemap.attribution)} · ${basemap.datum}`,
  });
  map.addLayer({ id, type: "raster", source: id }, map.getLayer("river") ? "river" : undefined);
}

// The map writes attributions as markup.
const plain = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
