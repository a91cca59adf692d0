// <button data-share="<url>" data-title="…" hidden>: the phone's own share sheet, where there is one.
export function share(button: HTMLElement): void {
  const phone = navigator as Navigator & { share?: (what: ShareData) => Promise<void> };
  if (!phone.share) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const url = new URL(button.dataset.share || "", location.href).href;
    // Closing the sheet counts as an error to the browser, not to us.
    phone.share!({ title: button.dataset.title, url }).catch(() => undefined);
  });
}
