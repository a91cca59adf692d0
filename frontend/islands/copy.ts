// <button data-copy="…" data-done="…" hidden>: copies the text, and says so in its own label.
// Without it the text stands beside the button, to be pressed and held.
export function copy(button: HTMLElement): void {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard
      .writeText(button.dataset.copy || "")
      .then(() => (button.textContent = button.dataset.done || ""))
      .catch(() => (button.hidden = true));
  });
}
