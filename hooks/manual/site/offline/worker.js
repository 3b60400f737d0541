// Keeps a copy of the manual on this device. The build publishes this file with what constants.d.ts
// declares ahead of it: the name of the build, its edition, and the list of its files.
//
// A page comes from the network, if that gives it whole within three seconds: with every style
// and module that it names. Else the page comes from the copy. The copy is of one build, and
// complete, or there is none. So a page never stands with files of another build, or without.
//
// Each page that asks what is saved also has the worker ask the site, past every cache, whether the
// copy is of the build that it serves. So a copy that is old and still the newest can say so.
//
// What is kept is checked when it is read, too. At each page that asks what is saved, the names of
// the copy are compared with the list; the hashes of all files once in each life of the worker,
// which a browser ends when it has been idle; that of a page before it is shown from the copy.
// What is lost or altered is got again.

const WAIT = 3000;
const SCOPE = registration.scope;
// Other sites of this host have caches too. No address holds a space.
const OURS = `manual ${SCOPE} `;
const COPY = OURS + BUILD;
const COMING = `${COPY} coming`;
const SAVED = at(".saved");
const FOUND = at(".found");
const BEFORE = at(".before");
const NEWEST = at("newest.json");
// A name with a fingerprint tells the content: whatever is called so is the same.
const FINGERPRINTED = /\.[0-9a-f]{8}\.\w+$/;
const STYLES_AND_MODULES = /[\w./-]+\.[0-9a-f]{8}\.(?:css|mjs)/g;

addEventListener("install", (event) => event.waitUntil(save()));
addEventListener("activate", (event) => event.waitUntil(start()));
addEventListener("message", (event) => {
  if (event.source) event.waitUntil(answer(event.source));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("Range")) return;
  if (!request.url.startsWith(SCOPE)) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
    event.waitUntil(tidy());
  } else {
    event.respondWith(file(request));
  }
});

/** @param {string} address From the site's root. */
function at(address) {
  return new URL(address, SCOPE).href;
}

// The copy

/** Whether this worker has compared each file of the copy with its hash since it was started. */
let isVerified = false;

/** Fills the copy with exactly what the build holds, or fails: the copy before then stays. */
async function save() {
  try {
    await fill(Object.entries(FILES));
  } catch (error) {
    // Nothing to go on from next time, on a device that has no room.
    if (error instanceof Error && error.name === "QuotaExceededError") await caches.delete(COPY);
    throw error;
  }
  const copy = await caches.open(COPY);
  if ((await copy.keys()).length < Object.keys(FILES).length) throw new Error("files are missing");
  await copy.put(SAVED, new Response(new Date().toISOString()));
  isVerified = true;
  skipWaiting();
}

/**
 * Puts files into the copy, six at a time.
 * @param {[address: string, hash: string][]} files
 */
async function fill(files) {
  const left = [...files];
  /** @type {unknown} */
  let failure;
  const some = async () => {
    for (let next = left.pop(); next && !failure; next = left.pop()) {
      try {
        await keep(...next);
      } catch (error) {
        failure ??= error;
      }
    }
  };
  await Promise.all([some(), some(), some(), some(), some(), some()]);
  if (failure) throw failure;
}

/**
 * Puts a file into the copy: from an earlier one if it has not changed, else from the network.
 * @param {string} address
 * @param {string} hash
 */
async function keep(address, hash) {
  const url = at(address);
  const copy = await caches.open(COPY);
  const network = () => fetch(url, { cache: "reload" });
  for (const get of [() => copy.match(url), () => caches.match(url), network]) {
    const response = await get();
    if (!response) continue;
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) === hash) {
      // Made anew: a response that was redirected would not be accepted for a page.
      return copy.put(url, new Response(bytes, { headers: headersOf(response) }));
    }
  }
  throw new Error(`${address} is not of this build`);
}

/**
 * What the host says of a response, less what no longer holds of its body.
 * @param {Response} response
 */
function headersOf(response) {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  return headers;
}

/** @param {ArrayBuffer} bytes */
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @typedef {object} Before What was there when this worker took over.
 * @property {string[]} names Of the copies before this one.
 * @property {string[]} windows Ids of the pages that were open.
 */

/** Takes over, also from an earlier worker, whose files stay for the pages that are open. */
async function start() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const before = { names: names.filter((name) => name !== COPY), windows: await windows() };
  await (await caches.open(COPY)).put(BEFORE, new Response(JSON.stringify(before)));
  await clients.claim();
  await tell(await clients.matchAll({ type: "window" }));
}

/** Drops the copies before this one, when no page is open any more that was there before it. */
async function tidy() {
  const copy = await caches.open(COPY);
  /** @type {Before | undefined} */
  const before = await (await copy.match(BEFORE))?.json();
  const open = await windows();
  if (!before || before.windows.some((id) => open.includes(id))) return;
  await Promise.all(before.names.map((name) => caches.delete(name)));
  await copy.delete(BEFORE);
}

/**
 * Tells a page what is saved, if all of it is: a browser may drop a part of what it stores.
 * @param {Pick<Client, "postMessage">} page
 */
async function answer(page) {
  if (!(await mend())) return;
  await tell([page]);
  if (await isNewest()) await tell([page]);
}

/** Whether the site still serves the build of the copy. If it does, notes when that was found. */
async function isNewest() {
  try {
    const response = await fetch(NEWEST, { cache: "no-store" });
    if ((await response.json()).build !== BUILD) return false;
  } catch {
    return false; // no signal, or a host that answers with something else
  }
  await (await caches.open(COPY)).put(FOUND, new Response(new Date().toISOString()));
  return true;
}

