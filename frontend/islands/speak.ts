// <button data-speak="#id" hidden>: reads that element aloud. Stays hidden where the phone has no voice.
export function speak(button: HTMLElement): void {
  const voice = window.speechSynthesis;
  if (!voice || !("SpeechSynthesisUtterance" in window)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (voice.speaking) {
      voice.cancel();
      button.setAttribute("aria-pressed", "false");
      return;
    }
    const target = document.querySelector<HTMLElement>(button.dataset.speak || "#main");
    const said = new SpeechSynthesisUtterance(target ? target.innerText : "");
    said.lang = document.documentElement.lang;
    said.rate = 0.9;
    said.onend = said.onerror = (): void => button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    voice.speak(said);
  });
  window.addEventListener("pagehide", () => voice.cancel());
}
