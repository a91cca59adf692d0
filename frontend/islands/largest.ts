// A file that is too large is said to be so before it is sent: nobody waits for 200 MB to be refused.
// The form of <input type="file" data-largest="bytes"> holds the words: <p data-too-large hidden>.
import { show } from "./each";

export function largest(element: HTMLElement): void {
  const input = element as HTMLInputElement;
  const most = Number(input.dataset.largest);
  const form = input.form;
  if (!form || !most) return;
  const tooLarge = (): boolean => Array.from(input.files || []).some((file) => file.size > most);
  const words = form.querySelector("[data-too-large]");
  input.addEventListener("change", () => show(words, tooLarge()));
  form.addEventListener(
    "submit",
    (event) => {
      if (!tooLarge()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      show(words, true);
      input.focus();
    },
    true,
  );
}
