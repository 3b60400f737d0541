// On the page for an address that does not exist: leads on where the address was only mangled on
// its way, and to the paragraph where it is a number of the manual: `/2.1.3`, `/rule-7`.

import { decodeSafely, mendPath } from "./fragment.mjs";

const search = document.querySelector("a[data-index]");
const { path, fragment, number } = mendPath(location.pathname);

/**
 * What the search knows of the manual; nothing where it cannot be had.
 * @param {string} address
 * @returns {Promise<{records: {number?: string, address: string}[]}>}
 */
async function fetchIndex(address) {
  try {
    return await (await fetch(address)).json();
  } catch {
    return { records: [] };
  }
}

/**
 * The address of the paragraph or section with the number that an address ends in, from the site's
 * root; "" where there is none.
 * @param {{number?: string, address: string}[]} records
 */
function findNumber(records) {
  const asked = plain(decodeSafely(location.pathname).replace(/\/+$/, "").split("/").at(-1) ?? "");
  const names = [asked, number.toLowerCase()].filter(Boolean);
  // A situation bears the number of its paragraph, and has no address of its own.
  const named = records.filter((record) => record.number && record.address);
  for (const name of names) {
    const found = named.find((record) =>
      [plain(record.number ?? ""), record.address.split("#")[1]?.toLowerCase()].includes(name),
    );
    if (found) return found.address;
  }
  return "";
}

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[\s,]+/g, "-");

async function leadOn() {
  const mayBeNumber = /\d[^/]*\/?$/.test(decodeSafely(location.pathname));
  if (search instanceof HTMLAnchorElement && !fragment && mayBeNumber) {
    const { records } = await fetchIndex(search.dataset.index ?? "");
    const address = findNumber(records);
    const root = new URL("..", search.href);
    if (address) return location.replace(new URL(address, root));
    if (number) return location.replace(`${search.href}#q=${number}`);
  }
  // Where that page itself was asked for there is nothing to lead on to.
  if (!path || path.endsWith("/404/")) return;
  const better = new URL(location.href);
  better.pathname = path;
  better.search = "";
  if (fragment) better.hash = fragment;
  location.replace(better);
}

leadOn();
