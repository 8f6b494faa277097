// The search page: an empty field of the form does not stand in the address, and what is ticked is
// asked at once. Without this script the form works the same, with the button.

const form = document.querySelector<HTMLFormElement>("form.question");

if (form) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) {
      if (value === "") event.formData.delete(name);
    }
  });
  form.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    if (field.type === "checkbox" || field.tagName === "SELECT") form.requestSubmit();
  });
  const filters = form.querySelector<HTMLDetailsElement>("details.filters");
  if (filters) {
    try {
      filters.open = sessionStorage.getItem("filters") === "open";
      filters.addEventListener("toggle", () => sessionStorage.setItem("filters", filters.open ? "open" : ""));
    } catch {
      // a browser that keeps nothing: the filters stay closed
    }
  }
}

export {};
