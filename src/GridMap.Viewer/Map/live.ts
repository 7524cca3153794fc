// Server-sent events: what changed, as it changes. The browser reconnects by itself and says what it heard last; a
// connection cut before it heard anything cannot, so figures and points are fetched once after every gap. What the server
// refuses, the browser gives up: then the session may have ended, and somebody has to sign in first.
import * as session from "./session";

const retryMilliseconds = 5_000;

export interface ChangeNotice {
  layers: string[];
  gridIds: number[];
}

export interface Live {
  close(): void;
}

export function follow(
  county: string, onNotice: (notice: ChangeNotice) => void, onState: (isConnected: boolean) => void): Live {
  let source: EventSource | null = null;
  let wasLost = false;
  let isClosed = false;
  const open = (): void => {
    if (isClosed) return;
    const made = source = new EventSource(`api/counties/${county}/changes`);
    made.addEventListener("message", (message: MessageEvent<string>) => onNotice(JSON.parse(message.data) as ChangeNotice));
    made.addEventListener("open", () => {
      onState(true);
      if (wasLost) onNotice({ layers: ["density", "issues", "facilities"], gridIds: [] });
      wasLost = false;
    });
    made.addEventListener("error", () => {
      wasLost = true;
      onState(false);
      if (made.readyState === EventSource.CLOSED && !isClosed) void comeBack(open);
    });
  };
  open();
  return {
    close(): void {
      isClosed = true;
      source?.close();
    },
  };
}

async function comeBack(open: () => void): Promise<void> {
  // Whoever signs in again opens a new connection.
  if (!await session.isOver()) setTimeout(open, retryMilliseconds);
}
