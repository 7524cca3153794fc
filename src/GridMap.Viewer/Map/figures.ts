// The county's figures: what each responsibility grid is coloured by. Kept apart from the map, since the list of the
// densest grids has to work where there is no map.
import type { Mode } from "./address";
import { send } from "./session";

export interface GridFigure {
  gridId: number;
  gridCode: string;
  name: string;
  unresolvedIssues: number;
  areaSquareMetres: number;
  issuesPerSquareKilometre: number;
  issuesEver: number;
  asOf: string | null;
}

export interface County {
  code: string;
  name: string;
  bounds: [number, number, number, number] | null;
  densityBreaksPerSquareKilometre: number[] | null;
  countBreaks: number[] | null;
}

/** Nothing was ever reported here: not clean, unseen. */
export const neverReported = -1;

export const byId = new Map<number, GridFigure>();

/** When figures last arrived, in milliseconds since the epoch; 0 before the first. */
export let receivedAt = 0;

export async function getCounties(): Promise<County[]> {
  return await getJson("api/counties");
}

/** Fetches every figure of the county; the ids of the grids whose figure differs from before. */
export async function load(county: string): Promise<number[]> {
  const collection = await getJson<{ features: { properties: GridFigure }[] }>(
    `api/counties/${county}/density?geometry=false`);
  const fresh = collection.features.map(feature => feature.properties);
  const changed = fresh.filter(figure => differs(figure, byId.get(figure.gridId))).map(figure => figure.gridId);
  byId.clear();
  for (const figure of fresh) byId.set(figure.gridId, figure);
  receivedAt = Date.now();
  return changed;
}

export const valueOf = (figure: GridFigure, mode: Mode): number =>
  mode === "density" ? figure.issuesPerSquareKilometre : figure.unresolvedIssues;

export const breaksOf = (county: County, mode: Mode): number[] =>
  (mode === "density" ? county.densityBreaksPerSquareKilometre : county.countBreaks) ?? [];

/** The class a grid is coloured by: 0 is clean, 1 to 6 are the classes between the county's stored breaks. */
export function classOf(figure: GridFigure, mode: Mode, breaks: number[]): number {
  if (figure.issuesEver === 0) return neverReported;
  const value = valueOf(figure, mode);
  return value <= 0 ? 0 : Math.min(6, 1 + breaks.filter(upper => value > upper).length);
}

/** The grids with the most, worst first. */
export function worst(mode: Mode, limit: number): GridFigure[] {
  return [...byId.values()]
    .filter(figure => figure.unresolvedIssues > 0)
    .sort((a, b) => valueOf(b, mode) - valueOf(a, mode) || (a.gridCode < b.gridCode ? -1 : 1))
    .slice(0, limit);
}

const differs = (a: GridFigure, b: GridFigure | undefined): boolean =>
  a.unresolvedIssues !== b?.unresolvedIssues || a.issuesEver !== b.issuesEver || a.areaSquareMetres !== b.areaSquareMetres;

export async function getJson<T>(path: string): Promise<T> {
  const response = await send(path, { headers: { accept: "application/json, application/geo+json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return await response.json() as T;
}
