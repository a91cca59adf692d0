// A part that is asked for again and has not changed stays as it is: a thumb that is on its way meets what it aimed at, and nothing
// is read aloud twice.

type Swap = { target: Element; serverResponse: string; shouldSwap: boolean };

export function same(): void {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const swap = (event as CustomEvent<Swap>).detail;
    const fresh = document.createElement("template");
    fresh.innerHTML = swap.serverResponse;
    if (fresh.innerHTML.trim() === swap.target.innerHTML.trim()) swap.shouldSwap = false;
  });
}
