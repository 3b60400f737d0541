// Takes back what was kept on this device. The build writes this file in place of the one that
// keeps a copy, where `offline: false` is set. Pages that are open stay as they are.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const ours = `manual ${registration.scope} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}
