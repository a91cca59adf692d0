// The QR reader, loaded only when someone taps "scan": its wasm is a megabyte.
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

export function reader(wasm: string): { read(video: HTMLVideoElement): Promise<string | null> } {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return {
    async read(video) {
      const found = await detector.detect(video);
      return found.length ? found[0].rawValue : null;
    },
  };
}
