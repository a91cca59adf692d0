// What every phone page carries.
import { copy } from "./copy";
import { countdown } from "./countdown";
import { each } from "./each";
import { live } from "./live";
import { once } from "./once";
import { page } from "./page";
import { same } from "./same";
import { share } from "./share";
import { speak } from "./speak";

same();
each("[data-live]", live);
each("[data-look=page]", page);
each("[data-until]", countdown);
each("[data-speak]", speak);
each("[data-share]", share);
each("[data-copy]", copy);
each("form", once);

const worker = document.body.dataset.sw;
if (worker && "serviceWorker" in navigator) {
  // Without it the pages are the same, only not there when the network is away.
  navigator.serviceWorker.register(worker).catch(() => undefined);
}
