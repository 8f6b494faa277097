// src/article.ts
var e = document.querySelector(".text"), t = document.querySelector(".records"), n = document.getElementById("marks");
e && t && n && r(e, t, JSON.parse(n.textContent ?? "{}"));
function r(e, t, n) {
	let r = a(e), s = [...t.querySelectorAll(".card")], c = "highlights" in CSS ? p : m, l = null, u = [], d = (e) => e.id.slice(2), f = (e) => document.getElementById(`c-${e}`);
	function p(e, t) {
		let i = t === null ? [] : (n[t] ?? []).map(([e, t]) => r.range(e, t));
		i.length ? CSS.highlights.set(e, new Highlight(...i)) : CSS.highlights.delete(e);
	}
	function m(t, n) {
		for (let n of e.querySelectorAll(`.${t}`)) n.classList.remove(t);
		if (n !== null) for (let r of e.querySelectorAll(`.r-${CSS.escape(n)}`)) r.classList.add(t);
	}
	function h(e) {
		l?.classList.remove("active"), l = e, l?.classList.add("active"), c("lit", e && d(e)), e && history.replaceState(history.state, "", `#${e.id}`);
	}
	function g(e) {
		let t = n[d(e)]?.[0];
		if (!t) return;
		let i = r.range(t[0], t[1]).getBoundingClientRect();
		(i.top < 64 || i.bottom > innerHeight - 16) && scrollBy({
			top: i.top - innerHeight / 3,
			behavior: o()
		});
	}
	function _(e) {
		e.scrollIntoView({
			block: "nearest",
			behavior: o()
		});
	}
	t.addEventListener("click", (e) => {
		let t = e.target, n = t.closest(".card");
		if (n) {
			if (t.closest(".to")) e.preventDefault(), v(n);
			else if (!t.closest("a, button, summary, input, select, textarea, .reason")) {
				if (getSelection()?.isCollapsed === !1) return;
				h(n), g(n);
			}
		}
	}), t.addEventListener("pointerover", (e) => {
		let t = e.target.closest(".card");
		c("hover", t && t !== l ? d(t) : null);
	}), t.addEventListener("pointerleave", () => c("hover", null)), t.addEventListener("focusin", (e) => {
		let t = e.target.closest(".card");
		t && t !== l && h(t);
	}), e.addEventListener("click", (e) => {
		let t = e.target.closest("a");
		if (!t || getSelection()?.isCollapsed === !1) return;
		e.preventDefault();
		let i = r.offset(t), a = Object.entries(n).flatMap(([e, t]) => t.map(([t, n]) => ({
			record: e,
			s: t,
			e: n
		}))).filter(({ s: e, e: t }) => e <= i && i < t).sort((e, t) => e.e - e.s - (t.e - t.s)).map(({ record: e }) => e), o = [...new Set(a)], s = o.join() === u.join(), c = l ? o.indexOf(d(l)) : -1;
		u = o;
		let p = o[s ? (c + 1) % o.length : 0], m = p === void 0 ? null : f(p);
		m && (h(m), _(m));
	});
	function v(t) {
		h(t), e.focus({ preventScroll: !0 }), g(t);
	}
	function y(e) {
		h(e), e.tabIndex = -1, e.focus({ preventScroll: !0 }), _(e);
	}
	function b(e) {
		let t = l ? s.indexOf(l) : -1, n = s[Math.min(Math.max(t + e, 0), s.length - 1)];
		n && (y(n), g(n));
	}
	document.addEventListener("keydown", (e) => {
		let t = e.target;
		if (!(e.ctrlKey || e.metaKey || e.altKey || t.closest("input, select, textarea"))) {
			if (e.key === "Escape" && l) return y(l);
			document.documentElement.dataset.keys !== "off" && (e.key === "j" ? b(1) : e.key === "k" ? b(-1) : e.key === "Enter" && l && t === l && (e.preventDefault(), v(l)));
		}
	});
	function x() {
		let e = location.hash.startsWith("#c-") ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
		e && (h(e), _(e), g(e));
	}
	addEventListener("hashchange", x), x(), i();
}
function i() {
	let e = document.querySelectorAll(".legend input[type=checkbox]");
	for (let t of e) try {
		let e = localStorage.getItem(t.id);
		e !== null && (t.checked = e === "1"), t.addEventListener("change", () => localStorage.setItem(t.id, t.checked ? "1" : "0"));
	} catch {
		return;
	}
}
function a(e) {
	let t = [], n = [], r = 0, i = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
	for (; i.nextNode();) {
		let e = i.currentNode;
		t.push(e), n.push(r), r += e.data.length;
	}
	let a = (e) => {
		let t = 0, r = n.length - 1;
		for (; t < r;) {
			let i = t + r + 1 >> 1;
			n[i] <= e ? t = i : r = i - 1;
		}
		return t;
	};
	return {
		range(e, r) {
			let i = document.createRange(), o = a(e), s = a(Math.max(r - 1, e));
			return i.setStart(t[o], e - n[o]), i.setEnd(t[s], r - n[s]), i;
		},
		offset(e) {
			let r = t.findIndex((t) => e.contains(t));
			return r < 0 ? -1 : n[r];
		}
	};
}
function o() {
	return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
