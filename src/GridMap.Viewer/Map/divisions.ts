// Divisions on the map: outlines of a version's grids, its defects, what it changes. Fetched when their page is first opened;
// whatever it needs of the rest it is given, so that nothing of the first bundle is fetched a second time.
import type { FilterSpecification, GeoJSONSource, LayerSpecification } from "maplibre-gl";
import { drawing, type Drawing } from "./drawing";
import { boxOf, grids, type Feature, type Geometry, type Lender } from "./lender";

export interface Mark {
  key: string;
  mark: string;
  geometry: Geometry | null;
  at: [number, number] | null;
}

/** How each kind of mark is outlined: colour, dashes in line widths, how much of it is filled. */
const looks: Record<string, { colour: string; dash?: number[]; fill: number }> = {
  defect: { colour: "late", fill: 0.45 },
  tolerated: { colour: "warn", fill: 0.3 },
  added: { colour: "ok", fill: 0.22 },
  removed: { colour: "late", dash: [1.5, 1.5], fill: 0.08 },
  reshaped: { colour: "focus", dash: [5, 1.5], fill: 0.14 },
  described: { colour: "warn", dash: [0.5, 2], fill: 0 },
  before: { colour: "late", dash: [1.5, 1.5], fill: 0 },
  after: { colour: "ok", fill: 0.25 },
};

const sources = ["division-units", "division-grids", "division-marks", "division-places", "division-focus"] as const;

export function open(lender: Lender): object {
  const { map } = lender;
  let shown: { id: number; level: string | null } | null = null;
  let marks: Mark[] = [];
  let focused: string | null = null;
  let asked = 0;
  let unitsAsked = 0;
  let units: number | null = null;
  const draft: Drawing = drawing(lender, () => lender.emit({ kind: "drawing" }));

  map.on("click", event => {
    if (!map.getLayer("division-place")) return;
    const around: [[number, number], [number, number]] = [[event.point.x - 6, event.point.y - 6], [event.point.x + 6, event.point.y + 6]];
    const found = map.queryRenderedFeatures(around, { layers: ["division-place", ...Object.keys(looks).map(look => `division-${look}`)] })[0];
    if (found) lender.emit({ kind: "mark", code: String(found.properties["key"]) });
  });
  // Another county's style comes without them.
  map.on("styledata", () => { if (marks.length > 0 && !map.getSource("division-marks")) draw(); });

  function ensure(): void {
    for (const source of sources)
      if (!map.getSource(source)) map.addSource(source, { type: "geojson", data: collection([]) });
    for (const layer of layersOf(lender.colours())) if (!map.getLayer(layer.id)) map.addLayer(layer);
  }

  function put(source: (typeof sources)[number], features: Feature[]): void {
    void (map.getSource(source) as GeoJSONSource | undefined)?.setData(collection(features));
  }

  function draw(): void {
    ensure();
    put("division-marks", marks.filter(mark => mark.geometry && mark.geometry.type !== "Point").map(mark =>
      feature(mark.geometry!, { key: mark.key, mark: mark.mark })));
    put("division-places", marks.filter(mark => mark.at).map(mark =>
      feature({ type: "Point", coordinates: mark.at }, { key: mark.key, mark: mark.mark })));
    drawFocus();
  }

  function drawFocus(): Mark | undefined {
    const one = marks.find(mark => mark.key === focused);
    const place = one && !one.at && one.geometry ? null : one?.at;
    put("division-focus", !one ? [] : [
      ...(one.geometry ? [feature(one.geometry, {})] : []),
      ...(place ? [feature({ type: "Point", coordinates: place }, {})] : []),
    ]);
    return one;
  }

  const tool = {
    async showGrids(id: number | null, level: string | null): Promise<void> {
      shown = id === null ? null : { id, level };
      const mine = ++asked;
      ensure();
      put("division-grids", []);
      if (id === null) return;
      const features = await grids(lender, id, level).catch(() => []);
      if (mine === asked) put("division-grids", features);
    },
    async showUnits(id: number | null): Promise<void> {
      units = id;
      const mine = ++unitsAsked;
      ensure();
      put("division-units", []);
      if (id === null) return;
      const features = await grids(lender, id, "unit").catch(() => []);
      if (mine === unitsAsked) put("division-units", features);
    },
    showMarks(them: Mark[]): void {
      [marks, focused] = [them, null];
      draw();
    },
    focus(key: string | null): void {
      focused = key;
      ensure();
      const one = drawFocus();
      const box = one && boxOf([one.geometry?.coordinates, one.at]);
      if (box) map.fitBounds(box, { padding: lender.room(), maxZoom: 19, duration: lender.duration(600) });
    },
    draw: (what: keyof Drawing, ...given: never[]): unknown => (draft[what] as (...given: never[]) => unknown)(...given),
    repaint(): void {
      for (const layer of layersOf(lender.colours()).reverse()) if (map.getLayer(layer.id)) map.removeLayer(layer.id);
      if (shown || units !== null || marks.length > 0) ensure();
    },
    close(): void {
      draft.end();
      [shown, units, marks, focused] = [null, null, [], null];
      asked++;
      unitsAsked++;
      for (const layer of layersOf(lender.colours()).reverse()) if (map.getLayer(layer.id)) map.removeLayer(layer.id);
      for (const source of sources) if (map.getSource(source)) map.removeSource(source);
    },
  };
  return tool;
}

type Data = Parameters<GeoJSONSource["setData"]>[0];

const collection = (features: Feature[]): Data => ({ type: "FeatureCollection", features }) as unknown as Data;

const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({ type: "Feature", geometry, properties });

function layersOf(c: Record<string, string>): LayerSpecification[] {
  const drawn: LayerSpecification[] = [
    { id: "division-unit", type: "line", source: "division-units", paint: { "line-color": c["accent"]!, "line-width": ["interpolate", ["linear"], ["zoom"], 12, 0.4, 16, 1.1], "line-opacity": 0.85 } },
    { id: "division-grid", type: "line", source: "division-grids", paint: { "line-color": c["ink-2"]!, "line-width": 1.2, "line-opacity": 0.8 } },
  ];
  for (const [mark, look] of Object.entries(looks)) {
    const filter: FilterSpecification = ["==", ["get", "mark"], mark];
    if (look.fill > 0)
      drawn.push({ id: `division-${mark}-fill`, type: "fill", source: "division-marks", filter, paint: { "fill-color": c[look.colour]!, "fill-opacity": look.fill } });
    drawn.push({
      id: `division-${mark}`, type: "line", source: "division-marks", filter, layout: { "line-join": "round" },
      paint: { "line-color": c[look.colour]!, "line-width": 2.5, ...(look.dash ? { "line-dasharray": look.dash } : {}) },
    });
  }
  return [
    ...drawn,
    // What is a metre wide is seen from afar by its place alone.
    {
      id: "division-place", type: "circle", source: "division-places",
      paint: {
        "circle-radius": 5, "circle-color": ["match", ["get", "mark"], "defect", c["late"]!, c["warn"]!],
        "circle-stroke-color": c["paper"]!, "circle-stroke-width": 1.5, "circle-opacity": ["interpolate", ["linear"], ["zoom"], 17, 1, 18.5, 0.25],
      },
    },
    { id: "division-focus", type: "line", source: "division-focus", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": c["focus"]!, "line-width": 4 } },
    {
      id: "division-focus-place", type: "circle", source: "division-focus", filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": 15, "circle-color": c["focus"]!, "circle-opacity": 0.12, "circle-stroke-color": c["focus"]!, "circle-stroke-width": 3 },
    },
  ];
}
