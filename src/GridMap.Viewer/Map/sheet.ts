// The phone's bottom sheet: dragged or tapped by its handle to one of three heights (css/phone.css gives them).

const heights = ["peek", "half", "full"] as const;
type Height = (typeof heights)[number];

export function set(height: Height): void {
  document.body.dataset["sheet"] = height;
}

export function listen(): void {
  set("half");
  document.addEventListener("pointerdown", event => {
    const handle = (event.target as HTMLElement).closest<HTMLElement>("[data-sheet-handle]");
    const sheet = handle?.closest<HTMLElement>("[data-sheet]");
    if (handle && sheet) drag(handle, sheet, event);
  });
}

function drag(handle: HTMLElement, sheet: HTMLElement, down: PointerEvent): void {
  const startHeight = sheet.getBoundingClientRect().height;
  let moved = 0;
  const move = (event: PointerEvent): void => {
    moved = down.clientY - event.clientY;
    sheet.style.height = `${Math.max(60, Math.min(innerHeight - 80, startHeight + moved))}px`;
  };
  const up = (): void => {
    handle.removeEventListener("pointermove", move);
    sheet.style.height = "";
    const now = heights.indexOf((document.body.dataset["sheet"] ?? "half") as Height);
    const tapped = Math.abs(moved) < 6;
    const next = tapped ? (now === 1 ? 2 : 1) : now + Math.sign(moved);
    set(heights[Math.max(0, Math.min(2, next))]!);
  };
  handle.setPointerCapture(down.pointerId);
  handle.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel"] as const) handle.addEventListener(end, up, { once: true });
}
