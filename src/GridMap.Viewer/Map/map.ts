// The map of one county: created once, told what to show.
import {
  AttributionControl, Map as MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl,
  type GeoJSONSource, type MapGeoJSONFeature, type PaddingOptions,
} from "maplibre-gl";
import type { Language, Mode } from "./address";
import type { Bounds } from "./area";
import * as figures from "./figures";
import { areaSources, filters, lampAt, layers, sources, tileLayers, type Shown, type TileLayer } from "./layers";
import * as symbols from "./symbols";
import type { Labels } from "./places";
import { say } from "./texts";
import { palette } from "./theme";

setWorkerUrl(new URL("./maplibre-gl-worker.mjs", import.meta.url).href);

const fonts = "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const wholeWorld: [number, number, number, number] = [-170, -60, 170, 70];
const grids = { source: "grids", sourceLayer: "grids" } as const;

export type Start = { longitude: number; latitude: number; zoom: number } | null;

/** Shows `start`, or else everything within `bounds`. Throws where the browser has no WebGL. */
export function create(
  container: HTMLElement, county: figures.County | null, start: Start, bounds: Bounds | null, language: Language): MapLibreMap {
  const map = new MapLibreMap({
    container,
    ...(start
      ? { center: [start.longitude, start.latitude] as [number, number], zoom: start.zoom }
      : { bounds: bounds ?? county?.bounds ?? wholeWorld, fitBoundsOptions: { padding: roomBesidePanels() } }),
    minZoom: 3,
    maxZoom: 20,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    localIdeographFontFamily: fonts,
    locale: { "Map.Title": say("map", language) },
    style: {
      version: 8,
      sources: county ? sources(county.code) : {},
      layers: county ? layers(palette()) : [{ id: "ground", type: "background", paint: { "background-color": palette().ground } }],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
  map.addControl(new AttributionControl({ compact: false, customAttribution: "CGCS2000 / WGS 84" }), "bottom-left");
  map.addControl(new NavigationControl({ showCompass: false }), "bottom-right");
  symbols.draw(map, palette());
  return map;
}

/** Replaces everything by another county's, and shows what lies within `bounds`, or else all of it. */
export function showCounty(map: MapLibreMap, county: figures.County, bounds: Bounds | null): void {
  map.setStyle({ version: 8, sources: sources(county.code), layers: layers(palette()) }, { diff: false });
  map.once("styledata", () => symbols.draw(map, palette()));
  const box = bounds ?? county.bounds;
  if (box) map.fitBounds(box, { padding: roomBesidePanels(), duration: 0 });
}

/** Shows the areas of one level to be picked from; null none. */
export function offerAreas(map: MapLibreMap, level: string | null): void {
  for (const one of Object.keys(areaSources))
    for (const layer of [`area-${one}`, `area-${one}-line`])
      if (map.getLayer(layer)) map.setLayoutProperty(layer, "visibility", one === level ? "visible" : "none");
}

/** Colours every grid by its class. */
export function colour(map: MapLibreMap, county: figures.County, mode: Mode): void {
  if (!map.getSource("grids")) return;
  const breaks = figures.breaksOf(county, mode);
  for (const figure of figures.byId.values())
    map.setFeatureState({ ...grids, id: figure.gridId }, { class: figures.classOf(figure, mode, breaks) });
}

export function mark(
  map: MapLibreMap, gridId: number, state: "hover" | "selected", isOn: boolean, source: TileLayer = "grids"): void {
  if (map.getSource(source)) map.setFeatureState({ source, sourceLayer: "grids", id: gridId }, { [state]: isOn });
}

export function show(map: MapLibreMap, shown: Shown): void {
  if (!map.getLayer("grid")) return;
  for (const [layer, filter] of Object.entries(filters(shown))) map.setFilter(layer, filter);
  for (const layer of ["grid", "grid-unseen"]) map.setLayoutProperty(layer, "visibility", shown.density ? "visible" : "none");
}

/** Repaints in the colours of the theme that is on now. */
export function repaint(map: MapLibreMap): void {
  const colours = palette();
  symbols.draw(map, colours);
  if (!map.getLayer("grid")) map.setPaintProperty("ground", "background-color", colours.ground);
  else
    for (const layer of layers(colours))
      for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name as never, value as never);
}

/** Fetches tiles again; those the server calls unchanged cost a 304. */
export function refresh(map: MapLibreMap, which: readonly TileLayer[] = tileLayers): void {
  for (const layer of which) if (map.getSource(layer)) map.refreshTiles(layer);
}

export function light(map: MapLibreMap): void {
  if (map.getLayer("issue")) map.setLayoutProperty("issue", "icon-image", lampAt(Date.now() / 1000));
}

export function nameTheParts(map: MapLibreMap, places: Labels): void {
  void (map.getSource("places") as GeoJSONSource | undefined)?.setData(places);
}

/** What lies in view, by facility kind, and issues, grids, and grids that were never reported in. */
export function countInView(map: MapLibreMap): Record<string, number> {
  const counts: Record<string, number> = { issue: 0, grid: 0, neverReported: 0 };
  if (!map.getLayer("grid")) return counts;
  const add = (key: string, number = 1): void => { counts[key] = (counts[key] ?? 0) + number; };
  for (const feature of inView(map, "facilities"))
    if (feature.properties["state"] === "existing") add(String(feature.properties["kind"]));
  for (const feature of inView(map, "issues")) add("issue", Number(feature.properties["count"] ?? 1));
  for (const gridId of new Set(map.queryRenderedFeatures({ layers: ["grid-line"] }).map(feature => feature.id as number))) {
    add("grid");
    if (figures.byId.get(gridId)?.issuesEver === 0) add("neverReported");
  }
  return counts;
}

type Found = Pick<MapGeoJSONFeature, "geometry" | "properties" | "id">;

function inView(map: MapLibreMap, layer: "facilities" | "issues"): Found[] {
  const bounds = map.getBounds();
  const found = new Map<unknown, Found>();
  for (const feature of map.querySourceFeatures(layer, { sourceLayer: layer })) {
    const [longitude, latitude] = (feature.geometry as { coordinates: [number, number] }).coordinates;
    // A cluster has an id only within its tile: its place tells it from others.
    const key = feature.properties["cluster"] ? `${longitude},${latitude}` : feature.id;
    if (bounds.contains([longitude, latitude])) found.set(key, feature);
  }
  return [...found.values()];
}

/** Room that panels do not cover, measured from the page as it stands. */
export function roomBesidePanels(): Required<PaddingOptions> {
  const padding = { top: 40, right: 40, bottom: 40, left: 40 };
  // Before the panels are there, the room they are going to take.
  if (!document.querySelector("[data-covers]"))
    return innerWidth > 760 ? { ...padding, left: 316, right: 412 } : { top: 20, right: 20, bottom: innerHeight * 0.52 + 20, left: 20 };
  for (const panel of document.querySelectorAll<HTMLElement>("[data-covers]")) {
    const box = panel.getBoundingClientRect();
    if (box.width === 0) continue;
    const side = box.width > innerWidth * 0.8 ? "bottom" : panel.dataset["covers"];
    if (side === "left") padding.left = Math.max(padding.left, box.right + 24);
    if (side === "right") padding.right = Math.max(padding.right, innerWidth - box.left + 24);
    if (side === "bottom") padding.bottom = Math.max(padding.bottom, innerHeight - box.top + 24);
  }
  if (innerWidth - padding.left - padding.right < 80) padding.left = padding.right = 20;
  if (innerHeight - padding.top - padding.bottom < 160) padding.bottom = Math.max(20, innerHeight - padding.top - 160);
  return padding;
}

/** How far the middle of that room lies from the middle of the map, in pixels. */
export function middleBesidePanels(): [number, number] {
  const room = roomBesidePanels();
  return [(room.left - room.right) / 2, (room.top - room.bottom) / 2];
}
