// The card office's camera: a still of the middle of the picture, in a portrait's proportions.
(function () {
  "use strict";
  var box = document.getElementById("camera");
  var start = document.getElementById("camera-start");
  if (!box || !start || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return;
  var video = box.querySelector("video");
  var canvas = box.querySelector("canvas");
  var oval = box.querySelector(".oval");
  var take = document.getElementById("camera-take");
  var again = document.getElementById("camera-again");
  var field = document.getElementById("selfie");
  var sorry = document.getElementById("camera-sorry");
  var stream = null;

  function show(live) {
    video.hidden = oval.hidden = take.hidden = !live;
    canvas.hidden = again.hidden = live;
    box.hidden = false;
    start.hidden = true;
  }
  function open() {
    sorry.hidden = true;
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 } }, audio: false })
      .then(function (opened) {
        stream = opened;
        video.srcObject = opened;
        field.value = "";
        show(true);
        return video.play();
      })
      .catch(function () {
        sorry.hidden = false;
      });
  }
  function shoot() {
    var ratio = 358 / 441;
    var height = video.videoHeight;
    var width = Math.min(video.videoWidth, height * ratio);
    height = width / ratio;
    canvas.width = 716;
    canvas.height = 882;
    canvas.getContext("2d").drawImage(
      video, (video.videoWidth - width) / 2, (video.videoHeight - height) / 2, width, height,
      0, 0, canvas.width, canvas.height
    );
    field.value = canvas.toDataURL("image/jpeg", 0.92).split(",")[1];
    stream.getTracks().forEach(function (track) { track.stop(); });
    show(false);
  }
  start.hidden = false;
  start.addEventListener("click", open);
  take.addEventListener("click", shoot);
  again.addEventListener("click", open);
})();
