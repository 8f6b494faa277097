// The review page: keys for the buttons, and words chosen in the text for a correction. Places are
// counted in code points, as the records count them, not in the browser's UTF-16.

const text = document.querySelector<HTMLElement>(".text");
const form = document.querySelector<HTMLFormElement>("form.decide");

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (document.documentElement.dataset.keys === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return;
  const button = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

if (text && form) {
  text.querySelector("span[class]")?.scrollIntoView({ block: "center" });
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-role]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay chosen
    button.addEventListener("click", () => choose(button, text));
  }
}

function choose(button: HTMLButtonElement, text: HTMLElement): void {
  const selection = getSelection();
  const field = button.parentElement?.querySelector<HTMLInputElement>("input[type=hidden]");
  const output = button.parentElement?.querySelector("output");
  if (!selection || selection.rangeCount === 0 || !field || !output) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return;
  const whole = text.textContent ?? "";
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  const [start, end] = snapped(whole, from, from + range.toString().length);
  if (start >= end) return;
  field.value = `${points(whole, start)}-${points(whole, end)}`;
  output.textContent = whole.slice(start, end);
  output.classList.add("changed");
}

/** Without blanks at the ends, and never between a letter and its marks. */
function snapped(whole: string, start: number, end: number): [number, number] {
  for (const { index, segment } of new Intl.Segmenter("ar").segment(whole)) {
    if (index < start && start < index + segment.length) start = index;
    if (index < end && end < index + segment.length) end = index + segment.length;
    if (index >= end) break;
  }
  while (start < end && /\s/.test(whole[start]!)) start++;
  while (end > start && /\s/.test(whole[end - 1]!)) end--;
  return [start, end];
}

function points(whole: string, offset: number): number {
  return [...whole.slice(0, offset)].length;
}

export {};
