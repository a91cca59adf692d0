// <form data-face data-turn="left|right" method="post" enctype="multipart/form-data" action="…">: takes a short burst of frames while
// the person faces the camera and then turns her head, and sends them as `frames`. README.md shows the whole markup.
// The preview is a mirror; the frames are not.
import { close, open, tell } from "./camera";
import { each, show, swapMain } from "./each";

const WIDTH = 480;
const QUALITY = 0.85;
// Two frames facing the camera, then six over the turn.
const FRONT = 2;
const FRAMES = 8;
const FRONT_PACE = 350;
const TURN_PACE = 400;
// Time to find oneself in the circle, and to read "turn your head" and begin.
const FINDING = 2000;
const READING = 700;

const wait = (ms: number): Promise<void> => new Promise((done) => window.setTimeout(done, ms));

each("form[data-face]", (element) => {
  const form = element as HTMLFormElement;
  const video = form.querySelector("video");
  const start = form.querySelector<HTMLButtonElement>("[data-start]");
  const circle = form.querySelector(".jx-cam");
  if (!video || !start || !circle) return;
  let frames: Blob[] = [];
  let busy = false;

  const say = (step: string): void =>
    form.querySelectorAll<HTMLElement>("[data-step]").forEach((line) => {
      line.hidden = line.dataset.step !== step;
    });
  const fail = (trouble: string): void => {
    busy = false;
    close(video);
    circle.classList.remove("jx-taking");
    show(circle, false);
    say("ready");
    tell(form, trouble);
    start.disabled = false;
  };

  const take = async (): Promise<Blob[] | null> => {
    const taken: Blob[] = [];
    say("front");
    await wait(FINDING);
    circle.classList.add("jx-taking");
    for (let count = 0; count < FRAMES; count++) {
      if (count === FRONT) {
        say(form.dataset.turn || "left");
        await wait(READING);
      }
      const frame = await grab(video);
      if (!frame) return null;
      taken.push(frame);
      await wait(count < FRONT ? FRONT_PACE : TURN_PACE);
    }
    circle.classList.remove("jx-taking");
    return taken;
  };

  const send = async (): Promise<void> => {
    say("sending");
    const body = new FormData(form);
    frames.forEach((frame, number) => body.append("frames", frame, `${number}.jpg`));
    let answer: Response;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { Accept: "text/html" },
      });
    } catch {
      // The frames stay in memory, so the next tap sends the same ones.
      fail("network");
      return;
    }
    frames = [];
    if (answer.redirected) location.replace(answer.url);
    else if (!swapMain(await answer.text())) fail("failed");
  };

  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    start.disabled = true;
    tell(form, null);
    if (!frames.length) {
      show(circle, true);
      say("opening");
      const trouble = await open(video, "user");
      if (trouble) return fail(trouble);
      frames = (await take()) || [];
      close(video);
      if (!frames.length) return fail("busy");
    }
    await send();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  // A page that is left must not keep the camera's light on.
  window.addEventListener("pagehide", () => close(video));
  start.disabled = false;
});

function grab(video: HTMLVideoElement): Promise<Blob | null> {
  if (!video.videoWidth) return Promise.resolve(null);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth);
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
