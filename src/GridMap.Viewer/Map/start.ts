// The page's entry: draws the map at once, and starts the panels when it stands (or when it cannot).
import { Marker, Point, type Map as MapLibreMap } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import * as address from "./address";
import * as area from "./area";
import * as basemap from "./basemap";
import { attach, emit } from "./bridge";
import { download } from "./download";
import * as figures from "./figures";
import { everything, type Shown, type TileLayer } from "./layers";
import * as keys from "./keys";
import * as live from "./live";
import { locate } from "./locate";
import * as countyMap from "./map";
import * as places from "./places";
import { areaLevel, listen, place, type Pointer } from "./pointer";
import * as session from "./session";
import * as sheet from "./sheet";
import { named } from "./texts";
import * as theme from "./theme";
import { hasFile, sendFile, sent, takeDrops, upload } from "./upload";

declare const Blazor: { start(): Promise<void> } | undefined;

const longestWaitMilliseconds = 12_000;
const asked = address.read();
const pointer: Pointer = { language: asked.language, picking: null };
const shown: Shown = { ...everything };
let mode = asked.mode;
let counties: figures.County[] = [];
let county: figures.County | null = null;
let map: MapLibreMap | null = null;
let following: live.Live | null = null;
let pin: Marker | null = null;
let selectedGrid: number | null = null;
let outlined: string[] = [];
let basemaps: basemap.Basemap[] = [];
let division: Record<string, (...given: never[]) => unknown> | null = null;
let shownBasemap: basemap.Basemap | null = null;

theme.apply(asked.theme);
document.documentElement.lang = asked.language === "zh" ? "zh-CN" : "en";
keys.listen();
sheet.listen();
void start();

async function start(): Promise<void> {
  await session.load().catch(() => undefined);
  // Nothing of any county is asked for before somebody is signed in; the panels say what comes first.
  if (session.mayLook()) await openMap();
  else document.body.dataset["map"] = "none";
  startPanels();
}

async function openMap(): Promise<void> {
  counties = await figures.getCounties().catch(() => []);
  county = counties.find(one => one.code === asked.county) ?? counties.find(one => one.bounds) ?? counties[0] ?? null;
  const loading = county ? loadFigures() : Promise.resolve();
  const own = await ownArea();
  drawMap(own);
  if (!map) await loading;
  else await firstIdle(map);
  document.body.dataset["map"] = map ? "idle" : "failed";
  followChanges();
  void nameTheParts();
  basemaps = await basemap.list();
  showBasemap(basemaps[0]?.name ?? "");
  setInterval(() => map && countyMap.light(map), 60_000);
}

/** The area that somebody's work is confined to, which they see first and outlined; null for the whole county. */
async function ownArea(): Promise<area.Bounds | null> {
  outlined = county ? session.ownAreas(county.code) : [];
  return county ? area.boundsOf(await area.load(county.code, outlined)) : null;
}

async function drawAreas(): Promise<void> {
  if (map && county) area.outline(map, await area.load(county.code, outlined));
}

function showBasemap(name: string): void {
  shownBasemap = basemaps.find(one => one.name === name) ?? null;
  if (map) basemap.show(map, shownBasemap);
}

function drawMap(bounds: area.Bounds | null): void {
  const container = document.getElementById("map")!;
  try {
    map = countyMap.create(container, county, asked.place, bounds, asked.language);
  } catch (error) {
    console.warn("No map:", error);
    container.replaceChildren();
    return;
  }
  const made = map;
  made.on("load", () => { recolour(); countyMap.show(made, shown); countyMap.light(made); void drawAreas(); });
  made.on("moveend", () => {
    const { lng, lat } = made.getCenter();
    address.write({ county: county?.code ?? null, lon: lng.toFixed(5), lat: lat.toFixed(5), z: made.getZoom().toFixed(2) });
  });
  made.on("idle", () => {
    document.body.dataset["map"] = "idle";
    emit({ kind: "view", counts: countyMap.countInView(made) });
  });
  made.on("error", event => {
    // What was fetched without a session is fetched again by whoever signs in.
    if ((event.error as { status?: number } | undefined)?.status === 401) void recheck(made);
    else console.warn("Map:", event.error?.message ?? event);
  });
  listen(made, pointer);
}

