// src/search.ts
var e = document.querySelector("form.question");
if (e) {
	e.addEventListener("formdata", (e) => {
		for (let [t, n] of [...e.formData.entries()]) n === "" && e.formData.delete(t);
	}), e.addEventListener("change", (t) => {
		let n = t.target;
		(n.type === "checkbox" || n.tagName === "SELECT") && e.requestSubmit();
	});
	let t = e.querySelector("details.filters");
	if (t) try {
		t.open = sessionStorage.getItem("filters") === "open", t.addEventListener("toggle", () => sessionStorage.setItem("filters", t.open ? "open" : ""));
	} catch {}
}
