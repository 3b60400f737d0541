// The picture of the whole flowchart: the path taken lit, and a full screen for small ones.

/**
 * @param {HTMLElement} root
 * @param {string[][]} taken Pairs of steps: from, to.
 * @param {string} reached
 */
export function lightPath(root, taken, reached) {
  const onPath = new Set(taken.map(([from, to]) => `${from} ${to}`));
  const steps = new Set([...taken.map(([from]) => from), reached]);
  root.querySelectorAll("[data-from]").forEach((line) => {
    const { from, to } = /** @type {SVGElement} */ (line).dataset;
    line.classList.toggle("is-taken", onPath.has(`${from} ${to}`));
  });
  root.querySelectorAll("[data-box]").forEach((box) => {
    const id = /** @type {SVGElement} */ (box).dataset.box ?? "";
    box.classList.toggle("is-taken", steps.has(id));
    box.classList.toggle("is-reached", id === reached);
  });
}

/** @param {HTMLElement} root */
export function equipPicture(root) {
  const dialog = root.querySelector("[data-picture-dialog]");
  const stage = root.querySelector("[data-picture-stage]");
  const frame = root.querySelector(".picture-frame");
  const button = root.querySelector("[data-picture-open]");
  const picture = root.querySelector("svg.picture");
  if (!(dialog instanceof HTMLDialogElement) || !stage || !frame || !picture) return;
  if (!(button instanceof HTMLButtonElement)) return;
  let zoom = 1;
  let leads = false;
  const width = Number(picture.getAttribute("width"));

  const resize = () => {
    /** @type {SVGElement} */ (picture).style.width = `${width * zoom}px`;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    stage.append(picture);
    zoom = 1;
    resize();
    dialog.showModal();
    picture.querySelector(".is-reached")?.scrollIntoView({ block: "center", inline: "center" });
  });
  dialog.addEventListener("close", () => {
    /** @type {SVGElement} */ (picture).style.width = "";
    frame.append(picture);
    // A box leads to its step, whose heading has the focus by now.
    if (!leads) button.focus();
    leads = false;
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const way = /** @type {HTMLElement | null} */ (target?.closest("[data-zoom]"))?.dataset.zoom;
    if (way) {
      zoom = Math.min(3, Math.max(0.4, zoom * (way === "in" ? 1.25 : 0.8)));
      resize();
    } else if (target?.closest("a")) {
      leads = true;
      dialog.close();
    }
  });
}
