// <div data-scan data-reader="…qr_reader.js" data-wasm="…zxing_reader.wasm">: reads a QR code with the camera, and opens it only
// where it is a certificate of this very site (/v/…). README.md shows the whole markup.
import { close, open, tell } from "./camera";
import { each, show } from "./each";

type Reader = { read(video: HTMLVideoElement): Promise<string | null> };

const PACE = 200;

each("[data-scan]", (box) => {
  const video = box.querySelector("video");
  const start = box.querySelector<HTMLButtonElement>("[data-start]");
  const stop = box.querySelector<HTMLButtonElement>("[data-stop]");
  const view = box.querySelector(".jx-scan");
  if (!video || !start || !view) return;
  let reader: Reader | null = null;
  let timer = 0;

  const end = (trouble: string | null): void => {
    window.clearTimeout(timer);
    close(video);
    show(view, false);
    show(stop, false);
    show(start, true);
    tell(box, trouble);
  };

  const next = async (): Promise<void> => {
    let found: string | null = null;
    try {
      found = reader && video.videoWidth ? await reader.read(video) : null;
    } catch {
      return end("blocked");
    }
    if (!video.srcObject) return;
    const way = found === null ? null : certificate(found);
    if (way) {
      end(null);
      location.assign(way);
      return;
    }
    if (found !== null) tell(box, "foreign");
    timer = window.setTimeout(() => void next(), PACE);
  };

  start.addEventListener("click", async () => {
    show(start, false);
    show(view, true);
    show(stop, true);
    tell(box, null);
    const trouble = await open(video, "environment");
    if (trouble) return end(trouble);
    try {
      const module = await import(box.dataset.reader || "");
      reader = reader || (module.reader(box.dataset.wasm || "") as Reader);
    } catch {
      return end("network");
    }
    void next();
  });
  if (stop) stop.addEventListener("click", () => end(null));
  window.addEventListener("pagehide", () => end(null));
  show(start, true);
});

function certificate(text: string): string | null {
  try {
    const url = new URL(text);
    const ours = url.origin === location.origin && url.pathname.startsWith("/v/");
    return ours ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}
