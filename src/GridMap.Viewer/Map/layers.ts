// What is drawn, from the ground up, and in which colours. Pure: the map is told, never asked.
import type {
  ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";
import { symbolOfKind } from "./symbols";
import { classColours, type Palette } from "./theme";

export const tileLayers = ["streets", "grids", "communities", "towns", "facilities", "issues"] as const;
export type TileLayer = (typeof tileLayers)[number];

/** Which of the point layers are shown, and whether only some kinds of facility are. */
export interface Shown {
  density: boolean;
  groups: string[];
  issues: boolean;
  /** Kinds that alone are left, or null. */
  only: string[] | null;
}

const addresses: Record<TileLayer, string> = {
  streets: "streets/{z}/{x}/{y}.mvt",
  grids: "grids/{z}/{x}/{y}.mvt",
  communities: "grids/{z}/{x}/{y}.mvt?level=community",
  towns: "grids/{z}/{x}/{y}.mvt?level=town",
  facilities: "facilities/{z}/{x}/{y}.mvt",
  issues: "issues/{z}/{x}/{y}.mvt?cells=8",
};

/** Layers a pointer can meet, topmost first. */
export const touchable = ["issue", "issue-cluster", "facility", "facility-common", "grid"];

// Ordinary bins, stations and markets say little from afar; what has to be cleared is seen from everywhere.
const common: ExpressionSpecification = ["!", ["in", ["get", "kind"], ["literal", ["toilet.dry", "waste.open_pit", "toilet.flush"]]]];
const commonFromZoom = 12.5;

export function sources(county: string): Record<string, SourceSpecification> {
  const tiled = tileLayers.map(layer => [layer, {
    type: "vector" as const,
    tiles: [`${location.origin}/tiles/${county}/${addresses[layer]}`],
    minzoom: 0,
    maxzoom: 16,
  }]);
  const nothing = { type: "geojson", data: { type: "FeatureCollection", features: [] } } as const;
  return { ...Object.fromEntries(tiled), places: nothing, areas: nothing };
}

/** What is shown until somebody switches something off. */
export const everything: Shown = { density: true, groups: ["toilet", "waste", "market"], issues: true, only: null };

export function layers(c: Palette): LayerSpecification[] {
  const drawn = [
    ...ground(c), ...choropleth(c), ...streets(c), ...outlines(c), ...areas(c), ...facilities(), ...issues(), ...labels(c), ...clusters(c),
  ];
  // From the first picture on: without its filter a cluster is also drawn as if it were one issue.
  const kept = filters(everything);
  return drawn.map(layer => layer.id in kept ? { ...layer, filter: kept[layer.id] } as LayerSpecification : layer);
}

/** Filters that follow what the legend's switches say. */
export function filters(shown: Shown): Record<string, FilterSpecification> {
  const kept: ExpressionSpecification = shown.only
    ? ["in", ["get", "kind"], ["literal", shown.only]]
    : ["in", ["slice", ["get", "kind"], 0, ["index-of", ".", ["get", "kind"]]], ["literal", shown.groups]];
  const standing: ExpressionSpecification = ["==", ["get", "state"], "existing"];
  const none: ExpressionSpecification = ["!", ["to-boolean", shown.issues && !shown.only]];
  return {
    facility: ["all", kept, standing, ["!", common]],
    "facility-common": ["all", kept, standing, common],
    issue: ["all", ["!", none], ["!", clustered]],
    "issue-cluster": ["all", ["!", none], clustered],
    "issue-count": ["all", ["!", none], clustered],
  };
}

const clustered: ExpressionSpecification = ["to-boolean", ["get", "cluster"]];
const classOfGrid: ExpressionSpecification = ["number", ["feature-state", "class"], -2];
const isOn = (state: string): ExpressionSpecification => ["to-boolean", ["feature-state", state]];
const byZoom = (...stops: number[]): ExpressionSpecification =>
  ["interpolate", ["exponential", 1.5], ["zoom"], ...stops] as unknown as ExpressionSpecification;
const isRiver: ExpressionSpecification = ["==", ["get", "class"], "river"];

function ground(c: Palette): LayerSpecification[] {
  return [
    { id: "ground", type: "background", paint: { "background-color": c.ground } },
    {
      id: "river", type: "line", source: "streets", "source-layer": "streets", filter: isRiver,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": c.water, "line-width": byZoom(9, 3, 12, 12, 14, 30, 17, 120) },
    },
  ];
}

function choropleth(c: Palette): LayerSpecification[] {
  const colours = classColours(c).flatMap((colour, index) => [index, colour]);
  const grid = { source: "grids", "source-layer": "grids" } as const;
  return [
    {
      ...grid, id: "grid", type: "fill",
      paint: {
        "fill-antialias": false,
        "fill-color": ["match", classOfGrid, ...colours, c["paper-2"]] as unknown as ExpressionSpecification,
        "fill-opacity": ["case", ["<", classOfGrid, 0], 0.55, 0.82],
      },
    },
    {
      ...grid, id: "grid-unseen", type: "fill",
      paint: { "fill-pattern": "hatch", "fill-opacity": ["case", ["==", classOfGrid, -1], 0.55, 0] },
    },
    {
      ...grid, id: "grid-line", type: "line",
      paint: { "line-color": c.paper, "line-width": byZoom(9, 0.3, 12, 0.8, 16, 2), "line-opacity": 0.9 },
    },
  ];
}

function streets(c: Palette): LayerSpecification[] {
  const notRiver: ExpressionSpecification = ["!", isRiver];
  const street = { type: "line" as const, source: "streets", "source-layer": "streets", filter: notRiver };
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  const width = (extra: number): ExpressionSpecification => ["interpolate", ["exponential", 1.5], ["zoom"],
    9, ["match", ["get", "class"], "main", 1 + extra, 0],
    12, ["match", ["get", "class"], "main", 3.2 + extra, "secondary", 1.4 + extra, 0],
    14, ["match", ["get", "class"], "main", 6 + extra, "secondary", 3.6 + extra, 1.2 + extra],
    17, ["match", ["get", "class"], "main", 22 + extra, "secondary", 14 + extra, 7 + extra]];
  return [
    { ...street, id: "street-edge", layout, paint: { "line-color": c["street-edge"], "line-width": width(1.6) } },
    { ...street, id: "street", layout, paint: { "line-color": c.street, "line-width": width(0) } },
    {
      // Its middle again above the grids' colours: people find their way by the river.
      ...street, id: "river-middle", filter: isRiver, layout,
      paint: { "line-color": c.water, "line-width": byZoom(9, 1, 12, 3.5, 14, 9, 17, 40), "line-opacity": 0.9 },
    },
  ];
}

function outlines(c: Palette): LayerSpecification[] {
  const grid = { source: "grids", "source-layer": "grids" } as const;
  return [
    {
      id: "community", type: "line", source: "communities", "source-layer": "grids", minzoom: 11.5,
      paint: { "line-color": c["ink-2"], "line-width": byZoom(11, 0.5, 16, 1.6), "line-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0.45, 15, 0.12], "line-dasharray": [4, 2] },
    },
    {
      id: "town", type: "line", source: "towns", "source-layer": "grids",
      paint: { "line-color": c["ink-2"], "line-width": byZoom(8, 0.8, 12, 1.6, 16, 2.4), "line-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0.7, 16, 0.35] },
    },
    {
      ...grid, id: "grid-hover", type: "line",
      paint: { "line-color": c.ink, "line-width": ["case", isOn("hover"), 1.6, 0] },
    },
    {
      ...grid, id: "grid-selected", type: "line", layout: { "line-join": "round" },
      paint: { "line-color": c.ink, "line-width": ["case", isOn("selected"), 3, 0] },
    },
  ];
}

/** The levels of areas that may be picked, and the tiles that hold them. */
export const areaSources: Record<string, TileLayer> = { town: "towns", community: "communities", responsibility: "grids" };

/** Somebody's areas; and, while one is being picked, those of the level it is picked from. */
function areas(c: Palette): LayerSpecification[] {
  const picked = Object.entries(areaSources).flatMap(([level, source]): LayerSpecification[] => {
    const area = { source, "source-layer": "grids", layout: { visibility: "none" } } as const;
    return [
      { ...area, id: `area-${level}`, type: "fill", paint: { "fill-color": c.accent, "fill-opacity": ["case", isOn("hover"), 0.3, 0] } },
      { ...area, id: `area-${level}-line`, type: "line", paint: { "line-color": c.accent, "line-width": byZoom(9, 1, 14, 2.5) } },
    ];
  });
  return [
    ...picked,
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": c.accent, "fill-opacity": 0.08 } },
    {
      id: "areas-line", type: "line", source: "areas", layout: { "line-join": "round" },
      paint: { "line-color": c.accent, "line-width": byZoom(9, 2.5, 14, 4), "line-dasharray": [3, 1.2] },
    },
  ];
}

function facilities(): LayerSpecification[] {
  const symbol: ExpressionSpecification = ["match", ["get", "kind"], ...Object.entries(symbolOfKind).flat(),
    ["slice", ["get", "kind"], 0, ["index-of", ".", ["get", "kind"]]]] as unknown as ExpressionSpecification;
  const layer: Omit<SymbolLayerSpecification, "id"> = {
    type: "symbol", source: "facilities", "source-layer": "facilities",
    layout: {
      "icon-image": symbol,
      "icon-size": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 11, 0.55, 13, 0.85, 14, 0.95, 17, 1.4],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "symbol-sort-key": ["match", ["get", "kind"], ["toilet.dry", "waste.open_pit"], 2, 1],
    },
  };
  return [
    { ...layer, id: "facility-common", minzoom: commonFromZoom },
    { ...layer, id: "facility" },
    // Unseen, so that counts in view are known whatever is switched off.
    unseen("facilities"),
  ];
}

function issues(): LayerSpecification[] {
  const issue = { source: "issues", "source-layer": "issues" } as const;
  return [
    {
      ...issue, id: "issue", type: "symbol",
      layout: {
        "icon-image": lampAt(0),
        "icon-size": ["interpolate", ["linear"], ["zoom"], 11, 0.4, 13, 0.62, 15, 0.85, 17, 1.1],
        "icon-allow-overlap": true, "icon-ignore-placement": true,
        "symbol-sort-key": ["case", ["to-boolean", ["get", "overdue"]], 2, 1],
      },
    },
    unseen("issues"),
  ];
}

/** Above the names, which are placed after them and so make room for their counts. */
function clusters(c: Palette): LayerSpecification[] {
  const cluster = { source: "issues", "source-layer": "issues" } as const;
  return [
    {
      ...cluster, id: "issue-cluster", type: "circle",
      paint: {
        "circle-color": c.ink, "circle-opacity": 0.88,
        "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1.4, 8, 5, 12, 12, 16, 30, 20],
        "circle-stroke-color": c.paper, "circle-stroke-width": 1,
      },
    },
    {
      ...cluster, id: "issue-count", type: "symbol",
      layout: {
        "text-field": ["to-string", ["get", "count"]], "text-size": 12, "text-allow-overlap": true, "text-padding": 8,
      },
      paint: { "text-color": c.paper },
    },
  ];
}

/**
 * The lamp of an issue at a time: green in the first four fifths of what it was given, then yellow, then red. Tiles hold
 * `due` and `reported` in seconds since the epoch; without them `overdue` alone decides.
 */
export function lampAt(nowSeconds: number): ExpressionSpecification {
  const due: ExpressionSpecification = ["to-number", ["get", "due"], 0];
  const given: ExpressionSpecification = ["-", due, ["to-number", ["get", "reported"], 0]];
  return ["case",
    ["any", ["to-boolean", ["get", "overdue"]], ["all", [">", due, 0], ["<=", due, nowSeconds]]], "lamp-late",
    ["all", [">", due, 0], ["<=", ["-", due, nowSeconds], ["*", 0.2, given]]], "lamp-warn",
    "lamp-ok"];
}

const unseen = (layer: "facilities" | "issues"): LayerSpecification => ({
  id: `${layer}-unseen`, type: "circle", source: layer, "source-layer": layer,
  paint: { "circle-opacity": 0, "circle-radius": 1 },
});

function labels(c: Palette): LayerSpecification[] {
  const halo = { "text-color": c.ink, "text-halo-color": c.paper, "text-halo-width": 1.8 };
  const place = { type: "symbol", source: "places" } as const;
  const aside: SymbolLayerSpecification["layout"] = {
    "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 1.8,
  };
  return [
    {
      id: "street-name", type: "symbol", source: "streets", "source-layer": "streets", minzoom: 13.5,
      layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-size": 12, "symbol-spacing": 380 },
      paint: { "text-color": c["ink-2"], "text-halo-color": c.street, "text-halo-width": 1.5 },
    },
    {
      ...place, id: "community-name", minzoom: 12.2, filter: ["==", ["get", "level"], "community"],
      layout: { ...aside, "text-field": ["get", "name"], "text-size": ["interpolate", ["linear"], ["zoom"], 12, 11.5, 15, 14], "text-padding": 6 },
      paint: halo,
    },
    {
      ...place, id: "town-name", maxzoom: 14.5, filter: ["==", ["get", "level"], "town"],
      layout: { ...aside, "text-field": ["get", "name"], "text-size": ["interpolate", ["linear"], ["zoom"], 9, 12, 13, 16], "text-padding": 4, "symbol-sort-key": 0 },
      paint: { ...halo, "text-halo-width": 2.2 },
    },
  ];
}
