// Server-sent events: what changed, as it changes. The browser reconnects by itself and says what it heard last; a
// connection cut before it heard anything cannot, so figures and points are fetched once after every gap.

export interface ChangeNotice {
  layers: string[];
  gridIds: number[];
}

export interface Live {
  close(): void;
}

export function follow(
  county: string, onNotice: (notice: ChangeNotice) => void, onState: (isConnected: boolean) => void): Live {
  const source = new EventSource(`api/counties/${county}/changes`);
  let wasLost = false;
  const receive = (message: MessageEvent<string>): void => onNotice(JSON.parse(message.data) as ChangeNotice);
  source.addEventListener("message", receive);
  source.addEventListener("open", () => {
    onState(true);
    if (wasLost) onNotice({ layers: ["density", "issues", "facilities"], gridIds: [] });
    wasLost = false;
  });
  source.addEventListener("error", () => {
    wasLost = true;
    onState(false);
  });
  return source;
}
