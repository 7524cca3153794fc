// The few words the map itself says; everything else is said by the panels (Text/Texts.cs).
import type { Language } from "./address";

const words = {
  unresolved: ["未解决", "unresolved"],
  perSquareKilometre: ["每 km²", "per km²"],
  neverReported: ["尚无记录", "no record yet"],
  clean: ["已清零", "clean"],
  openHere: ["处未解决问题", "unresolved issues"],
  map: ["示意图:责任网格与问题", "Map of grids and issues"],
} as const;

export const say = (word: keyof typeof words, language: Language): string => words[word][language === "zh" ? 0 : 1];

/** Category codes and facility kinds by name, told by the panels once they are there. */
export const named = new Map<string, string>();
