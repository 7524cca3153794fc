// A file that the server first has to make: what it refuses is told on the page instead of being saved.
import { send } from "./session";

/** Fetches a file and hands it to the browser to keep; answers the problem where there is one. */
export async function download(address: string): Promise<{ status: number; body: string }> {
  try {
    const response = await send(address);
    if (!response.ok) return { status: response.status, body: await response.text() };
    const file = URL.createObjectURL(await response.blob());
    const link = document.createElement("a");
    link.href = file;
    link.download = nameOf(response.headers.get("content-disposition") ?? "");
    link.click();
    // The browser reads it in its own time.
    setTimeout(() => URL.revokeObjectURL(file), 60_000);
    return { status: 200, body: "" };
  } catch {
    return { status: 0, body: "" };
  }
}

function nameOf(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)/i.exec(disposition)?.[1] ?? "";
}
