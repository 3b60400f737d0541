// Leads on from a page that has moved, to the same paragraph.

const link = document.querySelector("a[data-moved-to]");
if (link instanceof HTMLAnchorElement) {
  const target = new URL(link.href);
  target.hash = location.hash;
  location.replace(target);
}
