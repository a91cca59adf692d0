// data-look="page": at each "look again" the whole page is asked for, and followed where it now leads.
import { LOOK, swapMain } from "./each";

export function page(element: HTMLElement): void {
  let asking = false;

  const ask = async (): Promise<void> => {
    if (asking) return;
    if (!element.isConnected) {
      document.body.removeEventListener(LOOK, again);
      return;
    }
    asking = true;
    try {
      const answer = await fetch(location.href, {
        credentials: "same-origin",
        headers: { Accept: "text/html" },
      });
      if (answer.redirected) location.replace(answer.url);
      else if (answer.ok) swapMain(await answer.text());
    } catch {
      // No network just now: the next look tries again.
    } finally {
      asking = false;
    }
  };
  const again = (): void => void ask();
  document.body.addEventListener(LOOK, again);
}
