// Dates a printed copy at the moment of printing, in London's time whatever the device's zone.

/** `Sunday 22 November 2026 at 16:53:12 GMT`. @param {Date} moment */
export function spellMoment(moment) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/London",
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const { weekday, day, month, year, hour, minute, second, timeZoneName } = parts;
  return `${weekday} ${day} ${month} ${year} at ${hour}:${minute}:${second} ${timeZoneName}`;
}

function stamp() {
  const shown = document.querySelector('[data-amendments="shown"]') !== null;
  document.querySelectorAll("[data-printed]").forEach((place) => {
    place.textContent = `Correct as printed on ${spellMoment(new Date())}.`;
  });
  document.querySelectorAll("[data-amendments-printed]").forEach((place) => {
    place.textContent = shown ? " Printed with amendments shown." : "";
  });
}

addEventListener("beforeprint", stamp);
