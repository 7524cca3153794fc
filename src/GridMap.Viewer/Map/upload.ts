// Files go from the disk to the server without passing through the panels' memory.
import { ended, load, send, tokenHeader } from "./session";

export async function upload(address: string, input: HTMLInputElement, mapping: string): Promise<{ status: number; body: string }> {
  const file = input.files![0]!;
  const form = new FormData();
  if (mapping.trim() !== "") form.append("mapping", new Blob([mapping], { type: "application/json" }), "mapping.json");
  form.append("file", file, file.name);
  try {
    const response = await send(`${address}&fileName=${encodeURIComponent(file.name)}`, { method: "POST", body: form });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: "" };
  }
}

export const hasFile = (input: HTMLInputElement): boolean => (input.files?.length ?? 0) > 0;
let sentFraction = 0;

/** How much of the file is under way or there, 0 to 1. */
export const sent = (): number => sentFraction;

/** Sends the file chosen in a form's field to be looked at, telling how far it is; one that finds its session ended is sent again. */
export async function sendFile(address: string, input: HTMLInputElement): Promise<{ status: number; body: string }> {
  const file = input.files![0]!;
  for (let wasRenewed = false; ;) {
    const answer = await post(address, file);
    if (answer.status === 401) await ended();
    else if (answer.status === 400 && answer.body.includes(":stale-page") && !wasRenewed) {
      wasRenewed = true;
      await load();
    } else return answer;
  }
}

// By an older request than fetch, which does not tell how much has been sent.
function post(address: string, file: File): Promise<{ status: number; body: string }> {
  sentFraction = 0;
  const form = new FormData();
  form.append("file", file, file.name);
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(tokenHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = event => { if (event.lengthComputable) sentFraction = event.loaded / event.total; };
    request.onload = () => done({ status: request.status, body: request.responseText });
    request.onerror = request.onabort = () => done({ status: 0, body: "" });
    request.send(form);
  });
}

/** A file dropped on an element is as good as one chosen in the field within it. */
export function takeDrops(zone: HTMLElement): void {
  const hover = (on: boolean) => (event: DragEvent): void => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", hover(true));
  zone.addEventListener("dragleave", hover(false));
  zone.addEventListener("drop", event => {
    hover(false)(event);
    const input = zone.querySelector<HTMLInputElement>("input[type=file]");
    if (!input || !event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
