// Says so while the phone has no network. Only the event counts: a machine with nothing but itself calls itself offline for good.
import { show } from "./each";

let away = false;

export function offline(): boolean {
  return away;
}

function turned(event: Event): void {
  away = event.type === "offline";
  show(document.getElementById("jx-offline"), away);
}

window.addEventListener("offline", turned);
window.addEventListener("online", turned);
