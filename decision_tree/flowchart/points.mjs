// What is still to be confirmed in the paragraphs that a path rests on: the list at the foot of
// the flowchart, on the screen and on paper, and what the record says.

/**
 * Show, of all points to confirm, those that stand beside what the steps rest on.
 * @param {HTMLElement} root
 * @param {string[]} steps Ids.
 */
export function keepPoints(root, steps) {
  const notes = steps.flatMap((id) =>
    Array.from(document.getElementById(id)?.querySelectorAll("[data-note]") ?? []),
  );
  const open = new Set(notes.map((note) => note.getAttribute("data-note")));
  for (const point of root.querySelectorAll("[data-point]")) {
    point.toggleAttribute("hidden", !open.has(point.getAttribute("data-point")));
  }
  root.querySelector("[data-points]")?.toggleAttribute("hidden", open.size === 0);
}

/**
 * The points shown, a line each: the number, and what is to be confirmed.
 * @param {HTMLElement} root
 */
export function tellPoints(root) {
  return Array.from(root.querySelectorAll("[data-point]:not([hidden])"), (point) =>
    Array.from(point.children, (part) => part.textContent?.trim()).join(": "),
  );
}
