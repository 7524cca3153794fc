// The page's address says everything a colleague needs to see the same map: county, selection, mode, place.

export type Mode = "density" | "count";
export type Theme = "light" | "dark";
export type Language = "zh" | "en";

type Members = Record<string, string | number | null>;

export interface Address {
  county: string | null;
  grid: string | null;
  issue: string | null;
  facility: string | null;
  mode: Mode;
  language: Language;
  theme: Theme;
  place: { longitude: number; latitude: number; zoom: number } | null;
}

export function read(): Address {
  const query = new URLSearchParams(location.search);
  return {
    county: query.get("county") ?? remembered("county"),
    grid: query.get("grid"),
    issue: query.get("issue"),
    facility: query.get("facility"),
    mode: query.get("mode") === "count" ? "count" : "density",
    language: (query.get("lang") ?? remembered("lang")) === "en" ? "en" : "zh",
    theme: readTheme(query.get("theme") ?? remembered("theme")),
    place: readPlace(query),
  };
}

/** Changes some of the address's members in place, without a step in the browser's history; null takes one out. */
export function write(members: Members): void {
  const url = changed(members);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

/** Changes them as a step that the browser's back button takes back. */
export function step(members: Members): void {
  const url = changed(members);
  if (url.href !== location.href) history.pushState(history.state, "", url);
}

function changed(members: Members): URL {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(members)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  return url;
}

/** Keeps a choice for the next visit, where the browser lets us. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`gridmap.${name}`, value);
  } catch {
    // Storage may be forbidden; the address still says it.
  }
}

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`gridmap.${name}`);
  } catch {
    return null;
  }
}

function readTheme(asked: string | null): Theme {
  if (asked === "dark" || asked === "light") return asked;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function readPlace(query: URLSearchParams): Address["place"] {
  const [longitude, latitude, zoom] = ["lon", "lat", "z"].map(name => Number.parseFloat(query.get(name) ?? ""));
  const isPlace = Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 85 && zoom! >= 0 && zoom! <= 22;
  return isPlace ? { longitude: longitude!, latitude: latitude!, zoom: zoom! } : null;
}
