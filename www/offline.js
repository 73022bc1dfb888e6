// For a service worker of the portal's own, which the element never registers by itself: pages, plans and the element
// open without a line.
//
//   importScripts("/bao-cao/bao-cao-offline.js");
//   baoCaoOffline({ keep: ["/bao-cao-ky", "/plans/xa-nam-cuong-2026.json"], folder: "/bao-cao/", version: "0.1.0" });
//
// Only what is named there is kept, and only what is asked for by GET; everything else goes its way untouched.

/** The element's files under names that never change, and those of one version. */
const NEWEST = ["bao-cao.js", "bao-cao.classic.js", "baocao.js", "baocao_bg.wasm", "baocao_rest.js", "baocao_rest.wasm", "bao-cao.en.txt", "baocao_paper.wasm", ...["html", "js", "css"].map((end) => `bao-cao-print.${end}`)];
const fixed = (version) => [`bao-cao-${version}.js`, `bao-cao-${version}.classic.js`, `bao-cao-${version}.loader.js`, `baocao_bg-${version}.wasm`, `baocao_rest-${version}.wasm`, `bao-cao-${version}.en.txt`, `baocao_paper-${version}.wasm`, ...["html", "js", "css"].map((end) => `bao-cao-print-${version}.${end}`)];

/** Milliseconds in which a line must answer where something is kept. */
const PATIENCE = 8_000;

/**
 * @param {{keep: string[], folder?: string, version?: string, name?: string}} given what is kept: addresses as they are
 *   opened (pages, plans, the page's own scripts and style sheets), the folder of the element's files, their version
 *   where the page names one, and the name of the cache
 */
self.baoCaoOffline = ({ keep, folder = "/bao-cao/", version, name = "bao-cao" }) => {
  const address = (url) => new URL(url, location.href).href;
  const files = (version ? fixed(version) : NEWEST).map((file) => address(folder + file));
  const kept = new Set([...keep.map(address), ...files]);
  const never = new Set(version ? files : []);

  addEventListener("install", (event) => {
    const fresh = [...kept].map((url) => new Request(url, { cache: "no-cache" }));
    event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)).then(() => skipWaiting()));
  });

  addEventListener("activate", (event) => {
    const clear = async () => {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) if (!kept.has(url)) await cache.delete(url);
      await clients.claim();
    };
    event.waitUntil(clear());
  });

  addEventListener("fetch", (event) => {
    const url = event.request.url.split("#")[0];
    if (event.request.method === "GET" && kept.has(url)) event.respondWith(answer(event, url));
  });

  async function answer(event, url) {
    const cache = await caches.open(name);
    const old = await cache.match(url);
    // What never changes is asked for once.
    if (old && never.has(url)) return old;
    const fresh = fetch(event.request);
    if (!old) return fresh;
    event.waitUntil(fresh.then((given) => renew(cache, url, old, given.clone())).catch(() => {}));
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const given = await Promise.race([fresh, late]).catch(() => undefined);
    return given && given.status < 500 ? given : undated(old);
  }

  /** A login page comes in the place of what was asked for: it is not kept. */
  async function renew(cache, url, old, given) {
    const kind = ({ headers }) => headers.get("content-type");
    if (given.ok && !given.redirected && kind(given) === kind(old)) await cache.put(url, given);
  }

  /** The form goes by the server's time, which the answer to the plan says: an old answer says none. */
  function undated(old) {
    const headers = new Headers(old.headers);
    headers.delete("date");
    return new Response(old.body, { status: old.status, headers });
  }
};
