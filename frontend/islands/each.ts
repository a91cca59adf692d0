// Starts an island on every element that asks for it, now and after any part of the page was replaced.

export const LOOK = "jx:look";

export function each(selector: string, start: (element: HTMLElement) => void): void {
  const started = new WeakSet<Element>();
  const find = (): void =>
    document.querySelectorAll<HTMLElement>(selector).forEach((element) => {
      if (started.has(element)) return;
      started.add(element);
      start(element);
    });
  find();
  document.addEventListener("htmx:load", find);
  document.addEventListener("jx:swap", find);
}

export function look(): void {
  document.body.dispatchEvent(new CustomEvent(LOOK, { bubbles: true }));
}

export function show(element: Element | null, visible: boolean): void {
  if (element instanceof HTMLElement) element.hidden = !visible;
}

// Puts the main part of an answer in place of the page's own. True where anything changed.
export function swapMain(html: string): boolean {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const from = fresh.getElementById("main");
  const to = document.getElementById("main");
  if (!from || !to || from.textContent === to.textContent) return false;
  to.innerHTML = from.innerHTML;
  document.title = fresh.title;
  const htmx = (window as unknown as { htmx?: { process(element: Element): void } }).htmx;
  if (htmx) htmx.process(to);
  document.dispatchEvent(new CustomEvent("jx:swap"));
  return true;
}
