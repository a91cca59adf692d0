// Opening a camera, and saying in one word why it would not open.

export type Trouble = "missing" | "refused" | "busy" | "blocked";

export async function open(video: HTMLVideoElement, facing: string): Promise<Trouble | null> {
  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return "blocked";
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 960 } },
    });
    video.setAttribute("playsinline", "");
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    return null;
  } catch (error) {
    switch (error instanceof Error ? error.name : "") {
      case "NotAllowedError":
      case "SecurityError":
        return "refused";
      case "NotFoundError":
      case "OverconstrainedError":
        return "missing";
      default:
        return "busy";
    }
  }
}

export function close(video: HTMLVideoElement): void {
  const stream = video.srcObject;
  if (stream instanceof MediaStream) stream.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
}

// Shows the one <p data-trouble="…"> that fits, and hides the others; null hides all.
export function tell(box: Element, trouble: string | null): void {
  box.querySelectorAll<HTMLElement>("[data-trouble]").forEach((element) => {
    element.hidden = element.dataset.trouble !== trouble;
  });
}
