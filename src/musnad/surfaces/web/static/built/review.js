// src/review.ts
var e = document.querySelector(".text"), t = document.querySelector("form.decide");
if (document.addEventListener("keydown", (e) => {
	let t = e.target;
	if (document.documentElement.dataset.keys === "off" || e.ctrlKey || e.metaKey || e.altKey || t.closest("input, select, textarea")) return;
	let n = document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
	n && (e.preventDefault(), n.click());
}), e && t) {
	e.querySelector("span[class]")?.scrollIntoView({ block: "center" });
	for (let r of t.querySelectorAll("button[data-role]")) r.addEventListener("mousedown", (e) => e.preventDefault()), r.addEventListener("click", () => n(r, e));
}
function n(e, t) {
	let n = getSelection(), a = e.parentElement?.querySelector("input[type=hidden]"), o = e.parentElement?.querySelector("output");
	if (!n || n.rangeCount === 0 || !a || !o) return;
	let s = n.getRangeAt(0);
	if (!t.contains(s.commonAncestorContainer)) return;
	let c = t.textContent ?? "", l = document.createRange();
	l.setStart(t, 0), l.setEnd(s.startContainer, s.startOffset);
	let u = l.toString().length, [d, f] = r(c, u, u + s.toString().length);
	d >= f || (a.value = `${i(c, d)}-${i(c, f)}`, o.textContent = c.slice(d, f), o.classList.add("changed"));
}
function r(e, t, n) {
	for (let { index: r, segment: i } of new Intl.Segmenter("ar").segment(e)) if (r < t && t < r + i.length && (t = r), r < n && n < r + i.length && (n = r + i.length), r >= n) break;
	for (; t < n && /\s/.test(e[t]);) t++;
	for (; n > t && /\s/.test(e[n - 1]);) n--;
	return [t, n];
}
function i(e, t) {
	return [...e.slice(0, t)].length;
}
