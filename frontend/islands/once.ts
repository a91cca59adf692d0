// A second tap on a form that is on its way does nothing. The server would refuse it too; this spares the person that page.
export function once(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  if (form.method !== "post") return;
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.classList.add("jx-busy");
    form.setAttribute("aria-busy", "true");
  });
  // Coming back by the back button finds the form as it was left.
  window.addEventListener("pageshow", () => {
    sent = false;
    form.classList.remove("jx-busy");
    form.removeAttribute("aria-busy");
  });
}
