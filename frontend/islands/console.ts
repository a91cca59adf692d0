// What every page of a desk carries.
import { countdown } from "./countdown";
import { each } from "./each";
import { keys } from "./keys";
import { largest } from "./largest";
import { live } from "./live";
import { once } from "./once";
import { same } from "./same";

same();
keys();
each("[data-live]", live);
each("[data-until]", countdown);
each("[data-largest]", largest);
each("form", once);
each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
