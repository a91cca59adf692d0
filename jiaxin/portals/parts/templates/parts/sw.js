{% autoescape off %}// Keeps only static files and one page that says there is no network. No record, no face, no session is ever kept.
const CACHE = "{{ cache }}";
const FAMILY = "{{ family }}";
const OFFLINE = "{{ offline }}";
const KEPT = [{% for file in kept %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const STATIC = "{{ static_root }}";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;{% endautoescape %}

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([OFFLINE].concat(KEPT)))
      .then(() => self.skipWaiting())
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(FAMILY) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (url.pathname.startsWith(STATIC)) {
    event.respondWith(HASHED.test(url.pathname) ? keptOrFetched(request) : fetchedOrKept(request));
  }
});

// A name with a hash in it never changes its content.
function keptOrFetched(request) {
  return caches.match(request).then((kept) => kept || fetchAndKeep(request));
}

function fetchAndKeep(request) {
  return fetch(request).then((answer) => {
    if (answer.ok) {
      const copy = answer.clone();
      caches.open(CACHE).then((cache) => cache.put(request, copy));
    }
    return answer;
  });
}

function fetchedOrKept(request) {
  return fetch(request).catch(() => caches.match(request));
}
