// The search on the home page opens the search of the header.

document.querySelectorAll("[data-open-search]").forEach((button) => {
  button.addEventListener("click", () => {
    const input = document.querySelector('[data-md-component="search-query"]');
    if (input instanceof HTMLInputElement) input.focus();
  });
});
