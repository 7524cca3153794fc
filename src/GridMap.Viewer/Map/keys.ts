// Keys that work everywhere: / searches, Esc closes, Ctrl+Z takes back, arrows walk through a list.
import { emit } from "./bridge";

export function listen(): void {
  document.addEventListener("keydown", event => {
    const target = event.target as HTMLElement;
    const trap = document.querySelector<HTMLElement>("[data-traps]");
    if (trap) return keepWithin(trap, event);
    const isWriting = target.matches("input, textarea, select, [contenteditable]");
    // Out of a field first: what was written there is not thrown away by one key.
    if (event.key === "Escape" && isWriting) target.blur();
    else if (event.key === "Escape" && document.querySelector(".menu")) return;
    else if (event.key === "Escape") emit({ kind: "key", key: "escape" });
    else if (event.key.startsWith("Arrow") && walk(target, event.key)) event.preventDefault();
    else if (isWriting) return;
    else if (event.key === "/") {
      event.preventDefault();
      document.querySelector<HTMLElement>("#search")?.focus();
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault();
      emit({ kind: "key", key: "undo" });
    }
  });
}

/** A dialog that has to be answered keeps the focus, and the page's keys to itself. */
function keepWithin(trap: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab") return;
  const stops = [...trap.querySelectorAll<HTMLElement>("button, a[href], input, select")].filter(one => one.checkVisibility() && !one.hasAttribute("disabled"));
  const [first, last] = [stops[0], stops.at(-1)];
  const isInside = trap.contains(document.activeElement);
  if (isInside && document.activeElement !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Moves the focus to the neighbour in a list; false where there is none. */
function walk(from: HTMLElement, key: string): boolean {
  const list = from.closest("[data-list]");
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  if (!list || step === 0 || from.matches("textarea, select")) return false;
  const items = [...list.querySelectorAll<HTMLElement>("button, a[href], input")];
  const next = items[items.indexOf(from) + step];
  next?.focus();
  return next !== undefined;
}
