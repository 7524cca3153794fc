// Colours come from css/tokens.css, said once for page and map.
import type { Theme } from "./address";

const names = [
  "ink", "ink-2", "ink-3", "paper", "paper-2", "line", "ground", "street", "street-edge", "water", "green", "accent",
  "ok", "warn", "late", "focus", "clean", "d0", "d1", "d2", "d3", "d4", "d5", "market", "toilet", "dry", "waste", "pit",
] as const;

export type Palette = Record<(typeof names)[number], string>;

export function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** The colours of the theme that is on now. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette;
}

/** From the least to the most; the first stands for zero in a grid that has a record. */
export const classColours = (colours: Palette): string[] =>
  [colours.clean, colours.d0, colours.d1, colours.d2, colours.d3, colours.d4, colours.d5];
