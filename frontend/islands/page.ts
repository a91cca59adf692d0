// data-look="page": at each "look again" the whole page is asked for, and followed where it now leads.
import { LOOK, look, swapMain } from "./each";

export function page(element: HTMLElement): void {
  let asking = false;
  // Word that came while an answer was on its way may be newer than that answer.
  let late = false;

  const ask = async (): Promise<void> => {
    late = asking;
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
    if (late) look();
  };
  const again = (): void => void ask();
  document.body.addEventListener(LOOK, again);
}
