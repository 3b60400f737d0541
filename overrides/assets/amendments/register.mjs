// Shows the amendments of one chapter, where there are several.

const form = document.querySelector("[data-register-filter]");
const select = form?.querySelector("select");

if (form instanceof HTMLFormElement && select) {
  form.hidden = false;
  const show = () => {
    document.querySelectorAll("[data-chapters]").forEach((entry) => {
      if (!(entry instanceof HTMLElement)) return;
      const chapters = (entry.dataset.chapters ?? "").split(" ");
      entry.hidden = select.value !== "" && !chapters.includes(select.value);
    });
  };
  select.addEventListener("change", show);
  show();
}
