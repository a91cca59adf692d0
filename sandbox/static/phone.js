// The phone looks for new messages every two seconds while it is being looked at.
(function () {
  "use strict";
  var screen = document.getElementById("screen");
  if (!screen) return;
  var seen = screen.getAttribute("data-newest");
  setInterval(function () {
    if (document.hidden) return;
    fetch("/sandbox/phone/latest.json?number=" + encodeURIComponent(screen.getAttribute("data-number")))
      .then(function (answer) { return answer.json(); })
      .then(function (latest) {
        if (latest.id !== null && String(latest.id) !== seen) location.reload();
      })
      .catch(function () {});
  }, 2000);
})();
