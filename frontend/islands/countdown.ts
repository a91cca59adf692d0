// data-until="2026-11-23T06:12:00+08:00": time left as mm:ss; at nought the page looks again, once.
// data-left="<seconds>" is better where the phone's own clock may be wrong.
import { look } from "./each";

export function countdown(element: HTMLElement): void {
  const left = element.dataset.left;
  const end = left ? performance.now() + Number(left) * 1000 : 0;
  const until = Date.parse(element.dataset.until || "");

  const seconds = (): number =>
    Math.max(0, Math.ceil((left ? end - performance.now() : until - Date.now()) / 1000));
  const draw = (): void => {
    const now = seconds();
    const rest = now % 60;
    const text = `${Math.floor(now / 60)}:${rest < 10 ? "0" : ""}${rest}`;
    if (element.textContent !== text) element.textContent = text;
    if (!element.isConnected) window.clearInterval(timer);
    else if (now === 0) {
      window.clearInterval(timer);
      look();
    }
  };
  const timer = window.setInterval(draw, 500);
  draw();
}