/** A tile was refused: thirty at once ask once whether the session has ended; else they were late, and are fetched again. */
async function recheck(of: MapLibreMap): Promise<void> {
  if (session.hasEnded() || isRechecking) return;
  isRechecking = true;
  if (!await session.isOver()) countyMap.refresh(of);
  isRechecking = false;
}
let isRechecking = false;

/** Ends when the first picture stands; a server that does not answer must not keep the panels away. */
const firstIdle = (of: MapLibreMap): Promise<void> => new Promise(resolve => {
  of.once("idle", () => resolve());
  setTimeout(resolve, longestWaitMilliseconds);
});

function startPanels(): void {
  const script = document.querySelector<HTMLScriptElement>("script[data-panels]")!;
  const begin = (): void => {
    Blazor!.start().catch((error: unknown) => {
      console.error(error);
      document.body.dataset["panels"] = "failed";
    });
  };
  if (typeof Blazor === "undefined") script.addEventListener("load", begin);
  else begin();
}

async function loadFigures(): Promise<number[]> {
  if (!county) return [];
  const changed = await figures.load(county.code).catch(() => null);
  if (changed === null) return [];
  recolour();
  emit({ kind: "figures" });
  return changed;
}

function recolour(): void {
  if (map && county && map.isStyleLoaded() !== undefined) countyMap.colour(map, county, mode);
}

async function nameTheParts(): Promise<void> {
  if (!map || !county) return;
  const found = await places.load(county.code).catch(() => null);
  if (found) countyMap.nameTheParts(map, found);
}

function followChanges(): void {
  following?.close();
  if (county && !session.hasEnded()) following = live.follow(county.code, notice => void takeNotice(notice), isConnected => emit({ kind: "live", isConnected }));
}

async function takeNotice(notice: live.ChangeNotice): Promise<void> {
  const isReload = notice.layers.includes("reload");
  if (isReload) await reloadCounty();
  else if (notice.layers.includes("density")) await loadFigures();
  if (map) countyMap.refresh(map, isReload ? undefined : tilesOf(notice.layers));
  emit({ kind: "changed", layers: notice.layers, gridIds: notice.gridIds });
}

const tilesOf = (names: string[]): TileLayer[] => [
  ...(["issues", "facilities", "streets", "grids"] as const).filter(layer => names.includes(layer)),
  ...(names.includes("grids") ? ["communities", "towns"] as const : []),
];

async function reloadCounty(): Promise<void> {
  const code = county?.code;
  const hadBounds = county?.bounds;
  counties = await figures.getCounties().catch(() => counties);
  county = counties.find(one => one.code === code) ?? county;
  await loadFigures();
  void nameTheParts();
  if (map && county?.bounds && !hadBounds) map.fitBounds(county.bounds, { padding: countyMap.roomBesidePanels() });
}

async function openDivisions(on: MapLibreMap): Promise<typeof division & object> {
  const { open } = await import("./divisions");
  if (division) return division;
  if (!on.getSource("grids")) await new Promise(resolve => on.once("idle", resolve));
  return open({
    map: on, county: () => county!.code, getJson: figures.getJson, emit, colours: theme.palette,
    room: countyMap.roomBesidePanels, duration: stillOr,
  }) as typeof division & object;
}

function select(gridId: number | null): void {
  if (map && selectedGrid !== null) countyMap.mark(map, selectedGrid, "selected", false);
  selectedGrid = gridId;
  if (map && gridId !== null) countyMap.mark(map, gridId, "selected", true);
}

function setPin(longitude: number, latitude: number, intent: string): void {
  if (!map) return;
  if (!pin) {
    const element = document.createElement("div");
    element.className = "pin";
    element.dataset["testid"] = "pin";
    pin = new Marker({ element, anchor: "bottom", draggable: true });
  }
  const [shownMap, shownPin] = [map, pin];
  shownPin.setLngLat([longitude, latitude]).addTo(shownMap);
  shownPin.off("dragend", dragged);
  dragged = () => place(shownMap, { lngLat: shownPin.getLngLat(), point: shownMap.project(shownPin.getLngLat()) }, intent);
  shownPin.on("dragend", dragged);
}
let dragged: () => void = () => undefined;

