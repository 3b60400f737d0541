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

/**
 * Move the frame, and not the page, until the step reached is in its middle.
 * @param {HTMLElement} root
 */
export function followPath(root) {
  const frame = /** @type {HTMLElement | null} */ (root.querySelector(".picture-frame"));
  const box = frame?.querySelector(".is-reached");
  if (!frame?.offsetParent || !box) return;
  const [around, within] = [frame, box].map((part) => part.getBoundingClientRect());
  frame.scrollBy(
    middle(within, "x") - middle(around, "x"),
    middle(within, "y") - middle(around, "y"),
  );
}

/**
 * @param {DOMRect} area
 * @param {"x" | "y"} axis
 */
const middle = (area, axis) => (axis === "x" ? area.x + area.width / 2 : area.y + area.height / 2);

/**
 * On paper the picture of the whole chart comes first. On the screen it would be in the way of who
 * uses keys. It stays last in WebKit, alone to hang punctuation, which would cut it in two there,
 * and where it is wide: the first sheet of a page is never of another shape than the page.
 * @param {HTMLElement} root
 */
export function printPictureFirst(root) {
  const figure = root.querySelector(".flowchart-picture");
  const isWide = figure?.querySelector(".is-landscape");
  if (!figure || isWide || CSS.supports("hanging-punctuation", "first")) return;
  addEventListener("beforeprint", () => {
    if (!("started" in root.dataset)) root.prepend(figure);
  });
  addEventListener("afterprint", () => root.querySelector(".flowchart-steps")?.after(figure));
}

/** @param {HTMLElement} root */
export function equipPicture(root) {
  const dialog = root.querySelector("[data-picture-dialog]");
  const stage = /** @type {HTMLElement | null} */ (root.querySelector("[data-picture-stage]"));
  const frame = root.querySelector(".picture-frame");
  const button = root.querySelector("[data-picture-open]");
  const picture = root.querySelector("svg.picture");
  if (
    !(dialog instanceof HTMLDialogElement) ||
    !stage ||
    !frame ||
    !(picture instanceof SVGElement)
  )
    return;
  if (!(button instanceof HTMLButtonElement)) return;
  const zoomBy = makeZoom(stage, picture);
  let leads = false;

  button.hidden = false;
  button.addEventListener("click", () => {
    stage.append(picture);
    zoomBy(0);
    dialog.showModal();
    picture.querySelector(".is-reached")?.scrollIntoView({ block: "center", inline: "center" });
  });
  dialog.addEventListener("close", () => {
    picture.style.width = "";
    frame.append(picture);
    followPath(root);
    // A box leads to its step, whose heading has the focus by now.
    if (!leads) button.focus();
    leads = false;
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const way = /** @type {HTMLElement | null} */ (target?.closest("[data-zoom]"))?.dataset.zoom;
    if (way) {
      zoomBy(way === "in" ? 1.25 : 0.8);
    } else if (target?.closest("a")) {
      leads = true;
      dialog.close();
    }
  });
}

/**
 * Zoom by fingers and wheel.
 * @param {HTMLElement} stage
 * @param {SVGElement} picture
 * @returns {(factor: number) => void} Zooms about the middle; 0 gives the size that it is drawn in.
 */
function makeZoom(stage, picture) {
  const width = Number(picture.getAttribute("width"));
  let zoom = 1;

  /**
   * What is at a point of the stage stays there.
   * @param {number} factor
   * @param {number} x
   * @param {number} y
   */
  const zoomAt = (factor, x, y) => {
    const before = zoom;
    zoom = factor ? Math.min(3, Math.max(0.4, zoom * factor)) : 1;
    picture.style.width = `${width * zoom}px`;
    const more = zoom / before - 1;
    stage.scrollBy((stage.scrollLeft + x) * more, (stage.scrollTop + y) * more);
  };

  /**
   * Where two fingers are, and how far apart.
   * @param {TouchEvent} event
   */
  const grip = ({ touches: [a, b, more] }) => {
    if (!a || !b || more) return null;
    const { left, top } = stage.getBoundingClientRect();
    return {
      x: (a.clientX + b.clientX) / 2 - left,
      y: (a.clientY + b.clientY) / 2 - top,
      apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
    };
  };
  /** @type {ReturnType<typeof grip>} */
  let held = null;
  /** @param {TouchEvent} event */
  const hold = (event) => {
    held = grip(event);
  };
  /** @param {TouchEvent} event */
  const pinch = (event) => {
    const now = grip(event);
    if (!now || !held) return;
    if (event.cancelable) event.preventDefault();
    stage.scrollBy(held.x - now.x, held.y - now.y);
    zoomAt(now.apart / held.apart, now.x, now.y);
    held = now;
  };
  stage.addEventListener("touchstart", hold, { passive: true });
  stage.addEventListener("touchend", hold);
  stage.addEventListener("touchmove", pinch, { passive: false });
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return; // a touchpad tells of two fingers as of a wheel with Ctrl
      event.preventDefault();
      const { left, top } = stage.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY / 100), event.clientX - left, event.clientY - top);
    },
    { passive: false },
  );
  return (factor) => zoomAt(factor, stage.clientWidth / 2, stage.clientHeight / 2);
}