/** @type {Promise<boolean> | undefined} */
let mending;

/** Whether the copy is whole, if need be by getting again what it has lost. */
function mend() {
  mending ??= fillGaps()
    .catch(() => false) // no signal: the next page asks again
    .finally(() => {
      mending = undefined;
    });
  return mending;
}

async function fillGaps() {
  const copy = await caches.open(COPY);
  if (!isVerified) await dropAltered(copy);
  isVerified = true;
  const held = new Set((await copy.keys()).map(({ url }) => url));
  await fill(Object.entries(FILES).filter(([address]) => !held.has(at(address))));
  if (!held.has(SAVED)) await copy.put(SAVED, new Response(new Date().toISOString()));
  return true;
}

/**
 * Drops what is not as the build published it.
 * @param {Cache} copy
 */
async function dropAltered(copy) {
  for (const [address, hash] of Object.entries(FILES)) {
    const kept = await copy.match(at(address));
    if (kept && (await digest(await kept.arrayBuffer())) !== hash) await copy.delete(at(address));
  }
}

async function windows() {
  const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.map(({ id }) => id);
}

/**
 * What was noted of the copy: a moment.
 * @param {string} name
 */
async function noted(name) {
  return (await (await caches.open(COPY)).match(name))?.text();
}

/**
 * Tells pages which edition is saved, when that was, and when it was last found the newest.
 * @param {Iterable<Pick<Client, "postMessage">>} pages
 */
async function tell(pages) {
  const message = { edition: EDITION, saved: await noted(SAVED), found: await noted(FOUND) };
  if (!message.saved) return;
  for (const page of pages) page.postMessage(message);
}

// Pages

/** @param {Request} request */
async function page(request) {
  const fresh = whole(request);
  fresh.catch(() => {}); // it may fail after the copy was shown
  const kept = await find(request.url);
  try {
    return await (kept ? Promise.race([fresh, late()]) : fresh);
  } catch {
    return (await shown(request.url)) ?? missing(request.url);
  }
}

/** @returns {Promise<never>} */
function late() {
  return new Promise((_, reject) => setTimeout(reject, WAIT, new Error("late")));
}

/**
 * What the copy holds at an address, whatever its query.
 * @param {string} url
 */
async function find(url) {
  return (await caches.open(COPY)).match(addressOf(url));
}

/**
 * The address by which the copy has a file, whatever its query, and `index.html` or not.
 * @param {string} url
 */
function addressOf(url) {
  return url.replace(/[?#].*$/, "").replace(/\/index\.html$/, "/");
}

/**
 * A page from the network, once every style and module that it names is at hand.
 * @param {Request} request
 */
async function whole(request) {
  // The browser's own cache may hold a page that is older than the copy.
  const response = await fetch(request, { cache: "no-cache" });
  if (response.status >= 500) throw new Error(`${response.status}`);
  if (isPage(response)) await secure(await response.clone().text(), request.url);
  return response;
}

/**
 * Gets the files that a text names, and those that they name, unless the copy has them.
 * @param {string} text
 * @param {string} base The address of the text.
 */
async function secure(text, base) {
  const names = text.matchAll(STYLES_AND_MODULES);
  const urls = new Set(Array.from(names, ([name]) => new URL(name, base).href));
  await Promise.all(
    Array.from(urls, async (url) => {
      if (url.slice(SCOPE.length) in FILES) return;
      const response = (await caches.match(url)) ?? (await bring(url));
      await secure(await response.clone().text(), url);
    }),
  );
}

/**
 * Gets a file of a build that is newer than the copy.
 * @param {string} url
 */
async function bring(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await (await caches.open(COMING)).put(url, response.clone());
  return response;
}

/**
 * A page of the copy, which says so: `<html data-offline="…">` gives the time of saving, and
 * `data-found` when it was last found the newest. Nothing where the copy lacks it, or has another
 * text there than the build published.
 * @param {string} url
 */
async function shown(url, status = 200) {
  const kept = await find(url);
  if (!kept || !isPage(kept)) return kept;
  const bytes = await kept.arrayBuffer();
  if ((await digest(bytes)) !== FILES[addressOf(url).slice(SCOPE.length)]) {
    await (await caches.open(COPY)).delete(addressOf(url));
    return undefined;
  }
  const [saved = "", found = ""] = [await noted(SAVED), await noted(FOUND)];
  const mark = `<html data-offline="${saved}"${found && ` data-found="${found}"`}`;
  const text = new TextDecoder().decode(bytes).replace("<html", mark);
  const headers = headersOf(kept);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(text, { status, headers });
}

/**
 * What is shown where the copy has no such page.
 * @param {string} url
 */
async function missing(url) {
  const slashed = new URL(url);
  slashed.pathname += "/";
  if (await find(slashed.href)) return Response.redirect(slashed);
  return (await shown(at("404.html"), 503)) ?? Response.error();
}

/** @param {Response} response */
function isPage(response) {
  return response.headers.get("Content-Type")?.startsWith("text/html") ?? false;
}

// What pages load

/**
 * A file: if its name says what is in it, from wherever it is; else as a page is.
 * @param {Request} request
 */
async function file(request) {
  if (FINGERPRINTED.test(request.url)) return (await caches.match(request)) ?? fetch(request);
  const kept = await find(request.url);
  const fresh = fetch(request);
  return kept ? Promise.race([fresh, late()]).catch(() => kept) : fresh;
}
