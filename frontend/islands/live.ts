// Waits for word that something changed. data-live="<topic>" stands on an element that is never replaced (the body).
// Every word means only "look again"; without push the page looks by itself every 3 s while it is seen.
import { look } from "./each";

const PATIENCE = 4000;
const PACE = 3000;

export function live(element: HTMLElement): void {
  const address = "/live/" + encodeURIComponent(element.dataset.live || "");
  let poll = 0;
  let patience = 0;
  let source: EventSource | null = null;

  const stopPolling = (): void => {
    window.clearInterval(poll);
    poll = 0;
  };
  const hangUp = (): void => {
    window.clearTimeout(patience);
    if (source) source.close();
    source = null;
  };
  // A state that cannot change any more ends the waiting.
  const over = (): boolean => {
    if (!document.querySelector("[data-final]")) return false;
    stopPolling();
    hangUp();
    return true;
  };
  const lookIfSeen = (): void => {
    if (!over() && !document.hidden) look();
  };
  const startPolling = (): void => {
    if (!poll && !over()) poll = window.setInterval(lookIfSeen, PACE);
  };
  const connect = (): void => {
    hangUp();
    if (over()) return;
    if (!("EventSource" in window)) return startPolling();
    source = new EventSource(address);
    // Some networks hold a stream back without ever failing it.
    patience = window.setTimeout(startPolling, PATIENCE);
    source.onopen = (): void => {
      window.clearTimeout(patience);
      stopPolling();
    };
    // The first word comes at once: what happened between drawing the page and waiting was not told.
    source.addEventListener("look", () => {
      if (!over()) look();
    });
    source.onerror = startPolling;
  };

  connect();
  document.addEventListener("visibilitychange", lookIfSeen);
  document.addEventListener("htmx:afterSettle", over);
  document.addEventListener("jx:swap", over);
  window.addEventListener("online", lookIfSeen);
  window.addEventListener("pagehide", hangUp);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
}
