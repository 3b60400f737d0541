// Tells the styles how high the phone's bar is: where letters are large it has several rows.

const root = document.documentElement;
const ways = document.querySelector(".bar ul");

if (ways instanceof HTMLElement && "ResizeObserver" in window) {
  new ResizeObserver(() => {
    const stays = getComputedStyle(ways).position === "fixed";
    root.style.setProperty("--foot", stays ? `${ways.offsetHeight}px` : "0px");
  }).observe(ways);
}
