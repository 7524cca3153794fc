// Drawing in a draft: a grid is picked, its vertices are dragged with everything that shares them, a line splits it, a tap
// joins it with a neighbour. Nothing is stored until it is asked for what changed.
import type { GeoJSONSource, LayerSpecification, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import { boxOf, grids as fetchGrids, type Lender } from "./lender";
import * as shapes from "./shapes";
import type { Grid, Place } from "./shapes";

/** What the panel shows. */
export interface DrawingState {
  mode: "reshape" | "split" | "merge";
  selected: { code: string; name: string; level: string; parentCode: string | null; leadUnitCode: string | null; residents: number | null;
    areaSquareMetres: number; isNew: boolean } | null;
  changes: number;
  points: number;
  metres: number;
  canUndo: boolean;
  canRedo: boolean;
  refusal: string | null;
}

interface Moment { grids: ReadonlyMap<string, Grid>; selected: string | null }
interface Handle { at: Place; edge: [Place, Place] | null }

const reachPixels = matchMedia("(pointer: coarse)").matches ? 18 : 9;
const mostHandles = 600;
const sources = ["drawing-grids", "drawing-picked", "drawing-line", "drawing-handles"] as const;

export interface Drawing {
  begin(id: number, level: string): Promise<DrawingState | null>;
  state(): DrawingState;
  mode(to: DrawingState["mode"]): DrawingState;
  select(code: string): DrawingState;
  finish(): DrawingState;
  undo(): DrawingState;
  redo(): DrawingState;
  describe(fields: { code: string; name: string; leadUnitCode: string | null }): DrawingState;
  merge(code: string): DrawingState;
  neighbours(): { code: string; name: string }[];
  changes(): { put: object[]; remove: string[] };
  end(): void;
}

export function drawing(lender: Lender, tell: () => void): Drawing {
  const { map } = lender;
  let given: ReadonlyMap<string, Grid> = new Map();
  let now: Moment = { grids: given, selected: null };
  let past: Moment[] = [];
  let future: Moment[] = [];
  let level = "";
  let mode: DrawingState["mode"] = "reshape";
  let line: Place[] = [];
  let refusal: string | null = null;
  let dragged: { from: Place; to: Place; base: ReadonlyMap<string, Grid> } | null = null;
  let active: Place | null = null;
  let isOn = false;
  const measure = document.createElement("div");
  measure.className = "measure";

  const selected = (): Grid | null => now.selected === null ? null : now.grids.get(now.selected) ?? null;

  function step(make: () => Moment): void {
    refusal = null;
    try {
      const next = make();
      past.push(now);
      future = [];
      now = next;
    } catch (error) {
      if (!(error instanceof shapes.Refusal)) throw error;
      refusal = error.reason;
    }
    active = null;
    draw();
    tell();
  }

  function draw(): void {
    for (const source of sources) if (!map.getSource(source)) map.addSource(source, { type: "geojson", data: empty });
    for (const layer of layersOf(lender.colours())) if (!map.getLayer(layer.id)) map.addLayer(layer);
    put("drawing-grids", [...now.grids.values()].filter(grid => grid.level === level).map(grid =>
      feature(shapes.geometryOf(grid), { code: grid.code, isChanged: given.get(grid.code) !== grid })));
    drawPicked(now.grids);
  }

  function drawPicked(of: ReadonlyMap<string, Grid>): void {
    const grid = now.selected === null ? null : of.get(now.selected) ?? null;
    const touched = dragged ? [...of.values()].filter(one => dragged!.base.get(one.code) !== one && one.level === level) : [];
    put("drawing-picked", [...touched.map(one => feature(shapes.geometryOf(one), { isTouched: true })),
      ...(grid ? [feature(shapes.geometryOf(grid), {})] : [])]);
    const drawn = line.length > 0 ? [feature({ type: "LineString", coordinates: line }, {}), ...line.map(at => feature({ type: "Point", coordinates: at }, {}))] : [];
    put("drawing-line", drawn);
    put("drawing-handles", mode === "reshape" && grid && !dragged
      ? apart(handles(grid)).map(handle => feature({ type: "Point", coordinates: handle.at }, { isMiddle: handle.edge !== null, isActive: active !== null && shapes.same(handle.at, active) }))
      : dragged ? [feature({ type: "Point", coordinates: dragged.to }, { isMiddle: false, isActive: true })] : []);
  }

  /** Of handles that would lie on each other the first: any vertex can be taken hold of, but not all need to be seen from afar. */
  function apart(all: Handle[]): Handle[] {
    const cell = reachPixels * 1.5;
    const taken = new Set<string>();
    return all.filter(({ at }) => {
      const { x, y } = map.project(at);
      const key = `${Math.round(x / cell)} ${Math.round(y / cell)}`;
      if (taken.has(key) && !(active !== null && shapes.same(at, active))) return false;
      taken.add(key);
      return true;
    });
  }

  function handles(grid: Grid): Handle[] {
    const rings = grid.parts.flat();
    if (rings.reduce((sum, ring) => sum + ring.length, 0) > mostHandles) return rings.flatMap(ring => ring.filter(inView).map(at => ({ at, edge: null }))).slice(0, mostHandles);
    return rings.flatMap(ring => ring.flatMap((at, i): Handle[] => {
      const next = ring[(i + 1) % ring.length]!;
      const [p, q] = [map.project(at), map.project(next)];
      const isLong = Math.hypot(p.x - q.x, p.y - q.y) > reachPixels * 5;
      return [{ at, edge: null }, ...(isLong ? [{ at: [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2] as Place, edge: [at, next] as [Place, Place] }] : [])];
    }));
  }

  const inView = (at: Place): boolean => map.getBounds().contains(at);

  const pixels = (a: Place, point: { x: number; y: number }): number => {
    const on = map.project(a);
    return Math.hypot(on.x - point.x, on.y - point.y);
  };

  /** The vertex that is meant, or else the place on an edge, or else the place itself. */
  function snap(event: { point: { x: number; y: number }; lngLat: { lng: number; lat: number } }, except: Place | null): Place {
    const here: Place = [event.lngLat.lng, event.lngLat.lat];
    let best: { at: Place; distance: number } = { at: here, distance: reachPixels };
    let onEdge: { at: Place; distance: number } = { at: here, distance: reachPixels };
    for (const grid of nearby(here))
      for (const ring of grid.parts.flat())
        ring.forEach((at, i) => {
          const next = ring[(i + 1) % ring.length]!;
          const isOwn = except !== null && (shapes.same(at, except) || shapes.same(next, except));
          if (!(except && shapes.same(at, except)) && pixels(at, event.point) < best.distance) best = { at, distance: pixels(at, event.point) };
          if (isOwn || mode !== "split") return;
          const foot = shapes.project(here, at, next);
          if (pixels(foot, event.point) < onEdge.distance) onEdge = { at: foot, distance: pixels(foot, event.point) };
        });
    return best.at !== here ? best.at : onEdge.at;
  }

  function nearby(at: Place): Grid[] {
    const point = map.project(at);
    const corner = map.unproject([point.x + reachPixels * 2, point.y - reachPixels * 2]);
    const [dx, dy] = [Math.abs(corner.lng - at[0]), Math.abs(corner.lat - at[1])];
    return [...now.grids.values()].filter(grid => {
      const box = boxOf(grid.parts);
      return box !== null && at[0] >= box[0] - dx && at[0] <= box[2] + dx && at[1] >= box[1] - dy && at[1] <= box[3] + dy;
    });
  }

  function onClick(event: MapMouseEvent): void {
    if (mode === "split" && now.selected !== null) {
      line = [...line, snap(event, null)];
      refusal = null;
      drawPicked(now.grids);
      tell();
      return;
    }
    const at: Place = [event.lngLat.lng, event.lngLat.lat];
    const found = [...now.grids.values()].find(grid => grid.level === level && shapes.covers(grid, at));
    if (!found) return;
    if (mode === "merge" && now.selected !== null && found.code !== now.selected) join(found.code);
    else pick(found.code);
  }

  function pick(code: string | null): void {
    now = { ...now, selected: code };
    [line, active, refusal] = [[], null, null];
    draw();
    tell();
  }

  function join(code: string): void {
    step(() => ({ grids: shapes.merge(now.grids, now.selected!, code), selected: now.selected }));
    if (!refusal) mode = "reshape";
    draw();
    tell();
  }

  function onDown(event: MapMouseEvent | MapTouchEvent): void {
    const grid = selected();
    if (!isOn || mode !== "reshape" || !grid || "points" in event && event.points.length !== 1) return;
    const near = handles(grid).map(handle => ({ handle, distance: pixels(handle.at, event.point) }))
      .filter(one => one.distance <= reachPixels).sort((a, b) => a.distance - b.distance || Number(a.handle.edge !== null) - Number(b.handle.edge !== null))[0]?.handle;
    if (!near) return;
    event.preventDefault();
    const base = near.edge ? shapes.insert(now.grids, near.edge[0], near.edge[1], near.at) : now.grids;
    dragged = { from: near.at, to: near.at, base };
    active = near.edge ? null : near.at;
    const [moves, ends] = event.type === "touchstart" ? ["touchmove", "touchend"] as const : ["mousemove", "mouseup"] as const;
    const onMove = (at: MapMouseEvent | MapTouchEvent): void => drag(at);
    map.on(moves as "mousemove", onMove);
    map.once(ends as "mouseup", () => {
      map.off(moves as "mousemove", onMove);
      release();
    });
  }

  function drag(event: MapMouseEvent | MapTouchEvent): void {
    if (!dragged) return;
    const to = snap(event, dragged.from);
    try {
      const moved = shapes.same(dragged.from, to) ? dragged.base : shapes.move(dragged.base, dragged.from, to);
      dragged.to = to;
      drawPicked(moved);
    } catch (error) {
      if (!(error instanceof shapes.Refusal)) throw error;
    }
    say(event.point, `${figure(shapes.metres(dragged.from, to))}`);
  }

  function release(): void {
    const ended = dragged;
    [dragged, measure.hidden] = [null, true];
    if (!ended) return;
    if (shapes.same(ended.from, ended.to)) {
      drawPicked(now.grids);
      return;
    }
    step(() => ({ ...now, grids: shapes.move(ended.base, ended.from, ended.to) }));
  }

  function onMove(event: MapMouseEvent): void {
    if (!isOn || mode !== "split" || line.length === 0) return;
    const here = snap(event, null);
    put("drawing-line", [feature({ type: "LineString", coordinates: [...line, here] }, {}), ...line.map(at => feature({ type: "Point", coordinates: at }, {}))]);
    const last = shapes.metres(line.at(-1)!, here);
    say(event.point, line.length === 1 ? figure(last) : `${figure(last)} / ${figure(length(line) + last)}`);
  }

  const length = (places: Place[]): number => places.slice(1).reduce((sum, at, i) => sum + shapes.metres(places[i]!, at), 0);

  function say(point: { x: number; y: number }, text: string): void {
    measure.hidden = false;
    measure.textContent = text;
    measure.style.transform = `translate(${Math.round(point.x) + 14}px, ${Math.round(point.y) - 30}px)`;
  }

  function onKey(event: KeyboardEvent): void {
    if (!isOn || (event.target as HTMLElement).matches("input, textarea, select")) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCommand && key === "z" && !event.shiftKey) tool.undo();
    else if (isCommand && (key === "y" || key === "z")) tool.redo();
    else if (key === "enter" && mode === "split" && line.length > 1 && !(event.target as HTMLElement).matches("button, a")) tool.finish();
    else if (key === "escape" && line.length > 0) { line = []; drawPicked(now.grids); tell(); }
    else if (key === "delete" && active) { const gone = active; step(() => ({ ...now, grids: shapes.drop(now.grids, gone) })); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A code beside the grid's own: the next number where codes end in one. */
  function freshCode(code: string): string {
    const digits = /\d+$/.exec(code)?.[0] ?? "";
    for (let number = digits.length > 0 && digits.length <= 15 ? Number(digits) + 1 : 2; ; number++) {
      const free = digits.length > 0 && digits.length <= 15
        ? code.slice(0, -digits.length) + String(number).padStart(digits.length, "0") : `${code}-${number}`;
      if (!now.grids.has(free) && !given.has(free)) return free;
    }
  }

  const changed = (): { put: Grid[]; remove: string[] } => ({
    put: [...now.grids.values()].filter(grid => given.get(grid.code) !== grid),
    remove: [...given.keys()].filter(code => !now.grids.has(code)),
  });

  function put(source: (typeof sources)[number], features: object[]): void {
    void (map.getSource(source) as GeoJSONSource | undefined)?.setData({ type: "FeatureCollection", features } as unknown as Data);
  }

  const onEnd = (): void => { if (isOn && !dragged) drawPicked(now.grids); };

  const tool: Drawing = {
    async begin(id, of) {
      const features = await fetchGrids(lender, id, null).catch(() => null);
      if (!features) return null;
      given = shapes.read(features);
      [now, past, future, line, refusal, active, mode] = [{ grids: given, selected: null }, [], [], [], null, null, "reshape"];
      level = of;
      if (!isOn) {
        isOn = true;
        map.on("click", onClick);
        map.on("mousedown", onDown);
        map.on("touchstart", onDown);
        map.on("mousemove", onMove);
        map.on("moveend", onEnd);
        document.addEventListener("keydown", onKey, true);
        map.doubleClickZoom.disable();
        measure.hidden = true;
        map.getContainer().append(measure);
      }
      draw();
      return tool.state();
    },
    state() {
      const grid = selected();
      const { put: edited, remove } = changed();
      return {
        mode, changes: edited.length + remove.length, points: line.length, metres: length(line), canUndo: past.length > 0,
        canRedo: future.length > 0, refusal,
        selected: grid && {
          code: grid.code, name: grid.name, level: grid.level, parentCode: grid.parentCode, leadUnitCode: grid.leadUnitCode,
          residents: grid.residents, areaSquareMetres: shapes.squareMetres(grid), isNew: !given.has(grid.code),
        },
      };
    },
    mode(to) {
      [mode, line, refusal, active, measure.hidden] = [to, [], null, null, true];
      drawPicked(now.grids);
      return tool.state();
    },
    select(code) {
      const grid = now.grids.get(code);
      if (grid) {
        level = grid.level;
        pick(code);
        const box = boxOf(grid.parts);
        if (box) map.fitBounds(box, { padding: lender.room(), maxZoom: 18, duration: lender.duration(500) });
      }
      return tool.state();
    },
    finish() {
      const grid = selected();
      if (grid && line.length > 1) {
        const code = freshCode(grid.code);
        const drawn = line;
        line = [];
        measure.hidden = true;
        step(() => ({ grids: shapes.split(now.grids, grid.code, drawn, { code, name: `${grid.name} 2` }), selected: code }));
        if (refusal) line = drawn;
        else mode = "reshape";
        draw();
        tell();
      }
      return tool.state();
    },
    undo() {
      const before = past.pop();
      if (before) { future.push(now); now = before; }
      [line, active, refusal] = [[], null, null];
      draw();
      tell();
      return tool.state();
    },
    redo() {
      const after = future.pop();
      if (after) { past.push(now); now = after; }
      draw();
      tell();
      return tool.state();
    },
    describe({ code, name, leadUnitCode }) {
      const grid = selected();
      if (!grid || code !== grid.code && (given.has(grid.code) || now.grids.has(code))) return tool.state();
      const next = new Map(now.grids);
      next.delete(grid.code);
      next.set(code, { ...grid, code, name, leadUnitCode });
      step(() => ({ grids: next, selected: code }));
      return tool.state();
    },
    merge(code) {
      join(code);
      return tool.state();
    },
    neighbours() {
      const grid = selected();
      const box = grid && boxOf(grid.parts);
      if (!grid || !box) return [];
      return [...now.grids.values()].filter(other => {
        const its = boxOf(other.parts);
        return other.code !== grid.code && other.level === grid.level && its !== null
          && its[0] <= box[2] && its[2] >= box[0] && its[1] <= box[3] && its[3] >= box[1];
      }).map(({ code, name }) => ({ code, name }));
    },
    changes() {
      const { put: edited, remove } = changed();
      return {
        remove,
        put: edited.map(grid => ({
          gridCode: grid.code, name: grid.name, level: grid.level, parentCode: grid.parentCode, leadUnitCode: grid.leadUnitCode,
          residents: grid.residents, geometry: shapes.geometryOf(grid),
        })),
      };
    },
    end() {
      if (isOn) {
        map.off("click", onClick);
        map.off("mousedown", onDown);
        map.off("touchstart", onDown);
        map.off("mousemove", onMove);
        map.off("moveend", onEnd);
        document.removeEventListener("keydown", onKey, true);
        map.doubleClickZoom.enable();
        measure.remove();
      }
      isOn = false;
      [given, past, future, line] = [new Map(), [], [], []];
      now = { grids: given, selected: null };
      for (const layer of layersOf(lender.colours()).reverse()) if (map.getLayer(layer.id)) map.removeLayer(layer.id);
      for (const source of sources) if (map.getSource(source)) map.removeSource(source);
    },
  };
  return tool;
}

type Data = Parameters<GeoJSONSource["setData"]>[0];
const empty = { type: "FeatureCollection", features: [] } as unknown as Data;

const feature = (geometry: object, properties: Record<string, unknown>): object => ({ type: "Feature", geometry, properties });

const figure = (metres: number): string => metres < 10 ? `${metres.toFixed(2)} m` : metres < 1000 ? `${metres.toFixed(1)} m` : `${(metres / 1000).toFixed(2)} km`;

function layersOf(c: Record<string, string>): LayerSpecification[] {
  const isTrue = (name: string): ["to-boolean", ["get", string]] => ["to-boolean", ["get", name]];
  return [
    { id: "drawing-fill", type: "fill", source: "drawing-grids", paint: { "fill-color": c["warn"]!, "fill-opacity": ["case", isTrue("isChanged"), 0.18, 0.02] } },
    { id: "drawing-edge", type: "line", source: "drawing-grids", paint: { "line-color": c["ink-2"]!, "line-width": 1.2 } },
    { id: "drawing-picked", type: "fill", source: "drawing-picked", paint: { "fill-color": c["accent"]!, "fill-opacity": ["case", isTrue("isTouched"), 0.06, 0.16] } },
    { id: "drawing-picked-edge", type: "line", source: "drawing-picked", paint: { "line-color": c["accent"]!, "line-width": 3 } },
    { id: "drawing-line", type: "line", source: "drawing-line", filter: ["==", ["geometry-type"], "LineString"], paint: { "line-color": c["late"]!, "line-width": 2.5, "line-dasharray": [2, 1] } },
    { id: "drawing-points", type: "circle", source: "drawing-line", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 4.5, "circle-color": c["late"]!, "circle-stroke-color": c["paper"]!, "circle-stroke-width": 1.5 } },
    {
      id: "drawing-handles", type: "circle", source: "drawing-handles",
      paint: {
        "circle-radius": ["case", isTrue("isActive"), 8, isTrue("isMiddle"), 4, 6], "circle-color": ["case", isTrue("isActive"), c["late"]!, c["paper"]!],
        "circle-opacity": ["case", isTrue("isMiddle"), 0.7, 1], "circle-stroke-color": c["accent"]!, "circle-stroke-width": 2,
      },
    },
  ];
}
