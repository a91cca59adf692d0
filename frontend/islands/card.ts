// <div data-photo><input type="file" accept="image/*" capture="environment"><canvas hidden></canvas><p data-unreadable hidden>…</p></div>
// Shows the photo and makes it small before it is sent: 2000 px on the long side, JPEG. Without scripts the file goes as it is.
import { each, show } from "./each";

const LONG_SIDE = 2000;
const PREVIEW = 720;

each("[data-photo]", (box) => {
  const input = box.querySelector<HTMLInputElement>("input[type=file]");
  const canvas = box.querySelector("canvas");
  if (!input || !canvas) return;
  input.addEventListener("change", () => {
    const file = input.files && input.files[0];
    show(canvas, false);
    show(box.querySelector("[data-unreadable]"), false);
    show(box.querySelector("[data-drawing]"), !file);
    if (file) void take(file);
  });

  const take = async (file: File): Promise<void> => {
    const picture = await read(file);
    if (!picture) {
      // A kind of picture that this browser cannot draw (HEIC on most): the server may still read it.
      show(box.querySelector("[data-unreadable]"), true);
      return;
    }
    draw(picture, canvas, PREVIEW);
    show(canvas, true);
    const small = document.createElement("canvas");
    draw(picture, small, LONG_SIDE);
    const blob = await jpeg(small, 0.88);
    if (blob && blob.size < file.size) replace(input, blob);
  };
});

// Through an image element, not createImageBitmap: every browser turns an image as its EXIF says.
function read(file: File): Promise<HTMLImageElement | null> {
  return new Promise((resolve) => {
    const image = new Image();
    const address = URL.createObjectURL(file);
    image.onload = (): void => resolve(image.naturalWidth ? image : null);
    image.onerror = (): void => {
      URL.revokeObjectURL(address);
      resolve(null);
    };
    image.src = address;
  });
}

function draw(image: HTMLImageElement, canvas: HTMLCanvasElement, longest: number): void {
  const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const pen = canvas.getContext("2d");
  if (pen) pen.drawImage(image, 0, 0, canvas.width, canvas.height);
}

function jpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

function replace(input: HTMLInputElement, blob: Blob): void {
  try {
    const files = new DataTransfer();
    files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    input.files = files.files;
  } catch {
    // Old Safari cannot set files: the photo goes as it was taken.
  }
}