function highlight(longitude: number | null, latitude: number | null): void {
  ring?.remove();
  if (!map || longitude === null || latitude === null) return;
  const element = document.createElement("div");
  element.className = "ring";
  ring = new Marker({ element }).setLngLat([longitude, latitude]).addTo(map);
}
let ring: Marker | null = null;

const offsets = new Map<string, Intl.DateTimeFormat>();

/** Minutes that a time zone is ahead of UTC at a time. */
function offsetMinutes(zone: string, epochMilliseconds: number): number {
  const whole = Math.floor(epochMilliseconds / 1000) * 1000;
  let format = offsets.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    });
    offsets.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(whole).map(part => [part.type, Number(part.value)]));
  const local = Date.UTC(parts["year"]!, parts["month"]! - 1, parts["day"], parts["hour"], parts["minute"], parts["second"]);
  return (local - whole) / 60_000;
}

for (const name of ["online", "offline"] as const)
  addEventListener(name, () => emit({ kind: "online", isOnline: navigator.onLine }));

addEventListener("popstate", () => {
  if (location.pathname !== "/") return;
  const { county: code, grid, issue, facility, place: at } = address.read();
  if (map && at) map.jumpTo({ center: [at.longitude, at.latitude], zoom: at.zoom });
  emit({ kind: "history", county: code, grid, issue, facility });
});

