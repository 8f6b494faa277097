// The article page: a card lights up its words in the text, words lead to their cards, and a
// keyboard goes through both. Without this script the same links work one jump at a time.

type Spans = [start: number, end: number][];

const text = document.querySelector<HTMLElement>(".text");
const rail = document.querySelector<HTMLElement>(".records");
const data = document.getElementById("marks");
if (text && rail && data) start(text, rail, JSON.parse(data.textContent ?? "{}"));

function start(text: HTMLElement, rail: HTMLElement, marks: Record<string, Spans>): void {
  const place = placesIn(text);
  const cards = [...rail.querySelectorAll<HTMLElement>(".card")];
  const paint = "highlights" in CSS ? paintRanges : paintElements;
  let active: HTMLElement | null = null;
  let alternatives: string[] = [];

  const recordOf = (card: HTMLElement) => card.id.slice(2);
  const cardOf = (record: string) => document.getElementById(`c-${record}`);

  function paintRanges(name: string, record: string | null): void {
    const ranges = record === null ? [] : (marks[record] ?? []).map(([s, e]) => place.range(s, e));
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }

  function paintElements(name: string, record: string | null): void {
    for (const lit of text.querySelectorAll(`.${name}`)) lit.classList.remove(name);
    if (record === null) return;
    for (const mark of text.querySelectorAll(`.r-${CSS.escape(record)}`)) mark.classList.add(name);
  }

  function activate(card: HTMLElement | null): void {
    active?.classList.remove("active");
    active = card;
    active?.classList.add("active");
    paint("lit", card && recordOf(card));
    if (card) history.replaceState(history.state, "", `#${card.id}`);
  }

  function showWords(card: HTMLElement): void {
    const first = marks[recordOf(card)]?.[0];
    if (!first) return;
    const box = place.range(first[0], first[1]).getBoundingClientRect();
    const hidden = box.top < 64 || box.bottom > innerHeight - 16;
    if (hidden) scrollBy({ top: box.top - innerHeight / 3, behavior: gentle() });
  }

  function showCard(card: HTMLElement): void {
    card.scrollIntoView({ block: "nearest", behavior: gentle() });
  }

  rail.addEventListener("click", (event) => {
    const target = event.target as Element;
    const card = target.closest<HTMLElement>(".card");
    if (!card) return;
    if (target.closest(".to")) {
      event.preventDefault();
      toWords(card);
    } else if (!target.closest("a, button, summary, input, select, textarea, .reason")) {
      if (getSelection()?.isCollapsed === false) return; // the reader copies words of the card
      activate(card);
      showWords(card);
    }
  });
  rail.addEventListener("pointerover", (event) => {
    const card = (event.target as Element).closest<HTMLElement>(".card");
    paint("hover", card && card !== active ? recordOf(card) : null);
  });
  rail.addEventListener("pointerleave", () => paint("hover", null));
  rail.addEventListener("focusin", (event) => {
    const card = (event.target as Element).closest<HTMLElement>(".card");
    if (card && card !== active) activate(card);
  });

  // Words on which several records lie give the shortest first, the next one at each further click.
  text.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest("a");
    if (!mark || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const at = place.offset(mark);
    const here = Object.entries(marks)
      .flatMap(([record, spans]) => spans.map(([s, e]) => ({ record, s, e })))
      .filter(({ s, e }) => s <= at && at < e)
      .sort((one, other) => one.e - one.s - (other.e - other.s))
      .map(({ record }) => record);
    const records = [...new Set(here)];
    const again = records.join() === alternatives.join();
    const current = active ? records.indexOf(recordOf(active)) : -1;
    alternatives = records;
    const record = records[again ? (current + 1) % records.length : 0];
    const card = record === undefined ? null : cardOf(record);
    if (!card) return;
    activate(card);
    showCard(card);
  });

  function toWords(card: HTMLElement): void {
    activate(card);
    text.focus({ preventScroll: true });
    showWords(card);
  }

  function toCard(card: HTMLElement): void {
    activate(card);
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
    showCard(card);
  }

  function step(by: number): void {
    const at = active ? cards.indexOf(active) : -1;
    const next = cards[Math.min(Math.max(at + by, 0), cards.length - 1)];
    if (!next) return;
    toCard(next);
    showWords(next);
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return;
    if (event.key === "Escape" && active) return toCard(active);
    if (document.documentElement.dataset.keys === "off") return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && active && target === active) {
      event.preventDefault();
      toWords(active);
    }
  });

  function follow(): void {
    const card = location.hash.startsWith("#c-") ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!card) return;
    activate(card);
    showCard(card);
    showWords(card);
  }
  addEventListener("hashchange", follow);
  follow();
  rememberLayers();
}

/** What of the text is shown stays as the reader left it. */
function rememberLayers(): void {
  const boxes = document.querySelectorAll<HTMLInputElement>(".legend input[type=checkbox]");
  for (const box of boxes) {
    try {
      const kept = localStorage.getItem(box.id);
      if (kept !== null) box.checked = kept === "1";
      box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "1" : "0"));
    } catch {
      return; // a browser that keeps nothing
    }
  }
}

/** From offsets in the text (UTF-16) to places in the page and back. */
function placesIn(element: HTMLElement): {
  range: (start: number, end: number) => Range;
  offset: (node: Node) => number;
} {
  const nodes: Text[] = [];
  const starts: number[] = [];
  let length = 0;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push(node);
    starts.push(length);
    length += node.data.length;
  }
  const indexAt = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    range(start, end) {
      const range = document.createRange();
      const first = indexAt(start);
      const last = indexAt(Math.max(end - 1, start));
      range.setStart(nodes[first]!, start - starts[first]!);
      range.setEnd(nodes[last]!, end - starts[last]!);
      return range;
    },
    offset(node) {
      const first = nodes.findIndex((one) => node.contains(one));
      return first < 0 ? -1 : starts[first]!;
    },
  };
}

function gentle(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

export {};
