// The page is drawn anew when the next code begins.
(function () {
  "use strict";
  var screen = document.getElementById("authenticator");
  if (screen) setTimeout(function () { location.reload(); }, Number(screen.getAttribute("data-left")) * 1000 + 200);
})();
