// Pointer and keys on the map: hover tells, a click opens, a long press or right click reports, Enter takes the middle.
import type { Map as MapLibreMap, MapGeoJSONFeature, MapMouseEvent, PointLike } from "maplibre-gl";
import type { Language } from "./address";
import { emit } from "./bridge";
import * as figures from "./figures";
import { areaSources, touchable, type TileLayer } from "./layers";
import { mark } from "./map";
import { named, say } from "./texts";
import * as tooltip from "./tooltip";

const reach = matchMedia("(pointer: coarse)").matches ? 16 : 6;
const longPressMilliseconds = 550;

export interface Pointer {
  language: Language;
  /** What a place is being picked for, or `area:` and the level an area is picked from; null while clicks select. */
  picking: string | null;
}

/** The level that areas are picked from; null while they are not. */
export const areaLevel = (picking: string | null): string | null =>
  picking?.startsWith("area:") ? picking.slice("area:".length) : null;

export function listen(map: MapLibreMap, pointer: Pointer): void {
  let hovered: { id: number; source: TileLayer } | null = null;
  const hover = (id: number | null, source: TileLayer = "grids"): void => {
    if (id === (hovered?.id ?? null) && (id === null || source === hovered?.source)) return;
    if (hovered) mark(map, hovered.id, "hover", false, hovered.source);
    if (id !== null) mark(map, id, "hover", true, source);
    hovered = id === null ? null : { id, source };
  };
  map.on("mousemove", event => {
    const level = areaLevel(pointer.picking);
    if (level) {
      const area = areaAt(map, level, event.point);
      hover(area ? area.id as number : null, areaSources[level]);
      map.getCanvas().style.cursor = area ? "pointer" : "crosshair";
      if (area) tooltip.show(map.getContainer(), { title: String(area.properties["name"] ?? ""), lines: [] }, event.point.x, event.point.y);
      else tooltip.hide();
      return;
    }
    const feature = at(map, event.point)[0];
    hover(feature?.layer.id === "grid" ? feature.id as number : null);
    map.getCanvas().style.cursor = pointer.picking ? "crosshair" : feature ? "pointer" : "";
    const tip = feature && !pointer.picking ? describe(feature, pointer.language) : null;
    if (tip) tooltip.show(map.getContainer(), tip, event.point.x, event.point.y);
    else tooltip.hide();
  });
  map.on("mouseout", () => { hover(null); tooltip.hide(); });
  map.on("movestart", () => tooltip.hide());
  map.on("click", event => take(map, pointer, event));
  map.on("contextmenu", event => { if (!areaLevel(pointer.picking)) place(map, event, "issue"); });
  pressLong(map, pointer);
  map.getCanvas().addEventListener("keydown", event => {
    if (event.key === "Enter") take(map, pointer, { point: map.project(map.getCenter()), lngLat: map.getCenter() });
  });
}

type Spot = Pick<MapMouseEvent, "point" | "lngLat">;

function take(map: MapLibreMap, pointer: Pointer, spot: Spot): void {
  tooltip.hide();
  const level = areaLevel(pointer.picking);
  if (level) {
    const area = areaAt(map, level, spot.point);
    if (area) emit({ kind: "area", code: String(area.properties["code"]), name: String(area.properties["name"] ?? "") });
    return;
  }
  if (pointer.picking) return place(map, spot, pointer.picking);
  const found = at(map, spot.point);
  const points = distinct(found.filter(feature => feature.layer.id !== "grid" && feature.layer.id !== "issue-cluster"));
  const first = found[0];
  if (!first) emit({ kind: "select", layer: "none" });
  else if (first.layer.id === "issue-cluster") map.easeTo({ center: spot.lngLat, zoom: Math.min(map.getZoom() + 2, 17) });
  else if (points.length > 1) emit({ kind: "several", items: points.map(item) });
  else if (points.length === 1) emit({ kind: "select", layer: item(points[0]!).layer, id: item(points[0]!).id });
  else emit({ kind: "select", layer: "grid", id: String(first.id), code: first.properties["code"], name: first.properties["name"] });
}

/** Tells the panels of a place on the ground and whose grid it is. */
export function place(map: MapLibreMap, spot: Spot, intent: string): void {
  const grid = map.getLayer("grid") && map.queryRenderedFeatures(spot.point, { layers: ["grid-line", "grid"] })[0];
  emit({
    kind: "place", longitude: spot.lngLat.lng, latitude: spot.lngLat.lat, intent,
    ...(grid ? { gridCode: grid.properties["code"], gridName: grid.properties["name"] } : {}),
  });
}

function areaAt(map: MapLibreMap, level: string, point: { x: number; y: number }): MapGeoJSONFeature | undefined {
  return map.getLayer(`area-${level}`) ? map.queryRenderedFeatures([point.x, point.y], { layers: [`area-${level}`] })[0] : undefined;
}

function at(map: MapLibreMap, point: { x: number; y: number }): MapGeoJSONFeature[] {
  if (!map.getLayer("grid")) return [];
  const around: [PointLike, PointLike] = [[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]];
  const points = map.queryRenderedFeatures(around, { layers: touchable.filter(layer => layer !== "grid") });
  return [...points, ...map.queryRenderedFeatures([point.x, point.y], { layers: ["grid"] })];
}

function distinct(features: MapGeoJSONFeature[]): MapGeoJSONFeature[] {
  const seen = new Map(features.map(feature => [`${feature.source}/${feature.id}`, feature]));
  return [...seen.values()].slice(0, 12);
}

function item(feature: MapGeoJSONFeature): { layer: "issue" | "facility"; id: string; name: string; what: string } {
  const isIssue = feature.source === "issues";
  const what = String(feature.properties[isIssue ? "category" : "kind"] ?? "");
  return { layer: isIssue ? "issue" : "facility", id: String(feature.properties["id"]), name: String(feature.properties["name"] ?? ""), what };
}

function describe(feature: MapGeoJSONFeature, language: Language): tooltip.Tip | null {
  const { name, kind, category, count } = feature.properties as Record<string, string | undefined>;
  if (feature.layer.id === "grid") return describeGrid(feature.id as number, name ?? "", language);
  if (feature.layer.id === "issue-cluster") return { title: `${count} ${say("openHere", language)}`, lines: [] };
  if (feature.source === "issues") return { title: category ?? "", lines: [] };
  return { title: name ?? "", lines: [named.get(kind ?? "") ?? ""].filter(text => text !== "") };
}

function describeGrid(gridId: number, name: string, language: Language): tooltip.Tip {
  const figure = figures.byId.get(gridId);
  if (!figure) return { title: name, lines: [] };
  if (figure.issuesEver === 0) return { title: name, lines: [say("neverReported", language)] };
  if (figure.unresolvedIssues === 0) return { title: name, lines: [say("clean", language)] };
  const density = figure.issuesPerSquareKilometre.toFixed(1);
  return { title: name, lines: [
    `${figure.unresolvedIssues} ${say("unresolved", language)} · ${density} ${say("perSquareKilometre", language)}`] };
}

// Phones that send no contextmenu event for a long press get one here.
function pressLong(map: MapLibreMap, pointer: Pointer): void {
  let timer = 0;
  const cancel = (): void => clearTimeout(timer);
  map.on("touchstart", event => {
    cancel();
    if (event.points.length === 1 && !areaLevel(pointer.picking)) timer = window.setTimeout(() => place(map, event, "issue"), longPressMilliseconds);
  });
  for (const end of ["touchend", "touchcancel", "touchmove", "movestart", "contextmenu"] as const) map.on(end, cancel);
}
