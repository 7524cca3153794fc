// Files go from the disk to the server without passing through the panels' memory.
import { send } from "./session";

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
