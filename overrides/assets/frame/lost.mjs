// On the page for an address that does not exist: leads on where the address was only mangled on
// its way, and to the search where it names a number of the manual.

import { mendPath } from "./fragment.mjs";

const { path, fragment, number } = mendPath(location.pathname);
const search = document.querySelector("a[data-index]");
if (number && search instanceof HTMLAnchorElement) {
  location.replace(`${search.href}#q=${number}`);
} else if (path) {
  const better = new URL(location.href);
  better.pathname = path;
  better.search = "";
  if (fragment) better.hash = fragment;
  location.replace(better);
}
