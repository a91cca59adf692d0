// A second tap on a form that is on its way does nothing, and a tap without a network keeps what was typed.
// The server would refuse a second one too; this spares the person that page.
import { offline } from "./offline";

const AGAIN_AFTER = 8000;

export function once(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  // These send themselves, and guard themselves.
  const own = ["hx-post", "data-face", "data-passkey"].some((name) => form.hasAttribute(name));
  if (form.method !== "post" || own) return;
  let sent = false;

  const free = (): void => {
    sent = false;
    form.classList.remove("jx-busy");
    form.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", (event) => {
    if (offline() || sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.classList.add("jx-busy");
    form.setAttribute("aria-busy", "true");
    // A request may be lost on the way, or be stopped by the person.
    window.setTimeout(free, AGAIN_AFTER);
  });
  window.addEventListener("pageshow", free);
}
