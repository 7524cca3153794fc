// Who is signed in, on the map's side: what unsafe requests carry, and what becomes of requests whose session has ended.
import { emit } from "./bridge";

export interface Session {
  account: Account | null;
  antiforgeryToken: string | null;
}

interface Account {
  name: string;
  isAdministrator: boolean;
  mustChangePassword: boolean;
  counties: { countyCode: string; roles: { role: string; areaCode: string | null }[] }[];
}

let current: Session | null = null;
// How often somebody signed in here: what was asked before the last time and refused afterwards is simply asked again.
let signIns = 0;
let awaited: { promise: Promise<void>; resolve: () => void } | null = null;

/** Asks the server who is signed in; for another person than before the page opens anew. Throws where it cannot be reached. */
export async function load(): Promise<Session> {
  const response = await fetch("api/session", { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`api/session answered ${response.status}`);
  const found = await response.json() as Session;
  if (current?.account && found.account && current.account.name !== found.account.name) {
    location.reload();
    // Nothing is sent in their name until then.
    await new Promise(() => undefined);
  }
  current = found;
  return current;
}

/** What was asked last; null before the first answer. */
export const known = (): Session | null => current;

/** Whether the county may be asked for: somebody is signed in, and with a password of their own. */
export const mayLook = (): boolean => !!current?.account && !current.account.mustChangePassword;

/** Whether requests wait until somebody has signed in again. */
export const hasEnded = (): boolean => awaited !== null;

/** Takes what the panels heard; whatever waited for it goes on. */
export function take(session: Session): void {
  current = session;
  if (!session.account) return;
  if (awaited) signIns++;
  awaited?.resolve();
  awaited = null;
}

/** Nobody is signed in any more: the panels ask for it once, and this ends when somebody has signed in again. */
export function ended(): Promise<void> {
  if (!awaited) {
    let resolve = (): void => undefined;
    const promise = new Promise<void>(done => { resolve = done; });
    awaited = { promise, resolve };
    emit({ kind: "signed-out" });
  }
  return awaited.promise;
}

/** Codes of the areas somebody's work is confined to; none where it covers the county. */
export function ownAreas(county: string): string[] {
  const account = current?.account;
  if (!account || account.isAdministrator) return [];
  const roles = account.counties.find(one => one.countyCode === county)?.roles ?? [];
  const codes = roles.map(role => role.areaCode);
  return codes.every(code => code !== null) ? [...new Set(codes)] as string[] : [];
}

/** Sends a request; one that finds its session ended waits, and is sent again by whoever signs in. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  for (let wasRenewed = false; ;) {
    const before = signIns;
    const response = await fetch(path, withToken(init));
    if (response.status === 401) await endedSince(before);
    else if (!wasRenewed && await isStale(response)) {
      wasRenewed = true;
      await load();
    } else return response;
  }
}

/** Finds out whether the session has ended, where something else than a request of ours was refused. */
export async function isOver(): Promise<boolean> {
  const before = signIns;
  const found = await load().catch(() => null);
  if (!found || found.account) return false;
  void endedSince(before);
  return true;
}

const endedSince = (before: number): Promise<void> => before === signIns ? ended() : Promise.resolve();

function withToken(init: RequestInit): RequestInit {
  const isSafe = !init.method || init.method === "GET";
  return isSafe ? init : { ...init, headers: { ...init.headers as Record<string, string> | undefined, ...tokenHeader() } };
}

/** What a change carries, for requests that are not sent by fetch. */
export function tokenHeader(): Record<string, string> {
  const token = current?.antiforgeryToken;
  return token ? { "X-GridMap-Antiforgery": token } : {};
}

async function isStale(response: Response): Promise<boolean> {
  if (response.status !== 400) return false;
  const problem = await response.clone().json().catch(() => null) as { type?: string } | null;
  return problem?.type?.endsWith(":stale-page") ?? false;
}