// What the panels may ask of the map, and what tests may ask of the page.
const gridmap = {
  attach(listener: Parameters<typeof attach>[0]): object {
    attach(listener);
    return {
      hasMap: map !== null, counties, county: county?.code ?? null, mode, theme: document.documentElement.dataset["theme"],
      language: pointer.language, grid: asked.grid, issue: asked.issue, facility: asked.facility, hasPlace: asked.place !== null, isOnline: navigator.onLine,
      isNarrow: innerWidth <= 760,
      session: session.known(),
      basemaps: Object.fromEntries(basemaps.map(one => [one.name, one.title])), basemap: shownBasemap?.name ?? "",
    };
  },
  /** Shows another county: as a step of the browser's history, or as the address of a step already says. */
  async setCounty(code: string, isStep: boolean): Promise<void> {
    counties = await figures.getCounties().catch(() => counties);
    county = counties.find(one => one.code === code) ?? county;
    select(null);
    figures.byId.clear();
    address.remember("county", code);
    const place = isStep ? null : address.read().place;
    if (isStep) address.step({ county: code, grid: null, issue: null, facility: null, lon: null, lat: null, z: null });
    const own = await ownArea();
    if (map && county) {
      countyMap.showCounty(map, county, own);
      if (place) map.jumpTo({ center: [place.longitude, place.latitude], zoom: place.zoom });
      map.once("idle", () => { recolour(); countyMap.show(map!, shown); countyMap.light(map!); void nameTheParts(); void drawAreas(); basemap.show(map!, shownBasemap); });
    }
    await loadFigures();
    followChanges();
  },
  setMode(to: address.Mode): void {
    mode = to;
    address.write({ mode: to });
    recolour();
    emit({ kind: "figures" });
  },
  setTheme(to: address.Theme): void {
    theme.apply(to);
    address.remember("theme", to);
    address.write({ theme: to });
    if (map) countyMap.repaint(map);
    division?.["repaint"]?.();
  },
  setLanguage(to: address.Language): void {
    pointer.language = to;
    document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
    address.remember("lang", to);
    address.write({ lang: to });
  },
  setNames(names: Record<string, string>): void {
    for (const [code, name] of Object.entries(names)) named.set(code, name);
  },
  setShown(to: Shown): void {
    Object.assign(shown, to);
    if (map) countyMap.show(map, shown);
  },
  setBasemap: showBasemap,
  setAddress: (members: Record<string, string | null>): void => address.step({ county: county?.code ?? null, ...members }),
  worst: (limit: number) => figures.worst(mode, limit),
  figure: (gridId: number) => figures.byId.get(gridId) ?? null,
  figureByCode: (code: string) => [...figures.byId.values()].find(figure => figure.gridCode === code) ?? null,
  totals: () => ({
    grids: figures.byId.size,
    clean: [...figures.byId.values()].filter(figure => figure.issuesEver > 0 && figure.unresolvedIssues === 0).length,
    neverReported: [...figures.byId.values()].filter(figure => figure.issuesEver === 0).length,
    secondsSinceReceived: figures.receivedAt ? Math.round((Date.now() - figures.receivedAt) / 1000) : null,
  }),
  select,
  flyTo(bounds: [number, number, number, number]): void {
    map?.fitBounds(bounds, { padding: countyMap.roomBesidePanels(), maxZoom: 16, duration: stillOr(700) });
  },
  flyToPoint(longitude: number, latitude: number): void {
    map?.easeTo({
      center: [longitude, latitude], zoom: Math.max(map.getZoom(), 15.5), duration: stillOr(600),
      offset: countyMap.middleBesidePanels(),
    });
  },
  pick(intent: string | null): void {
    pointer.picking = intent;
    if (map) countyMap.offerAreas(map, areaLevel(intent));
    if (map) map.getCanvas().style.cursor = intent ? "crosshair" : "";
  },
  setSheet: sheet.set,
  /** What the page of divisions draws; its code comes when that page is first opened. */
  async division(what: string, ...given: unknown[]): Promise<unknown> {
    if (!map || (!division && what === "close")) return null;
    division ??= await openDivisions(map);
    return await division[what]!(...given as never[]) ?? null;
  },
  placeAtCentre(intent: string): void {
    if (!map) return;
    const [right, down] = countyMap.middleBesidePanels();
    const point = map.project(map.getCenter()).add(new Point(right, down));
    place(map, { lngLat: map.unproject(point), point }, intent);
  },
  locate,
  setPin,
  highlight,
  clearPin(): void {
    pin?.remove();
  },
  /** Draws areas; null the areas that somebody's work is confined to. */
  async outline(codes: string[] | null): Promise<void> {
    outlined = codes ?? (county ? session.ownAreas(county.code) : []);
    await drawAreas();
  },
  /** Goes to areas, as near as all of them are seen; without any, to the whole county. */
  async goToAreas(codes: string[]): Promise<void> {
    const bounds = county && (codes.length === 0 ? county.bounds : area.boundsOf(await area.load(county.code, codes)));
    if (map && bounds) area.goTo(map, bounds, { padding: countyMap.roomBesidePanels(), duration: stillOr(700) });
  },
  /** The panels found the session ended: nothing more is heard until somebody signs in again. */
  sessionEnded(): void {
    void session.ended();
    following?.close();
    emit({ kind: "live", isConnected: false });
  },
  /** Somebody signed in again: what waited goes on, and what is shown is fetched anew. */
  async signedIn(found: session.Session): Promise<void> {
    const hadEnded = session.hasEnded();
    session.take(found);
    if (!hadEnded) return;
    followChanges();
    if (map) countyMap.refresh(map);
    await loadFigures();
  },
  /** Whether the clipboard took it. */
  copy: (text: string): Promise<boolean> => navigator.clipboard?.writeText(text).then(() => true, () => false) ?? Promise.resolve(false),
  reload: (to: string): void => location.assign(to),
  /** After this screen's own change: at once, without waiting for the server to tell. */
  async refresh(layers: TileLayer[]): Promise<void> {
    if (map) countyMap.refresh(map, layers);
    await loadFigures();
  },
  offsetMinutes,
  download,
  upload,
  hasFile,
  sendFile,
  sent,
  takeDrops,
  focus(selector: string): void {
    document.querySelector<HTMLElement>(selector)?.focus();
  },
  // For tests.
  get isIdle(): boolean { return map !== null && map.loaded() && !map.isMoving() && map.areTilesLoaded(); },
  /** Ends when nothing is left to draw, not even the fading of a label. */
  settled: (): Promise<void> => new Promise(resolve => {
    if (!map) return resolve();
    void map.once("idle", () => resolve());
    map.triggerRepaint();
  }),
  rendered: (layer: string): number => map?.getLayer(layer) ? map.queryRenderedFeatures({ layers: [layer] }).length : 0,
  project: (longitude: number, latitude: number) => map?.project([longitude, latitude]) ?? null,
  centre: () => map?.getCenter().toArray() ?? null,
  classOf: (gridId: number): number | null =>
    (map?.getFeatureState({ source: "grids", sourceLayer: "grids", id: gridId })?.["class"] as number | undefined) ?? null,
};

const stillOr = (milliseconds: number): number =>
  matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : milliseconds;

declare global {
  interface Window {
    gridmap: typeof gridmap;
  }
}
window.gridmap = gridmap;
