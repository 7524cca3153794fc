// The one place where the map and the panels meet. The map is there first: what happens before the panels attach waits.

export type MapEvent =
  | { kind: "select"; layer: "grid" | "issue" | "facility" | "none"; id?: string; code?: string; name?: string }
  | { kind: "several"; items: { layer: "issue" | "facility"; id: string; name: string; what: string }[] }
  | { kind: "place"; longitude: number; latitude: number; gridCode?: string; gridName?: string; intent: string }
  | { kind: "view"; counts: Record<string, number> }
  | { kind: "figures" }
  | { kind: "changed"; layers: string[]; gridIds: number[] }
  | { kind: "live"; isConnected: boolean }
  | { kind: "online"; isOnline: boolean }
  | { kind: "history"; county: string | null; grid: string | null; issue: string | null; facility: string | null }
  | { kind: "area"; code: string; name: string }
  | { kind: "mark"; code: string }
  | { kind: "drawing" }
  | { kind: "signed-out" }
  | { kind: "key"; key: "undo" | "escape" };

interface Listener {
  invokeMethodAsync(method: string, event: MapEvent): Promise<unknown>;
}

let listener: Listener | null = null;
const waiting: MapEvent[] = [];
// Of these only the last one matters to somebody who comes late.
const superseding = new Set(["view", "figures", "live", "online", "signed-out"]);

export function emit(event: MapEvent): void {
  if (listener) {
    void listener.invokeMethodAsync("OnMapEvent", event);
    return;
  }
  const earlier = superseding.has(event.kind) ? waiting.findIndex(other => other.kind === event.kind) : -1;
  if (earlier >= 0) waiting.splice(earlier, 1);
  waiting.push(event);
}

export function attach(to: Listener): void {
  listener = to;
  for (const event of waiting.splice(0)) emit(event);
}
