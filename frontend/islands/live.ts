// Waits for word that something changed. data-live="<topic>" stands on an element that is never replaced (the body).
// Every word means only "look again"; without push the page looks by itself every 3 s while it is seen.
import { look } from "./each";

const PATIENCE = 4000;
const PACE = 3000;

export function live(element: HTMLElement): void {
  let poll = 0;
  let source: EventSource | null = null;

  const over = (): boolean => document.querySelector("[data-final]") !== null;
  const stop = (): void => {
    window.clearInterval(poll);
    poll = 0;
    if (source) source.close();
  };
  const lookIfSeen = (): void => {
    if (over()) stop();
    else if (!document.hidden) look();
  };
  const startPolling = (): void => {
    if (!poll && !over()) poll = window.setInterval(lookIfSeen, PACE);
  };
  const stopPolling = (): void => {
    window.clearInterval(poll);
    poll = 0;
  };

  if (over()) return;
  if ("EventSource" in window && element.dataset.live) {
    source = new EventSource("/live/" + encodeURIComponent(element.dataset.live));
    // Some networks hold a stream back without ever failing it.
    const patience = window.setTimeout(startPolling, PATIENCE);
    source.onopen = (): void => {
      window.clearTimeout(patience);
      stopPolling();
      // What happened between drawing the page and opening the stream was not told.
      lookIfSeen();
    };
    source.onmessage = (): void => (over() ? stop() : look());
    source.onerror = startPolling;
  } else {
    startPolling();
  }

  document.addEventListener("visibilitychange", lookIfSeen);
  window.addEventListener("online", lookIfSeen);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) lookIfSeen();
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (over()) stop();
  });
  document.addEventListener("jx:swap", () => {
    if (over()) stop();
  });
  window.addEventListener("pagehide", () => {
    if (source) source.close();
    startPolling();
  });
}
