// Keys that work everywhere: / searches, Esc closes, Ctrl+Z takes back, arrows walk through a list.
import { emit } from "./bridge";

export function listen(): void {
  document.addEventListener("keydown", event => {
    const target = event.target as HTMLElement;
    const isWriting = target.matches("input, textarea, select, [contenteditable]");
    // Out of a field first: what was written there is not thrown away by one key.
    if (event.key === "Escape" && isWriting) target.blur();
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
